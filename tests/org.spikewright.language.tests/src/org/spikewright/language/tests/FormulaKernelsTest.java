package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.StepProgram;
import org.spikewright.kernel.SynapseArrays;
import org.spikewright.kernel.SynapseInputs;
import org.spikewright.kernel.SynapseKernel;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.network.Network;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.SynapseProgram;

/**
 * Five thousand formulas and conditions drawn at random, as equations, events, spikes and rules of plasticity: every form of kernel
 * against direct evaluation in double precision, at values where compared quantities are often equal.
 */
class FormulaKernelsTest {

    private static final int MODELS = 50;
    private static final int VALUES = 60;
    private static final int EVENTS = 25;
    private static final int CHANGES = 15;
    private static final int NEURONS = 64;
    private static final double DT = 1e-3;

    @TempDir
    private Path folder;

    static IntStream models() {
        return IntStream.range(0, MODELS);
    }

    /** What one model holds, and what each neuron of it starts from. */
    private record Drawn(List<RandomFormula> values, RandomFormula spike, List<RandomFormula> events, List<RandomFormula> changes,
            double[][] symbols) {

        static Drawn of(int model) {
            RandomStream random = RandomStream.of(20261130, "formulas", model);
            List<RandomFormula> values = draw(VALUES, () -> RandomFormula.value(random, 4));
            RandomFormula spike = RandomFormula.condition(random, 2);
            List<RandomFormula> events = draw(EVENTS, () -> RandomFormula.condition(random, 3));
            List<RandomFormula> changes = draw(CHANGES, () -> RandomFormula.value(random, 4));
            double[][] symbols = new double[NEURONS][RandomFormula.SYMBOLS.size()];
            for (double[] row : symbols) {
                Arrays.setAll(row, _ -> (random.nextInt(17) - 8) / 4.0);
            }
            return new Drawn(values, spike, events, changes, symbols);
        }

        private static List<RandomFormula> draw(int count, java.util.function.Supplier<RandomFormula> formula) {
            return IntStream.range(0, count).mapToObj(_ -> formula.get()).toList();
        }

        String text() {
            String kept = RandomFormula.SYMBOLS.stream().map(name -> "\tstate " + name + " : Real = 0\n").collect(Collectors.joining());
            String same = RandomFormula.SYMBOLS.stream().map(name -> "\tnext " + name + " = " + name + "\n").collect(Collectors.joining());
            StringBuilder text = new StringBuilder("package formulas\nneuron Values {\n" + kept + same + "\tinput I : Real\n");
            for (int k = 0; k < values.size(); k++) {
                text.append("\tstate y" + k + " : Real = 0\n\tnext y" + k + " = " + values.get(k).text() + " + 0 * I\n");
            }
            text.append("\tspike when " + spike.text() + "\n}\nneuron Events {\n" + kept + same + "\tinput I : Real\n");
            for (int k = 0; k < events.size(); k++) {
                text.append("\tstate e" + k + " : Real = 0\n\tnext e" + k + " = 0 * I\n\twhen " + events.get(k).text() + " then e" + k + " += 1\n");
            }
            text.append("\toutput e0\n}\nneuron Sending {\n" + kept + same + "\tinput I : Real\n\tstate time : Real = 0\n\tnext time = time + 1 + 0 * I\n\toutput ");
            for (int k = 0; k < VALUES; k++) {
                text.append(k + 1 < VALUES ? "where(time < " + (k + 1.5) + ", " + values.get(k).text() + ", " : values.get(k).text() + ")".repeat(k));
            }
            text.append("\n}\nneuron Spiking {\n" + kept + same + "\tinput I : Real\n\tstate y : Real = 0\n\tnext y = I\n\tspike when "
                    + spike.text() + "\n}\nsynapse Changes {\n\tstate w : Real = 0\n" + kept);
            for (int k = 0; k < changes.size(); k++) {
                text.append("\tstate y" + k + " : Real = 0\n");
            }
            text.append("\twhen pre then " + IntStream.range(0, changes.size()).mapToObj(k -> "y" + k + " = " + changes.get(k).text())
                    .collect(Collectors.joining(", ")));
            // Without these a state would be known to stay, and be kept once a neuron.
            text.append("\n\twhen post then " + RandomFormula.SYMBOLS.stream().map(name -> name + " += w").collect(Collectors.joining(", ")));
            return text.append("""

                    }
                    network N {
                        population A : Values [1]
                        population B : Events [1]
                        population C : Values [1]
                        population D : Sending [1]
                        population E : Spiking [1]
                        connect A -> C by all() weight 1 plasticity Changes
                    }
                    """).toString();
        }
    }

    private PopulationNetwork network(Drawn drawn) throws IOException {
        Path path = folder.resolve("formulas.spike");
        Files.writeString(path, drawn.text());
        ModelFile file = new Language().read(path, "formulas.spike");
        assertEquals(List.of(), file.check().stream().filter(finding -> finding.severity() == org.spikewright.common.Severity.ERROR).toList());
        return new Elaboration(DiagnosticSink.IGNORED).populations(file.model().orElseThrow().getDeclarations().stream()
                .filter(Network.class::isInstance).map(Network.class::cast).findFirst().orElseThrow()).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyKernelComputesWhatTheFormulaSays(int model) throws IOException {
        Drawn drawn = Drawn.of(model);
        PopulationNetwork network = network(drawn);
        NeuronProgram values = network.population("A").program().orElseThrow();
        NeuronProgram events = network.population("B").program().orElseThrow();
        for (Kernels kernels : List.of(Kernels.interpreted(), Kernels.compiled(Primitives.scalar()),
                Kernels.compiled(Primitives.best()))) {
            population(drawn, kernels.of(Discretiser.of(values, DT, Set.of()), 0), drawn.values(), "y", Optional.of(drawn.spike()));
            population(drawn, kernels.of(Discretiser.of(events, DT, Set.of()), 0), drawn.events(), "e", Optional.empty());
            synapses(drawn, kernels.of(network.projections().getFirst().plasticity().orElseThrow(), DT));
        }
        NeuronProgram sending = network.population("D").program().orElseThrow();
        NeuronProgram spiking = network.population("E").program().orElseThrow();
        for (Kernels kernels : List.of(Kernels.interpreted(), Kernels.compiled(Primitives.scalar()),
                Kernels.compiled(Primitives.best()))) {
            layer(drawn, sending, spiking, kernels);
        }
        direct(drawn, values);
    }

    private static void population(Drawn drawn, PointKernel kernel, List<RandomFormula> formulas, String state, Optional<RandomFormula> spike) {
        StepProgram step = kernel.step();
        NeuronArrays neurons = NeuronArrays.of(step.arrays().size(), NEURONS);
        for (int j = 0; j < NEURONS; j++) {
            for (int s = 0; s < RandomFormula.SYMBOLS.size(); s++) {
                neurons.set(step.states().indexOf(RandomFormula.SYMBOLS.get(s)), j, (float) drawn.symbols[j][s]);
            }
        }
        long[] fired = new long[NEURONS / kernel.lanes()];
        kernel.advance(neurons, NEURONS, new float[NEURONS], 0, NEURONS, new float[NEURONS], new float[0], fired, 1);
        for (int j = 0; j < NEURONS; j++) {
            for (int k = 0; k < formulas.size(); k++) {
                assertClose(formulas.get(k), drawn.symbols[j], neurons.get(step.states().indexOf(state + k), j), kernel.getClass());
            }
            boolean fires = (fired[j / kernel.lanes()] >>> j % kernel.lanes() & 1) != 0;
            assertEquals(spike.isPresent() && spike.get().holds(drawn.symbols[j]), fires,
                    kernel.getClass() + ": " + spike.map(RandomFormula::text) + " at " + Arrays.toString(drawn.symbols[j]));
        }
    }

    /** A layer whose neurons send one formula after the other, and one that spikes where the condition holds. */
    private static void layer(Drawn drawn, NeuronProgram sending, NeuronProgram spiking, Kernels kernels) {
        double[] symbols = drawn.symbols[0];
        float[] output = new float[VALUES * NEURONS];
        kernels.of(started(sending, symbols), true).run(new float[NEURONS], 1, 1, VALUES, NEURONS, output);
        for (int at = 0; at < output.length; at++) {
            assertClose(drawn.values.get(at / NEURONS), symbols, output[at], kernels.getClass());
        }
        float[] spikes = new float[NEURONS];
        kernels.of(started(spiking, symbols), true).run(new float[NEURONS], 1, 1, 1, NEURONS, spikes);
        for (float spike : spikes) {
            assertEquals(drawn.spike.holds(symbols) ? 1 : 0, spike, drawn.spike.text() + " at " + Arrays.toString(symbols));
        }
    }

    private static StepProgram started(NeuronProgram program, double[] symbols) {
        Map<String, Double> start = new HashMap<>();
        for (int s = 0; s < symbols.length; s++) {
            start.put(RandomFormula.SYMBOLS.get(s), symbols[s]);
        }
        return Discretiser.of(program, DT).startingAt(start);
    }

    /** The elaborated formulas themselves. */
    private static void direct(Drawn drawn, NeuronProgram values) {
        for (double[] symbols : drawn.symbols) {
            for (int k = 0; k < drawn.values.size(); k++) {
                String name = "y" + k;
                NeuronProgram.Change change = values.states().stream().filter(state -> state.name().equals(name)).findFirst().orElseThrow()
                        .change();
                Expression next = ((NeuronProgram.Change.Next) change).next();
                double actual = next.value(symbol -> symbol.equals("I") ? 0 : symbols[RandomFormula.SYMBOLS.indexOf(symbol)]);
                assertClose(drawn.values.get(k), symbols, actual, Expression.class);
            }
        }
    }

    /** Synapses of one source, each to a target of its own. */
    private static void synapses(Drawn drawn, SynapseKernel kernel) {
        SynapseProgram program = kernel.program();
        List<String> states = program.states().stream().map(SynapseProgram.State::name).toList();
        float[][] own = new float[1 + states.size()][NEURONS];
        for (int j = 0; j < NEURONS; j++) {
            for (int s = 0; s < RandomFormula.SYMBOLS.size(); s++) {
                own[1 + states.indexOf(RandomFormula.SYMBOLS.get(s))][j] = (float) drawn.symbols[j][s];
            }
        }
        int[] each = IntStream.range(0, NEURONS).toArray();
        SynapseArrays synapses = new SynapseArrays(1, new int[] {0, NEURONS}, each, each, new int[NEURONS],
                IntStream.rangeClosed(0, NEURONS).toArray(), own, new int[NEURONS], new float[0][1], new int[1], new float[0][NEURONS],
                new int[NEURONS]);
        kernel.arrive(synapses, SynapseInputs.NONE, new int[] {0}, 0, 1, 0, 0, 5, 0, new double[NEURONS], 0);
        for (int j = 0; j < NEURONS; j++) {
            for (int k = 0; k < drawn.changes.size(); k++) {
                assertClose(drawn.changes.get(k), drawn.symbols[j], own[1 + states.indexOf("y" + k)][j], kernel.getClass());
            }
        }
    }

    private static void assertClose(RandomFormula formula, double[] symbols, double actual, Class<?> form) {
        RandomFormula.Value expected = formula.meaning().of(symbols);
        // Beyond single precision's range, what is compared is that neither is a number.
        boolean beyond = Double.isNaN(expected.value()) || Math.abs(expected.value()) + expected.error() > Float.MAX_VALUE;
        if (!beyond) {
            assertEquals(expected.value(), actual, 4 * expected.error() + 0x1p-24 * Math.abs(expected.value()),
                    () -> form.getSimpleName() + ": " + formula.text() + " at " + Arrays.toString(symbols));
        }
    }
}
