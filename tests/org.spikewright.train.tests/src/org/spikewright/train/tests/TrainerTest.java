package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.kernel.Primitives;
import org.spikewright.testing.engine.Networks;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.train.Averaging;
import org.spikewright.train.Bptt;
import org.spikewright.train.Clipping;
import org.spikewright.train.EpochMetrics;
import org.spikewright.train.Evaluation;
import org.spikewright.train.GradientTrainer;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Regulariser;
import org.spikewright.train.Schedule;
import org.spikewright.train.TestResult;
import org.spikewright.train.TrainingListener;
import org.spikewright.train.TrainingOptions;
import org.spikewright.train.TrainingResult;
import org.spikewright.train.TrainingTask;

class TrainerTest {

    private static final Encoder RATE = new Encoder.Rate(15);
    private static final Optimizer ADAM = Optimizer.Adam.of(3e-2);
    private static final Optimizer FAST = Optimizer.Adam.of(6e-2);

    static Stream<Arguments> settings() {
        return Stream.of(Arguments.of(RATE, ADAM, Loss.CROSS_ENTROPY, 0.85),
                Arguments.of(new Encoder.Direct(8), Optimizer.Adam.withDecay(3e-2, 0.01), Loss.CROSS_ENTROPY, 0.85),
                Arguments.of(new Encoder.Latency(15), FAST, Loss.CROSS_ENTROPY, 0.85),
                Arguments.of(RATE, new Optimizer.Descent(1.5, 0.9), Loss.CROSS_ENTROPY, 0.85),
                Arguments.of(RATE, FAST, Loss.MEAN_SQUARED_ERROR, 0.65));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("settings")
    void digitsAreLearnt(Encoder encoder, Optimizer optimizer, Loss loss, double least) {
        TrainingResult result = train(Tasks.task(encoder, optimizer, loss, 6, 2));
        assertTrue(result.test().orElseThrow().accuracy() > least, result.history().toString());
        assertTrue(result.history().getLast().loss() < result.history().getFirst().loss());
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Set<String> hashes = Stream.of(1, 2, 3)
                .map(threads -> train(Tasks.task(RATE, ADAM, Loss.CROSS_ENTROPY, 1, threads)))
                .map(result -> result.weights().hash() + Arrays.deepToString(result.test().orElseThrow().confusion()))
                .collect(Collectors.toSet());
        assertEquals(1, hashes.size());
    }

    @Test
    void plainJavaGivesTheSameBitsAsVectors() {
        TrainingTask task = Tasks.task(RATE, ADAM, Loss.CROSS_ENTROPY, 1, 2);
        TrainingResult plain = new GradientTrainer(Primitives.scalar()).train(task, _ -> {
        }, Work.NONE);
        assertEquals(train(task).weights().hash(), plain.weights().hash());
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        TrainingTask one = Tasks.task(RATE, ADAM, Loss.CROSS_ENTROPY, 1, 2);
        TrainingTask two = new TrainingTask("Learn", Tasks.NETWORK, Tasks.DIGITS, RATE, Loss.CROSS_ENTROPY, ADAM,
                Schedule.COSINE, new Bptt(), 1, 50, 2, 2, 0.001);
        assertNotEquals(train(one).weights().hash(), train(two).weights().hash());
    }

    @Test
    void theListenerHearsOfEachEpoch() {
        List<EpochMetrics> heard = new ArrayList<>();
        TrainingResult result = new GradientTrainer().train(Tasks.task(RATE, ADAM, Loss.CROSS_ENTROPY, 3, 2),
                heard::add, Work.NONE);
        assertEquals(result.history(), heard);
        assertEquals(List.of(1, 2, 3), heard.stream().map(EpochMetrics::epoch).toList());
        assertTrue(result.complete());
    }

    private static TrainingTask validated(Optimizer optimizer, int epochs, TrainingOptions options) {
        return new TrainingTask("Learn", Tasks.NETWORK, Tasks.DIGITS.validating(100, 1), RATE, Loss.CROSS_ENTROPY, optimizer, Schedule.CONSTANT,
                new Bptt(), epochs, 50, 1, 2, 0.001, options);
    }

    private static double lossOf(TrainingTask task, TrainingResult result) {
        return Evaluation.of(Tasks.NETWORK, result.weights(), EncodedSamples.testing(task.data().validation().orElseThrow(), RATE, 1), task.loss(),
                0.001, 1, Work.NONE).loss();
    }

    @Test
    void theBestEpochInTheValidationIsKept() {
        TrainingTask task = validated(new Optimizer.Descent(20, 0.9), 5, new TrainingOptions(List.of(), Clipping.NONE, Averaging.NONE, 0, true));
        TrainingResult result = train(task);
        List<Double> losses = result.history().stream().map(epoch -> epoch.validation().orElseThrow().loss()).toList();
        double least = losses.stream().mapToDouble(loss -> loss).min().orElseThrow();
        assertTrue(losses.getLast() > least, "the last is not the best: " + losses);
        assertEquals(least, lossOf(task, result), 1e-12);
        EncodedSamples test = EncodedSamples.testing(Tasks.DIGITS.test(), RATE, 1);
        assertEquals(Evaluation.of(Tasks.NETWORK, result.weights(), test, task.loss(), 0.001, 1, Work.NONE).loss(),
                result.test().orElseThrow().loss(), 1e-12);
    }

    @Test
    void patienceEndsTheRun() {
        TrainingTask task = validated(new Optimizer.Descent(20, 0.9), 40, new TrainingOptions(List.of(), Clipping.NONE, Averaging.NONE, 2, false));
        List<Double> losses = train(task).history().stream().map(epoch -> epoch.validation().orElseThrow().loss()).toList();
        int best = losses.indexOf(losses.stream().mapToDouble(loss -> loss).min().orElseThrow());
        assertEquals(best + 3, losses.size(), losses.toString());
    }

    @Test
    void fewerSpikesAreFiredWhereTheyCost() {
        List<Double> spikes = Stream.of(0.0, 20.0).map(strength -> train(validated(ADAM, 3, new TrainingOptions(
                List.of(new Regulariser.Rate(0, strength)), Clipping.NONE, Averaging.NONE, 0, false))).history().getLast().spikesPerSample()).toList();
        assertTrue(spikes.get(1) < 0.7 * spikes.get(0), spikes.toString());
    }

    @Test
    void theMeanOfAllWeightsIsGiven() {
        TrainingTask ends = validated(ADAM, 1, TrainingOptions.NONE);
        TrainingTask mean = validated(ADAM, 1, new TrainingOptions(List.of(), Clipping.NONE, new Averaging.Last(1), 0, false));
        List<float[]> reached = new ArrayList<>();
        new GradientTrainer().train(ends, new TrainingListener() {
            @Override
            public void epochDone(EpochMetrics metrics) {
                // the weights after each batch are of interest
            }

            @Override
            public void progressed(Supplier<TrainingResult> now) {
                reached.add(now.get().weights().get("fc2.weight"));
            }
        }, Work.NONE);
        float[] given = train(mean).weights().get("fc2.weight");
        for (int i = 0; i < given.length; i++) {
            int weight = i;
            assertEquals(reached.stream().limit(10).mapToDouble(weights -> weights[weight]).average().orElseThrow(), given[i], 1e-5);
        }
    }

    @Test
    void testingAgainGivesTheSameResult() {
        TrainingResult result = train(Tasks.task(RATE, ADAM, Loss.CROSS_ENTROPY, 1, 2));
        TestResult again = Evaluation.of(Tasks.NETWORK, result.weights(),
                EncodedSamples.testing(Tasks.DIGITS.test(), RATE, 1), Loss.CROSS_ENTROPY, 0.001, 1, Work.NONE);
        assertEquals(result.test().orElseThrow().loss(), again.loss());
        assertTrue(Arrays.deepEquals(result.test().orElseThrow().confusion(), again.confusion()));
        assertEquals(200, Arrays.stream(again.confusion()).flatMapToInt(Arrays::stream).sum());
    }

    @Test
    void cancellingLeavesTheWeightsOfTheLastWholeBatch() {
        Set<String> hashes = Stream.of(1, 2).map(threads -> {
            TrainingResult result = new GradientTrainer().train(Tasks.task(RATE, ADAM, Loss.CROSS_ENTROPY, 2, threads),
                    _ -> {
                    }, new CancelAfter(150));
            assertFalse(result.complete());
            assertTrue(result.history().isEmpty() && result.test().isEmpty());
            return result.weights().hash();
        }).collect(Collectors.toSet());
        assertEquals(1, hashes.size());
    }

    @Test
    void aTestCanBeCancelled() {
        TrainingResult result = train(Tasks.task(RATE, ADAM, Loss.CROSS_ENTROPY, 1, 1));
        EncodedSamples data = EncodedSamples.testing(Tasks.DIGITS.test(), RATE, 1);
        Work work = new CancelAfter(8);
        assertThrows(CancelledException.class,
                () -> Evaluation.of(Tasks.NETWORK, result.weights(), data, Loss.CROSS_ENTROPY, 0.001, 2, work));
    }

    @Test
    void aNetworkThatDoesNotFitTheDataIsNamed() {
        TrainingTask task = new TrainingTask("Learn", Networks.chain(100, new int[] {10}, Neurons.integrator(0.01)),
                Tasks.DIGITS, RATE, Loss.CROSS_ENTROPY, ADAM, Schedule.CONSTANT, new Bptt(), 1, 50, 1, 1, 0.001);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> train(task));
        assertEquals("network Chain takes 100 values, but the samples of glyphs have 168", e.getMessage());
    }

    @Test
    void deepNetworksOfGradedAndSpikingLayersLearn() {
        TrainingTask task = new TrainingTask("Learn",
                Networks.chain(168, new int[] {40, 30, 10}, Neurons.integrator(0.002), Neurons.leaky(0.005, 1),
                        Neurons.leaky(0.005, 1)),
                Tasks.DIGITS, RATE, Loss.CROSS_ENTROPY, ADAM, Schedule.COSINE, new Bptt(true), 10, 50, 1, 2, 0.001);
        assertTrue(train(task).test().orElseThrow().accuracy() > 0.7);
    }

    private static TrainingResult train(TrainingTask task) {
        return new GradientTrainer().train(task, _ -> {
        }, Work.NONE);
    }

    /** Is cancelled once that many units are done. */
    private static final class CancelAfter implements Work {
        private final java.util.concurrent.atomic.AtomicLong left;

        CancelAfter(long units) {
            left = new java.util.concurrent.atomic.AtomicLong(units);
        }

        @Override
        public void begin(String task, long total) {
            // of no interest
        }

        @Override
        public void advance(long units) {
            left.addAndGet(-units);
        }

        @Override
        public boolean cancelled() {
            return left.get() <= 0;
        }
    }
}
