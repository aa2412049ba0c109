package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SynapseArrays;
import org.spikewright.kernel.SynapseInputs;
import org.spikewright.kernel.SynapseKernel;
import org.spikewright.kernel.SynapseNoise;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Side;
import org.spikewright.network.population.SynapseProgram.Trace;

/** Rules of plasticity as generated classes against the interpreter, and against closed forms. */
class SynapseKernelTest {

    private static final double DT = 1e-3;
    private static final int SOURCES = 7;
    private static final int TARGETS = 11;
    private static final int DELAYS = 3;
    private static final int STEPS = 400;

    /** Names that the language allows and generated code might use for itself. */
    private static final List<String> NAMES = List.of("row", "before", "own", "sent", "int", "after", "x", "target", "step", "i");

    /** What rules read; the inputs below hold it. */
    private static final List<Coupling.Value> READS = List.of(new Coupling.Value("v", Side.POST, Expression.symbol("v")),
            new Coupling.Value("u", Side.PRE, Expression.symbol("u")), new Coupling.Value("q", Side.POST, Expression.symbol("q")),
            new Coupling.Value("all", Side.SHARED, Expression.symbol("all")));
    private static final List<NeuronProgram.Noise> NOISES = List.of(new NeuronProgram.Noise("even", NeuronProgram.Noise.Kind.UNIFORM, "even"),
            new NeuronProgram.Noise("bell", NeuronProgram.Noise.Kind.NORMAL, "bell"));

    private static SynapseInputs inputs(RandomStream random) {
        float[][][] sent = new float[1][DELAYS][SOURCES];
        for (float[] row : sent[0]) {
            fill(row, random);
        }
        float[][] own = new float[2][7 + TARGETS];
        fill(own[0], random);
        fill(own[1], random);
        return new SynapseInputs(sent, own, new int[] {7, 2},
                NOISES.stream().map(noise -> new SynapseNoise(noise.stream().hashCode(), noise.kind())).toArray(LongBinaryOperator[]::new), 3,
                new double[] {0.7});
    }

    private static void fill(float[] row, RandomStream random) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextDouble() - 0.3f;
        }
    }

    static IntStream rules() {
        return IntStream.range(0, 90);
    }

    /**
     * A rule drawn at random: states that stay and states that fade, traces of both sides, what is read of both and of what all share, random numbers, and any
     * formulas of them. Every third does something in every step, and has nothing that fades by itself.
     */
    private static SynapseProgram rule(int number) {
        RandomStream random = RandomStream.of(17, "rule", number);
        List<SynapseProgram.State> states = new ArrayList<>();
        List<Trace> traces = new ArrayList<>();
        boolean moves = number % 3 == 2;
        int at = random.nextInt(NAMES.size());
        for (int i = random.nextInt(3); i > 0; i--) {
            states.add(new SynapseProgram.State(NAMES.get(at++ % NAMES.size()), Distribution.of(random.nextDouble()),
                    random.nextInt(2) == 0 && !moves ? 0.05 + random.nextDouble() : Double.POSITIVE_INFINITY, random.nextInt(2) * 0.7));
        }
        for (int i = moves ? 0 : random.nextInt(4); i > 0; i--) {
            String name = NAMES.get(at++ % NAMES.size());
            traces.add(new Trace(name, random.nextInt(2) == 0 ? Side.PRE : Side.POST, 0.01 + 0.1 * random.nextDouble(),
                    random.nextInt(2) == 0 ? Expression.symbol(name).plus(Expression.symbol("jump")) : Expression.ONE));
        }
        List<String> symbols = new ArrayList<>(List.of("w", "rate", SynapseProgram.FACTOR, "dt"));
        states.forEach(state -> symbols.add(state.name()));
        traces.forEach(trace -> symbols.add(trace.name()));
        READS.forEach(value -> symbols.add(value.name()));
        NOISES.forEach(noise -> symbols.add(noise.name()));
        List<String> changed = new ArrayList<>(List.of("w"));
        states.forEach(state -> changed.add(state.name()));
        List<Action> onPre = actions(random, symbols, changed);
        onPre.add(new Action.Transmit(formula(random, symbols, 1)));
        boolean bounded = random.nextInt(2) == 0;
        SynapseProgram rule = new SynapseProgram("Rule" + number, Map.of("rate", 0.3, "jump", 0.7), states, traces, onPre,
                actions(random, symbols, changed), Optional.of(new SynapseProgram.Clock(5 * DT, actions(random, symbols, changed))),
                Optional.of(new SynapseProgram.Modulator("E", 0.1, 1)), bounded ? -0.5 : Double.NEGATIVE_INFINITY,
                random.nextInt(2) == 0 ? 1.5 : Double.POSITIVE_INFINITY).with(READS, NOISES);
        if (!moves) {
            return rule;
        }
        List<Action> course = new ArrayList<>(List.of(new Action.Let("half", formula(random, symbols, 3))));
        symbols.add("half");
        course.addAll(actions(random, symbols, changed));
        course.add(new Action.Transmit(formula(random, symbols, 2)));
        return rule.moving(course);
    }

    private static List<Action> actions(RandomStream random, List<String> symbols, List<String> changed) {
        List<Action> actions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String state = changed.get(random.nextInt(changed.size()));
            // Bounded and drawn to the middle, so that rounding does not grow from event to event.
            Expression change = Expression.call(Function.TANH, List.of(formula(random, symbols, 3)));
            actions.add(new Action.Assign(state, Expression.of(0.5).times(Expression.symbol(state))
                    .plus(Expression.of(0.2).times(change))));
        }
        return actions;
    }

    private static Expression formula(RandomStream random, List<String> symbols, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return random.nextInt(3) == 0 ? Expression.of(random.nextDouble() - 0.5)
                    : Expression.symbol(symbols.get(random.nextInt(symbols.size())));
        }
        Expression a = formula(random, symbols, depth - 1);
        Expression b = formula(random, symbols, depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> a.plus(b);
            case 1 -> a.minus(b);
            case 2 -> a.times(b);
            case 3 -> a.over(Expression.of(2).plus(Expression.call(Function.ABS, List.of(b))));
            case 4 -> Expression.call(Function.ABS, List.of(a)).power(Expression.of(1.5));
            case 5 -> Expression.call(Function.MIN, List.of(a, b));
            case 6 -> Expression.call(Function.MAX, List.of(a, b));
            case 7 -> Expression.call(Function.SIGMOID, List.of(a));
            default -> Expression.call(Function.EXPREL, List.of(Expression.call(Function.SIN, List.of(a))));
        };
    }

    /** Synapses of each source to about half of the targets, with any delay. */
    private static SynapseArrays connected(SynapseProgram program) {
        RandomStream random = RandomStream.of(23, "synapses");
        List<int[]> made = new ArrayList<>();
        int[] ends = new int[TARGETS + 1];
        for (int t = 0; t < TARGETS; t++) {
            for (int s = 0; s < SOURCES; s++) {
                if (random.nextInt(2) == 0) {
                    made.add(new int[] {s * DELAYS + random.nextInt(DELAYS), t});
                }
            }
            ends[t + 1] = made.size();
        }
        int count = made.size();
        int[] order = IntStream.range(0, count).boxed().sorted((a, b) -> made.get(a)[0] - made.get(b)[0]).mapToInt(k -> k).toArray();
        int[] starts = new int[SOURCES * DELAYS + 1];
        made.forEach(one -> starts[one[0] + 1]++);
        Arrays.parallelPrefix(starts, Integer::sum);
        float[][] own = new float[1 + program.states().size()][count];
        for (int k = 0; k < count; k++) {
            own[0][k] = (float) (random.nextDouble() - 0.2);
        }
        for (int i = 1; i < own.length; i++) {
            Arrays.fill(own[i], (float) program.states().get(i - 1).initial().mean());
        }
        return new SynapseArrays(DELAYS, starts, order, Arrays.stream(order).map(k -> made.get(k)[1]).toArray(),
                made.stream().mapToInt(one -> one[0]).toArray(), ends, own, new int[count],
                new float[program.traces(Side.PRE).size()][SOURCES * DELAYS], new int[SOURCES * DELAYS],
                new float[program.traces(Side.POST).size()][TARGETS], new int[TARGETS]);
    }

    /** All that a rule did: what it leaves, and what targets received in all. */
    private record Outcome(SynapseArrays synapses, double[] received) {

        /** The same spikes, silences and ticks for every kernel; among those who fire are neurons that are neither. */
        static Outcome of(SynapseKernel kernel) {
            SynapseArrays synapses = connected(kernel.program());
            RandomStream random = RandomStream.of(29, "events");
            double[] received = new double[TARGETS];
            for (int step = 1; step <= STEPS; step++) {
                double factor = random.nextDouble();
                double[] rows = new double[5 + TARGETS];
                SynapseInputs inputs = inputs(random);
                double[] brought = new double[TARGETS];
                if (!kernel.program().course().isEmpty()) {
                    kernel.move(synapses, inputs, step, factor, brought);
                }
                for (int delay = 0; delay < DELAYS; delay++) {
                    int[] spikes = spikes(random, SOURCES, 50);
                    kernel.arrive(synapses, inputs, spikes, 0, spikes.length, 50, delay, step, factor, rows, 5);
                }
                int[] fired = spikes(random, TARGETS, 1000);
                kernel.fire(synapses, inputs, fired, 0, fired.length, 1000, step, factor);
                if (step % 5 == 0) {
                    kernel.tick(synapses, inputs, step, factor);
                }
                for (int t = 0; t < TARGETS; t++) {
                    received[t] += rows[5 + t] + brought[t];
                }
            }
            return new Outcome(synapses, received);
        }

        private static int[] spikes(RandomStream random, int neurons, int first) {
            return IntStream.range(first - 3, first + neurons + 3).flatMap(neuron -> IntStream.generate(() -> neuron)
                    .limit(Math.max(0, random.nextInt(12) - 9))).toArray();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void generatedRulesAgreeWithTheInterpreter(int number) {
        SynapseProgram program = rule(number);
        SynapseKernel generated = Kernels.compiled(Primitives.best()).of(program, DT);
        assertTrue(generated.source().contains("class Synapse"), "it is generated");
        Outcome expected = Outcome.of(Kernels.interpreted().of(program, DT));
        Outcome found = Outcome.of(generated);
        assertClose(expected.synapses().own(), found.synapses().own());
        assertClose(expected.synapses().before(), found.synapses().before());
        assertClose(expected.synapses().after(), found.synapses().after());
        for (int t = 0; t < TARGETS; t++) {
            assertEquals(expected.received()[t], found.received()[t], 1e-5 * (1 + Math.abs(expected.received()[t])), "target " + t);
        }
    }

    private static void assertClose(float[][] expected, float[][] found) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < expected[i].length; k++) {
                assertEquals(expected[i][k], found[i][k], 2e-6f * (1 + Math.abs(expected[i][k])), i + ", " + k);
            }
        }
    }

    private static SynapseProgram waiting(double tau) {
        return new SynapseProgram("Waiting", Map.of(), List.of(new SynapseProgram.State("tag", 3, tau)), List.of(),
                List.of(new Action.Assign("tag", Expression.symbol("tag")), new Action.Transmit(Expression.symbol("tag"))), List.of(),
                Optional.empty(), Optional.empty(), 0, 100);
    }

    /** Silences up to hours, in which nothing is worked out. */
    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 1 << 18, (1 << 18) - 1, 5_000_000})
    void whatFadesIsRightAfterAnySilence(int steps) {
        double tau = steps * DT / 2;
        for (Kernels kernels : List.of(Kernels.compiled(Primitives.best()), Kernels.interpreted())) {
            SynapseArrays one = new SynapseArrays(1, new int[] {0, 1}, new int[1], new int[1], new int[0], new int[] {0, 1},
                    new float[][] {{1}, {3}}, new int[1], new float[0][], new int[0], new float[0][], new int[1]);
            double[] received = new double[1];
            kernels.of(waiting(tau), DT).arrive(one, SynapseInputs.NONE, new int[] {1, 0}, 1, 2, 0, 0, steps, 0, received, 0);
            assertEquals(3 * Math.exp(-2), one.own()[1][0], 1e-6);
            assertEquals(3 * Math.exp(-2), received[0], 1e-6);
        }
    }

    @Test
    void aFormulaOfWhatASynapseDoesNotHaveIsRefused() {
        SynapseProgram wrong = new SynapseProgram("Wrong", Map.of(), List.of(), List.of(),
                List.of(new Action.Transmit(Expression.symbol("nothing"))), List.of(), Optional.empty(), Optional.empty(), 0, 1);
        for (Kernels kernels : List.of(Kernels.compiled(Primitives.best()), Kernels.interpreted())) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> kernels.of(wrong, DT)).getMessage().contains("nothing"));
        }
    }
}
