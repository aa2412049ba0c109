package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Side;
import org.spikewright.network.population.SynapseProgram.Trace;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.testing.engine.PointNeurons;

/**
 * The course of a weight under plasticity of spike pairs whose strength depends on the weight (Guetig et al., J. Neurosci. 23,
 * 2003). Times in ms; parameters and the given trains are those of NEST's test of {@code stdp_synapse}.
 */
class StdpTest {

    private static final double STEP = 0.1;
    private static final double RATE = 0.01;
    private static final double ALPHA = 0.85;
    private static final double MOST = 15;
    private static final double TAU_PLUS = 16.8;
    private static final double TAU_MINUS = 33.7;
    private static final double START = 0.5;
    private static final double[] PRE = {1, 5, 6, 7, 9, 11, 12, 13, 14.5, 16.1, 21, 25, 26, 27, 29, 31, 32, 33, 34.5, 36.1};
    private static final double[] POST = {2, 3, 4, 8, 9, 10, 12, 12.2, 14.1, 15.4, 22, 23, 24, 28, 29, 30, 32, 33.2, 35.1,
            36.4};

    /**
     * The weight after each spike of the source, as NEST (commit e3d3e14 of December 2022) records it for these trains between
     * two {@code parrot_neuron}s, with a delay of 1.4 ms, all of it in the dendrite: there a spike of the target counts for
     * the synapse after the delay.
     */
    private static double[] byNest(double mu) {
        if (mu == 0) {
            return new double[] {0.5, 0.5057111417, 0.4027483493, 0.0485451337, 0, 0.6144895355, 0.6282119119, 0,
                    0.9029306696, 0.8763843138, 0.9412419086, 1.4289742112, 1.118379764, 0, 0, 0.8374111649,
                    0.5948669322, 0, 0, 0};
        }
        if (mu == 0.4) {
            return new double[] {0.5, 0.6742964557, 0.8113800455, 0.7010977684, 0.6030690609, 1.5126762746, 1.8589699858,
                    1.576734075, 2.7788019317, 3.0924699852, 3.4536881124, 4.1606178341, 4.1671656509,
                    3.4845909041, 2.8857651404, 3.9822800002, 4.0934108878, 3.315531765, 3.6143345415,
                    3.8944438083};
        }
        return new double[] {0.5, 0.7308758292, 0.956183924, 0.9336050293, 0.9128295874, 1.9208490229, 2.4047456196,
                2.3004375984, 3.5391318784, 3.9779376418, 4.4200559111, 5.1011692141, 5.2270219877,
                4.8300009846, 4.4842748414, 5.4071550431, 5.5645077956, 5.0793869023, 5.3740821397,
                5.63111791};
    }

    private static SynapseProgram program(double mu) {
        Expression w = Expression.symbol("w");
        Expression part = w.over(number(MOST));
        Expression rest = Expression.ONE.minus(part);
        return new SynapseProgram("Stdp", Map.of(), List.of(),
                List.of(new Trace("x", Side.PRE, 1e-3 * TAU_PLUS, Expression.symbol("x").plus(Expression.ONE)),
                        new Trace("y", Side.POST, 1e-3 * TAU_MINUS, Expression.symbol("y").plus(Expression.ONE))),
                List.of(new Action.Assign("w", w.minus(
                        number(MOST * ALPHA * RATE).times(power(part, mu)).times(Expression.symbol("y"))))),
                List.of(new Action.Assign("w",
                        w.plus(number(MOST * RATE).times(power(rest, mu)).times(Expression.symbol("x"))))),
                Optional.empty(), Optional.empty(), 0, MOST);
    }

    private static Expression power(Expression base, double exponent) {
        return new Expression.Binary(Expression.Operator.POWER, base, number(exponent));
    }

    private static Expression number(double value) {
        return Expression.of(value);
    }

    /** The weight after each step, of a synapse where spikes of the source arrive and the target fires at the given times. */
    private static double[] simulated(SynapseProgram program, double[] arrivals, double[] fired, double delay, double end) {
        Population source = Population.of("S", 1, new Population.GivenTrains(new double[][] {earlier(arrivals, delay)}));
        Population teacher = Population.of("T", 1, new Population.GivenTrains(new double[][] {earlier(fired, STEP)}));
        Population cell = Population.of("E", 1, Population.Neurons.of(PointNeurons.delta(5e-3, 20e-3, 0)));
        PopulationNetwork network = new PopulationNetwork("Pair", List.of(source, teacher, cell), List.of(
                new Projection("teach", "T", "E", "in", new ConnectionRule.OneToOne(), Distribution.of(1),
                        Distribution.of(1e-3 * STEP), Optional.empty()),
                new Projection("learn", "S", "E", "in", new ConnectionRule.OneToOne(), Distribution.of(START),
                        Distribution.of(1e-3 * delay), Optional.of(program))),
                List.of());
        PopulationTask task = new PopulationTask("t", network, 1e-3 * STEP, 1, 1,
                List.of(new Recorder.Weights("learn", 1, 1e-3 * STEP)));
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            simulation.run(1e-3 * end, Work.NONE);
            assertEquals(fired.length, simulation.spikeCounts().get("E"));
            return Arrays.stream(simulation.samples().getFirst().values()).mapToDouble(sample -> sample[0]).toArray();
        }
    }

    private static double[] earlier(double[] times, double by) {
        return Arrays.stream(times).map(time -> 1e-3 * (time - by)).toArray();
    }

    private static int step(double time) {
        return (int) Math.round(time / STEP) - 1;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 1})
    void aWeightGoesAsInNest(double mu) {
        double[] arrivals = Arrays.stream(PRE).map(time -> time + 5).toArray();
        double[] fired = Arrays.stream(POST).map(time -> time + 5 + 1.4).toArray();
        double[] weights = simulated(program(mu), arrivals, fired, 2, 50);
        double[] expected = byNest(mu);
        assertEquals(arrivals.length, expected.length);
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], weights[step(arrivals[k])], 3e-6, "after spike " + k);
        }
    }

    /** Ten seconds at 100 Hz, with many spikes at the same time: in a step, arrivals come before the target's spike. */
    @ParameterizedTest
    @CsvSource({"0, 0.1", "0.4, 1.5", "1, 7.3"})
    void aWeightGoesEventByEvent(double mu, double delay) {
        double end = 10_000;
        double[] arrivals = train("pre", end);
        double[] fired = train("post", end);
        double[] weights = simulated(program(mu), arrivals, fired, delay, end);
        double weight = START;
        double x = 0;
        double y = 0;
        double now = 0;
        int i = 0;
        int j = 0;
        int together = 0;
        while (i < arrivals.length || j < fired.length) {
            double next = Math.min(i < arrivals.length ? arrivals[i] : end, j < fired.length ? fired[j] : end);
            x *= Math.exp((now - next) / TAU_PLUS);
            y *= Math.exp((now - next) / TAU_MINUS);
            now = next;
            boolean arrives = i < arrivals.length && step(arrivals[i]) == step(now);
            boolean fires = j < fired.length && step(fired[j]) == step(now);
            together += arrives && fires ? 1 : 0;
            if (arrives) {
                weight = Math.max(0, weight - MOST * ALPHA * RATE * Math.pow(weight / MOST, mu) * y);
                x++;
                i++;
            }
            if (fires) {
                weight = Math.min(MOST, weight + MOST * RATE * Math.pow(1 - weight / MOST, mu) * x);
                y++;
                j++;
            }
            assertEquals(weight, weights[step(now)], 2e-5 * MOST, "at " + now + " ms");
        }
        assertTrue(together > 5, "some come together");
    }

    /** A train on the grid of steps, without two spikes in one. */
    private static double[] train(String name, double end) {
        RandomStream random = RandomStream.of(11, name);
        return random.doubles(1000).map(part -> STEP * Math.round((10 + part * (end - 20)) / STEP)).sorted().distinct()
                .toArray();
    }

    @Test
    void aWeightStaysWithoutSpikesOfTheTarget() {
        double[] weights = simulated(program(1), new double[] {5, 10, 15}, new double[0], 1, 20);
        assertEquals(START, weights[weights.length - 1]);
    }
}
