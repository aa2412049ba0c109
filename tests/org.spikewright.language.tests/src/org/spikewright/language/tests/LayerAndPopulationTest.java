package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.StateTrace;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;

/**
 * A neuron of the library does the same in a layer and in a population: the same spikes in the same steps, and the same bits of
 * all states, under a drive that changes.
 */
class LayerAndPopulationTest {

    private static final int STEPS = 2000;

    /** What drives each neuron, in SI units; 1.5 for those that are not named. */
    static final Map<String, Double> DRIVES = Map.ofEntries(Map.entry("LeakyStep", 0.5), Map.entry("IntegrateAndFire", 0.3),
            Map.entry("ResonateAndFire", 5.0), Map.entry("FitzHughNagumo", 0.5), Map.entry("AdaptiveLeaky", 3.0),
            Map.entry("Lapicque", 700e-12), Map.entry("AlphaCurrent", 20e-12), Map.entry("Conductances", 15e-9),
            Map.entry("QuadraticIntegrateAndFire", 40e-9), Map.entry("ExponentialIntegrateAndFire", 30e-9),
            Map.entry("AdEx", 1500e-12), Map.entry("Izhikevich", 20e-3), Map.entry("IzhikevichCell", 300e-12),
            Map.entry("HodgkinHuxley", 20e-6), Map.entry("MorrisLecar", 160e-6), Map.entry("DeltaPoint", 1e-3),
            Map.entry("ExponentialPoint", 50e-12), Map.entry("AlphaPoint", 50e-12), Map.entry("ConductancePoint", 10e-9),
            Map.entry("NoisyPoint", 2e-3), Map.entry("PoissonSource", 1000.0));

    /** What the library sends numbers with, or moves at random: layers or populations do not have that. */
    private static final List<String> OTHERS = List.of("Integrator", "SigmaDelta", "IntegerLeaky", "TernaryLeaky", "TwoPoint", "Tripartite",
            "NoisyPoint", "PoissonSource");

    @TempDir
    private Path folder;

    static Stream<Arguments> neurons() {
        return LibraryPrograms.names().filter(name -> !OTHERS.contains(name))
                .flatMap(name -> Stream.of(5e-5, 2e-5).map(dt -> Arguments.of(name, dt)));
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void theSameSpikesAndStates(String name, double dt) throws IOException {
        NeuronProgram program = LibraryPrograms.of(folder, name);
        compare(program, dt, DRIVES.getOrDefault(name, 1.5), name);
    }

    static Stream<Arguments> solvers() {
        return Stream.of("exponentialEuler", "euler", "rk4").flatMap(solver -> Stream.of(1e-4, 2e-5).map(dt -> Arguments.of(solver, dt)));
    }

    /** Events without spikes, a solver of its own, refractoriness that holds one of two states, two inputs. */
    @ParameterizedTest
    @MethodSource("solvers")
    void ownNeurons(String solver, double dt) throws IOException {
        compare(LibraryPrograms.of(folder, """
                neuron Own {
                    state v : Real = 0
                    state w : Real = 0
                    state seen : Real = 0
                    input jump : Real into v
                    input context : Real
                    dv/dt = (0.3 * context - v * (1 + w)) / 5 ms
                    dw/dt = (exp(v) - 1 - w) / 20 ms
                    next seen = seen
                    solver SOLVER
                    when w > 0.8 and seen < 3 then w = 0.1, seen += 1
                    when seen > 2.5 then seen = 0
                    spike when v >= 1 or w > 1.5 reset v = w - 0.5, w += 0.2
                    refractory 0.4 ms holding v
                }
                """.replace("SOLVER", solver), "Own"), dt, 0.05, solver);
    }

    static Stream<String> all() {
        return LibraryPrograms.names();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyNeuronRunsInAPopulation(String name) throws IOException {
        NeuronProgram program = LibraryPrograms.of(folder, name);
        try (PopulationSimulation simulation = PopulationSimulation.open(new PopulationTask("run", new PopulationNetwork("N",
                List.of(Population.of("P", 100, Population.Neurons.of(program))), List.of(), List.of()), 2.5e-5, 1, 2, List.of()), Work.NONE)) {
            simulation.run(0.02, Work.NONE);
            for (NeuronProgram.State state : program.states()) {
                for (float value : simulation.state("P", state.name())) {
                    assertTrue(Float.isFinite(value), state.name() + " becomes " + value);
                }
            }
        }
    }

    /** White noise in an equation that is solved exactly: 2 mV, of which 1000 neurons show all but a few percent. */
    @Test
    void noiseHasTheDeviationThatItSays() throws IOException {
        NeuronProgram program = LibraryPrograms.of(folder, "", "NoisyPoint(sigma = 2 mV)");
        try (PopulationSimulation simulation = PopulationSimulation.open(new PopulationTask("run", new PopulationNetwork("N",
                List.of(Population.of("P", 1000, Population.Neurons.of(program))), List.of(), List.of()), 1e-4, 1, 2, List.of()), Work.NONE)) {
            simulation.run(0.1, Work.NONE);
            double square = 0;
            for (float v : simulation.state("P", "v")) {
                square += Math.pow(v + 65e-3, 2);
            }
            assertEquals(2e-3, Math.sqrt(square / 1000), 2e-4);
        }
    }

    private static void compare(NeuronProgram program, double dt, double drive, String name) {
        RandomStream random = RandomStream.of(5, name);
        double[] times = new double[STEPS / 10];
        double[] values = new double[times.length];
        float[] received = new float[STEPS];
        for (int k = 0; k < times.length; k++) {
            // A value changes between two steps, so that rounding cannot move it to another.
            times[k] = k == 0 ? 0 : (10 * k - 0.5) * dt;
            values[k] = drive * (0.4 + 1.2 * random.nextDouble());
            for (int t = 10 * k; t < 10 * k + 10; t++) {
                received[t] = (float) values[k];
            }
        }
        StepProgram step = Discretiser.of(program, dt);
        Map<String, float[]> traces = StateTrace.of(step, received);
        float[] sent = new float[STEPS];
        Kernels.best().of(step, false).run(received, STEPS, 1, STEPS, 1, sent);

        Population population = Population.of("P", 1, Population.Neurons.of(program));
        PopulationTask task = new PopulationTask("same", new PopulationNetwork("N", List.of(population), List.of(), List.of(
                new Drive("d", "P", program.inputs().getFirst(), Selection.ALL, new Drive.Current(new TimeCourse(times, values))))), dt, 1, 1,
                List.of(new Recorder.Spikes("P", Selection.ALL)));
        Map<String, float[]> states = new HashMap<>();
        step.declared().forEach(state -> states.put(state, new float[STEPS]));
        float[] fired = new float[STEPS];
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            for (int t = 0; t < STEPS; t++) {
                simulation.step();
                for (String state : step.declared()) {
                    states.get(state)[t] = simulation.state("P", state)[0];
                }
            }
            Raster spikes = simulation.spikes("P");
            for (int k = 0; k < spikes.count(); k++) {
                fired[(int) spikes.steps()[k]] = 1;
            }
        }
        int count = 0;
        for (float one : sent) {
            count += one > 0 ? 1 : 0;
        }
        assertTrue(count > 0, name + " fires");
        assertArrayEquals(sent, fired, "spikes");
        assertEquals(traces.keySet(), states.keySet());
        traces.forEach((state, trace) -> assertArrayEquals(trace, states.get(state), state));
    }
}
