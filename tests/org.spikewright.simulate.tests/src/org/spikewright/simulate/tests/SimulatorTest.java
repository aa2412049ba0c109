package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Glyphs;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Readout;
import org.spikewright.network.Network;
import org.spikewright.network.SpikeTrains;
import org.spikewright.simulate.LayeredSimulator;
import org.spikewright.simulate.Probe;
import org.spikewright.simulate.Recording;
import org.spikewright.simulate.SimulationTask;
import org.spikewright.simulate.Trace;
import org.spikewright.testing.engine.Networks;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.train.Bptt;
import org.spikewright.train.GradientTrainer;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Schedule;
import org.spikewright.train.TrainingResult;
import org.spikewright.train.TrainingTask;

class SimulatorTest {

    private static final int STEPS = 10;
    private static final DataSet DIGITS = Glyphs.digits(12, 10, 0.05).generate(200, 60, 1, Work.NONE);
    private static final Network NETWORK = Networks.chain(120, new int[] {30, 10}, Neurons.leaky(0.005, 1),
            Neurons.integrator(0.01));
    private static TrainingResult trained;

    @BeforeAll
    static void train() {
        trained = new GradientTrainer().train(new TrainingTask("Learn", NETWORK, DIGITS, new Encoder.Rate(STEPS),
                Loss.CROSS_ENTROPY, Optimizer.Adam.of(2e-3), Schedule.COSINE, new Bptt(), 2, 20, 1, 2, 0.001), _ -> {
                }, Work.NONE);
    }

    @Test
    void predictionsAreThoseOfTheTestAfterTraining() {
        Recording recording = simulate(new Encoder.Rate(STEPS), 0, 60, 2);
        assertEquals(trained.test().orElseThrow().accuracy(), recording.accuracy());
        assertArrayEquals(IntStream.range(0, 60).map(DIGITS.test()::label).toArray(), recording.labels());
    }

    @Test
    void spikesAreOrderedAndWithinTheirBounds() {
        Recording recording = simulate(new Encoder.Rate(STEPS), 7, 20, 2);
        assertEquals(List.of("image", "n1"), recording.spikes().stream().map(SpikeTrains::layer).toList());
        for (SpikeTrains trains : recording.spikes()) {
            assertTrue(trains.count() > 0);
            long before = -1;
            for (int k = 0; k < trains.count(); k++) {
                assertTrue(trains.sample()[k] >= 7 && trains.sample()[k] < 27);
                assertTrue(trains.step()[k] >= 0 && trains.step()[k] < STEPS);
                assertTrue(trains.neuron()[k] >= 0 && trains.neuron()[k] < trains.neurons());
                long now = ((long) trains.sample()[k] * STEPS + trains.step()[k]) * trains.neurons()
                        + trains.neuron()[k];
                assertTrue(now > before);
                before = now;
            }
        }
    }

    @Test
    void samplesDoNotDependOnWhichOthersRunOrHowManyThreads() {
        SpikeTrains all = simulate(new Encoder.Rate(STEPS), 0, 60, 1).spikes().get(1);
        SpikeTrains same = simulate(new Encoder.Rate(STEPS), 0, 60, 3).spikes().get(1);
        SpikeTrains some = simulate(new Encoder.Rate(STEPS), 33, 5, 3).spikes().get(1);
        assertArrayEquals(all.neuron(), same.neuron());
        int[] chosen = IntStream.range(0, all.count()).filter(k -> all.sample()[k] >= 33 && all.sample()[k] < 38)
                .map(k -> all.neuron()[k]).toArray();
        assertArrayEquals(chosen, some.neuron());
    }

    @Test
    void analogueInputHasNoSpikes() {
        Recording recording = simulate(new Encoder.Direct(STEPS), 0, 3, 2);
        assertEquals(List.of("n1"), recording.spikes().stream().map(SpikeTrains::layer).toList());
    }

    @Test
    void theReadoutsTraceWithTheLargestMeanIsThePrediction() {
        Recording recording = simulate(new Encoder.Rate(STEPS), 3, 2, 2,
                new Probe(4, "n2", IntStream.range(0, 10).toArray()));
        assertEquals(10, recording.traces().size());
        float[] sums = new float[10];
        for (Trace trace : recording.traces()) {
            assertEquals("v", trace.state());
            assertEquals(4, trace.sample());
            assertEquals(STEPS, trace.values().length);
            for (float value : trace.values()) {
                sums[trace.neuron()] += value;
            }
        }
        assertEquals(recording.predictions()[1], Outputs.largest(sums));
    }

    @Test
    void aNeuronThatStaysAboveThresholdHasFired() {
        Recording recording = simulate(new Encoder.Rate(STEPS), 4, 1, 1,
                new Probe(4, "n1", IntStream.range(0, 30).toArray()));
        SpikeTrains spikes = recording.spikes().get(1);
        for (Trace trace : recording.traces()) {
            for (int t = 0; t < STEPS; t++) {
                if (trace.values()[t] > 1) {
                    // Still above threshold after a reset by subtraction: it must have fired.
                    int step = t;
                    assertTrue(IntStream.range(0, spikes.count())
                            .anyMatch(k -> spikes.neuron()[k] == trace.neuron() && spikes.step()[k] == step));
                }
            }
        }
    }

    @Test
    void aProbeOfWhatIsNotThereIsNamed() {
        Probe layer = new Probe(0, "n7", new int[] {0});
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> simulate(new Encoder.Rate(STEPS), 0, 1, 1, layer));
        assertEquals("network Chain has no layer of neurons named n7", e.getMessage());
        Probe neuron = new Probe(0, "n1", new int[] {30});
        e = assertThrows(IllegalArgumentException.class, () -> simulate(new Encoder.Rate(STEPS), 0, 1, 1, neuron));
        assertEquals("layer n1 has neurons 0 to 29, but neuron 30 is probed", e.getMessage());
    }

    @Test
    void samplesBeyondTheEndAreRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> simulate(new Encoder.Rate(STEPS), 50, 11, 1));
        assertEquals("samples 50 to 60 are asked for, but the data set has samples 0 to 59", e.getMessage());
    }

    @Test
    void aSimulationCanBeCancelled() {
        Work cancelled = Work.unwatched(() -> true);
        SimulationTask task = task(new Encoder.Rate(STEPS), 0, 60, 2);
        assertThrows(CancelledException.class, () -> new LayeredSimulator().simulate(task, cancelled));
    }

    private static Recording simulate(Encoder encoder, int from, int count, int threads, Probe... probes) {
        return new LayeredSimulator().simulate(task(encoder, from, count, threads, probes), Work.NONE);
    }

    private static SimulationTask task(Encoder encoder, int from, int count, int threads, Probe... probes) {
        return new SimulationTask("Watch", NETWORK, trained.weights(),
                EncodedSamples.testing(DIGITS.test(), encoder, 1), from, count, Readout.MEAN, false, List.of(probes), threads, 0.001);
    }
}
