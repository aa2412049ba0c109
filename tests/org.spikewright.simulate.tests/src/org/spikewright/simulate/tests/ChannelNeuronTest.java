package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Work;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.NeuronProgram.Receptor;
import org.spikewright.network.equation.NeuronProgram.Refractoriness;
import org.spikewright.network.equation.NeuronProgram.Spike;
import org.spikewright.network.equation.NeuronProgram.State;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.testing.engine.Json;
import org.spikewright.testing.engine.SharedData;

/** Neurons of Hodgkin and Huxley against integrations by others. Times in ms and potentials in mV, as the references have them. */
class ChannelNeuronTest {

    private static final Expression V = Expression.symbol("v");

    /** The rates at which a gate opens and closes, per ms. */
    private record Gate(String name, Expression opening, Expression closing) {

        State from(double potential) {
            Map<String, Expression> at = Map.of("v", number(potential));
            double open = opening.substitute(at).value(_ -> 0);
            double close = closing.substitute(at).value(_ -> 0);
            Expression gate = Expression.symbol(name);
            Expression rate = opening.times(number(1).minus(gate)).minus(closing.times(gate));
            return new State(name, open / (open + close), perSecond(rate));
        }
    }

    /** Of Hodgkin and Huxley, J. Physiol. 117, 1952, as BrainPy has it; currents in µA/cm², from -65 mV. */
    private static NeuronProgram squid(double leak) {
        List<Gate> gates = List.of(new Gate("m", over(-40, 10, 1), exp(-65, 18, 4)),
                new Gate("h", exp(-65, 20, 0.07), number(1).over(number(1).plus(exp(-35, 10, 1)))),
                new Gate("n", over(-55, 10, 0.1), exp(-65, 80, 0.125)));
        Expression rate = Expression.symbol("in").minus(sodium(120, 50)).minus(potassium(36, -77))
                .minus(current(leak, -54.387));
        return neuron("Squid", -65, rate, gates, -65, List.of(), List.of(Receptor.held("in")), 20, new Solver.RungeKutta4());
    }

    private static NeuronProgram neuron(String name, double start, Expression rate, List<Gate> gates, double settled,
            List<State> others, List<Receptor> receptors, double threshold, Solver solver) {
        List<State> states = new ArrayList<>(List.of(new State("v", start, perSecond(rate))));
        gates.forEach(gate -> states.add(gate.from(settled)));
        states.addAll(others);
        // A spike counts once, when the potential comes up; it stays there for less than this time.
        Refractoriness once = new Refractoriness(number(3e-3), Set.of());
        return new NeuronProgram(name, Map.of(), states, receptors,
                List.of(new Spike(V.minus(number(threshold)), Expression.ONE, Map.of())), V, List.of(),
                Optional.of(once), solver);
    }

    private static Expression sodium(double conductance, double reversal) {
        return Expression.symbol("m").power(3).times(Expression.symbol("h")).times(current(conductance, reversal));
    }

    private static Expression potassium(double conductance, double reversal) {
        return Expression.symbol("n").power(4).times(current(conductance, reversal));
    }

    private static Expression current(double conductance, double reversal) {
        return number(conductance).times(V.minus(number(reversal)));
    }

    /** {@code factor exp((middle - v) / width)}. */
    private static Expression exp(double middle, double width, double factor) {
        return number(factor).times(
                Expression.call(Function.EXP, List.of(number(middle).minus(V).over(number(width)))));
    }

    /** {@code factor x / (1 - exp(-x))} with x = (v - middle) / width. */
    private static Expression over(double middle, double width, double factor) {
        return number(factor).over(
                Expression.call(Function.EXPREL, List.of(number(middle).minus(V).over(number(width)))));
    }

    /** {@code factor x / (exp(x) - 1)} with x = (v - middle) / width. */
    private static Expression falling(double middle, double width, double factor) {
        return number(factor).over(
                Expression.call(Function.EXPREL, List.of(V.minus(number(middle)).over(number(width)))));
    }

    private static Change perSecond(Expression perMillisecond) {
        return new Change.Rate(number(1000).times(perMillisecond));
    }

    private static Expression number(double value) {
        return Expression.of(value);
    }

    private static PopulationSimulation run(NeuronProgram program, List<Drive> drives, double dt, double interval,
            double seconds, String... states) {
        List<Recorder> recorders = new ArrayList<>(List.of(new Recorder.Spikes("P", Selection.ALL)));
        for (String state : states) {
            recorders.add(new Recorder.States("P", state, Selection.ALL, interval));
        }
        PopulationNetwork network = new PopulationNetwork("N",
                List.of(Population.of("P", 1, Population.Neurons.of(program))), List.of(), drives);
        PopulationSimulation simulation = PopulationSimulation
                .open(new PopulationTask("t", network, dt, 1, 1, recorders), Work.NONE);
        simulation.run(seconds, Work.NONE);
        return simulation;
    }

    /** Spikes are crossings of 20 mV, noted at the end of a step of 0.01 ms; the potential is noted every ms. */
    @ParameterizedTest
    @CsvSource({"0.03, 0", "0.03, 5", "0.03, 10", "0.03, 20", "0.3, 0", "0.3, 5", "0.3, 10", "0.3, 20"})
    void aSquidAxonFires(double leak, int current) throws IOException {
        Json reference = Json.read(SharedData.path("golden-vectors/hh_rk4.json")).get("gL" + leak + "_I" + current);
        double[] times = reference.get("spike_times_ms").get("data").numbers();
        double[] potentials = reference.get("V_every_1ms_first50").get("data").numbers();
        List<Drive> drives = List.of(
                new Drive("dc", "P", "in", Selection.ALL, new Drive.Current(TimeCourse.constant(current))));
        try (PopulationSimulation simulation = run(squid(leak), drives, 1e-5, 1e-3, 0.2, "v")) {
            Raster raster = simulation.spikes("P");
            assertEquals(times.length, raster.count());
            for (int k = 0; k < times.length; k++) {
                assertEquals(times[k], 1e3 * raster.time(k), 0.0101, "spike " + k);
            }
            float[][] v = simulation.samples().getFirst().values();
            assertEquals(50, potentials.length);
            for (int k = 0; k < potentials.length; k++) {
                // On the flanks of a spike, 0.1 µs of time are up to 0.05 mV.
                assertEquals(potentials[k], v[k][0], 0.05, "after " + (k + 1) + " ms");
            }
        }
    }

    /**
     * NEST's {@code hh_cond_exp_traub} with the parameters of its test, from 10 mV. Its gates start where they rest at -60 mV,
     * with rates that leave out the shift of -63 mV which they have while they move. NEST's steps
     * may err by 0.001 mV each, and its current, sent from 0.1 ms on with a delay of 1 ms, acts one step after it arrives.
     */
    @Test
    void aNeuronOfTraubFires() throws IOException {
        List<Gate> gates = List.of(new Gate("m", over(-50, 4, 1.28), falling(-23, 5, 1.4)),
                new Gate("h", exp(-46, 18, 0.128), number(4).over(number(1).plus(exp(-23, 5, 1)))),
                new Gate("n", over(-48, 5, 0.16), exp(-53, 40, 0.5)));
        Expression rate = Expression.symbol("in").plus(number(1)).minus(sodium(19000, 40)).minus(potassium(5000, -80))
                .minus(current(9, -70)).minus(Expression.symbol("g").times(V.minus(number(1)))).over(number(110));
        State conductance = new State("g", 0, perSecond(Expression.symbol("g").over(number(-0.3))));
        NeuronProgram neuron = neuron("Traub", 10, rate, gates, -60 - 63, List.of(conductance),
                List.of(Receptor.held("in"), Receptor.into("spikes", "g")), 20, new Solver.RungeKutta45(1e-7, 1e-9));
        List<Drive> drives = List.of(
                new Drive("dc", "P", "in", Selection.ALL, new Drive.Current(TimeCourse.pulse(1.05e-3, 1, 100))),
                new Drive("spikes", "P", "spikes", Selection.ALL, new Drive.GivenSpikes(new double[] {1.1e-3, 2.2e-3}, 1)));
        Json arrays = Json.read(SharedData.path("nest-unit-references/nest_test_arrays.json"))
                .get("testsuite_pytests_synapses_test_hh_cond_exp_traub.py").get("arrays");
        try (PopulationSimulation simulation = run(neuron, drives, 1e-4, 1e-4, 4e-3, "v", "g")) {
            for (int state = 0; state < 2; state++) {
                List<Json> rows = arrays.elements().get(state).get("data").elements();
                assertEquals(40, rows.size());
                for (Json row : rows) {
                    int step = (int) row.numbers()[0];
                    assertEquals(row.numbers()[1], simulation.samples().get(state).values()[step - 1][0],
                            state == 0 ? 2e-3 : 5e-6, "step " + step);
                }
            }
        }
    }
}
