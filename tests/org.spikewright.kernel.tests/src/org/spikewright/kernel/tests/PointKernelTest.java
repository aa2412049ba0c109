package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.StepProgram;
import org.spikewright.kernel.Primitives;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.NeuronProgram.Noise;
import org.spikewright.network.equation.NeuronProgram.Receptor;
import org.spikewright.network.equation.NeuronProgram.State;
import org.spikewright.network.equation.Solver;

/** Population kernels against the interpreter and against closed forms. */
class PointKernelTest {

    private static final int N = 192;
    private static final Expression V = Expression.symbol("v");
    private static final Expression W = Expression.symbol("w");

    static Stream<Arguments> neurons() {
        return Stream.<Solver>of(new Solver.Automatic(), new Solver.Exact(), new Solver.Euler(), new Solver.ExponentialEuler(),
                new Solver.RungeKutta4(), new Solver.RungeKutta45(1e-6, 1e-6)).flatMap(
                        solver -> Stream.of(Set.<String>of(), Set.of("tau"))
                                .map(varying -> Arguments.of(solver.getClass().getSimpleName(), solver, varying)));
    }

    /** Two coupled linear states, jumps, noise, two events and a refractory time. */
    private static NeuronProgram linear(Solver solver, Noise.Kind noise) {
        Expression tau = Expression.symbol("tau");
        Expression rate = W.plus(Expression.symbol("held")).minus(V).over(tau);
        if (noise == Noise.Kind.WHITE) {
            rate = rate.plus(Expression.symbol("xi"));
        }
        Expression threshold = noise == Noise.Kind.UNIFORM
                ? Expression.of(0.6).plus(Expression.of(0.1).times(Expression.symbol("xi")))
                : Expression.of(0.6);
        return new NeuronProgram("Two", Map.of("tau", 0.01, "pause", 0.003),
                List.of(new State("v", 0, new Change.Rate(rate)),
                        new State("w", 0.5, new Change.Rate(W.over(Expression.of(-0.005))))),
                List.of(Receptor.held("held"), Receptor.into("jump", "w")),
                List.of(new NeuronProgram.Jump(W.minus(Expression.of(2)), Map.of("w", Expression.of(0.25))),
                        new NeuronProgram.Spike(V.minus(threshold), Expression.ONE,
                                Map.of("v", Expression.ZERO, "w", W.plus(V)))),
                V, List.of(new Noise("xi", noise)),
                Optional.of(new NeuronProgram.Refractoriness(Expression.symbol("pause"), Set.of("v"))), solver);
    }

    @ParameterizedTest(name = "{0}, varying {2}")
    @MethodSource("neurons")
    void compiledKernelsAgreeWithTheInterpreter(String name, Solver solver, Set<String> varying) {
        StepProgram step = Discretiser.of(linear(solver, Noise.Kind.UNIFORM), 0.001, varying);
        Run expected = new Run(Kernels.interpreted().of(step, 1));
        for (Kernels kernels : Widths.all()) {
            expected.assertSame(new Run(kernels.of(step, 1)));
        }
        assertTrue(expected.spikes() > 10, "the neurons fire");
    }

    /** A neuron so long that its kernel is cut into stages, whose states need each other's old values. */
    private static NeuronProgram manyGates() {
        List<State> states = new ArrayList<>();
        Expression current = W.plus(Expression.symbol("held")).minus(V).over(Expression.of(0.01));
        for (int i = 0; i < 12; i++) {
            Expression gate = Expression.symbol("g" + i);
            Expression next = Expression.symbol("g" + (i + 1) % 12);
            Expression shifted = V.minus(Expression.of(0.1 * i));
            Expression opening = Expression.of(20).over(Expression.call(Function.EXPREL, List.of(shifted.times(Expression.of(-3)))));
            Expression closing = Expression.of(30).times(Expression.call(Function.EXP, List.of(shifted.times(next))))
                    .plus(Expression.call(Function.SIGMOID, List.of(shifted)));
            states.add(new State("g" + i, 0.05 * i,
                    new Change.Rate(opening.times(Expression.ONE.minus(gate)).minus(closing.times(gate)))));
            current = current.plus(gate.times(gate).times(Expression.of(0.5)));
        }
        states.add(new State("v", 0, new Change.Rate(current)));
        states.add(new State("w", 0.5, new Change.Rate(W.over(Expression.of(-0.005)))));
        return new NeuronProgram("Gates", Map.of(), states, List.of(Receptor.held("held"), Receptor.into("jump", "w")),
                List.of(new NeuronProgram.Spike(V.minus(Expression.of(0.6)), Expression.ONE, Map.of("v", Expression.ZERO))), V,
                List.of(new Noise("xi", Noise.Kind.UNIFORM)),
                Optional.of(new NeuronProgram.Refractoriness(Expression.of(0.003), Set.of("v"))), new Solver.ExponentialEuler());
    }

    @Test
    void longKernelsAgreeInAllForms() {
        StepProgram step = Discretiser.of(manyGates(), 0.001, Set.of());
        PointKernel vectors = Kernels.compiled(Primitives.best()).of(step, 1);
        assertTrue(!Primitives.best().vectorised() || vectors.source().contains("loopStage1("), "the kernel is cut into stages");
        Run expected = new Run(Kernels.interpreted().of(step, 1));
        for (Kernels kernels : Widths.all()) {
            expected.assertSame(new Run(kernels.of(step, 1)));
        }
        assertTrue(expected.spikes() > 10, "the neurons fire");
    }

    /** Short and long kernels, in vectors and not. */
    static Stream<Arguments> kernels() {
        return Stream.of(Primitives.best(), Primitives.scalar()).flatMap(primitives -> Stream
                .of(linear(new Solver.Automatic(), Noise.Kind.UNIFORM), manyGates())
                .map(program -> Arguments.of(Kernels.compiled(primitives).of(Discretiser.of(program, 0.001, Set.of()), 1))));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aBlockOfStepsGivesTheBitsOfItsSteps(PointKernel kernel) {
        int steps = 8;
        int stride = 512;
        StepProgram step = kernel.step();
        RandomStream random = RandomStream.of(5, "block");
        float[] ring = new float[steps * stride];
        float[] outside = new float[steps * N];
        float[] noise = new float[steps * step.noises().size() * N];
        for (int k = 0; k < ring.length; k++) {
            ring[k] = 1e-3f * random.nextInt(1000);
        }
        for (int k = 0; k < outside.length; k++) {
            outside[k] = 0.1f * random.nextFloat();
        }
        for (int k = 0; k < noise.length; k++) {
            noise[k] = random.nextFloat();
        }
        NeuronArrays block = NeuronArrays.of(step.arrays().size(), N);
        NeuronArrays single = NeuronArrays.of(step.arrays().size(), N);
        int words = N / kernel.lanes();
        long[] blockFired = new long[steps * words];
        kernel.advance(block, N, ring, 0, stride, outside, noise, blockFired, steps);
        long[] singleFired = new long[steps * words];
        int noises = step.noises().size() * N;
        for (int t = 0; t < steps; t++) {
            long[] fired = new long[words];
            kernel.advance(single, N, ring, t * stride, stride, Arrays.copyOfRange(outside, t * N, t * N + N),
                    Arrays.copyOfRange(noise, t * noises, t * noises + noises), fired, 1);
            System.arraycopy(fired, 0, singleFired, t * words, words);
        }
        assertTrue(Arrays.stream(blockFired).map(Long::bitCount).sum() > 10, "the neurons fire");
        assertArrayEquals(blockFired, singleFired);
        assertArrayEquals(block.values(), single.values());
    }

    @Test
    void functionsAreAccurateInBothForms() {
        List<State> states = new ArrayList<>();
        for (Function function : List.of(Function.EXP, Function.EXPREL, Function.SIGMOID)) {
            states.add(new State(function.word() + "Of", 0,
                    new Change.Next(Expression.call(function, List.of(Expression.symbol("in"))))));
        }
        NeuronProgram program = new NeuronProgram("F", Map.of(), states, List.of("in"), Optional.empty(),
                Expression.ZERO);
        StepProgram step = Discretiser.of(program, 1, Set.of());
        for (Primitives primitives : List.of(Primitives.best(), Primitives.scalar())) {
            PointKernel kernel = Kernels.compiled(primitives).of(step, 0);
            for (float scale : new float[] {1e-4f, 0.1f, 0.35f, 1, 20, 80}) {
                float[] in = new float[N];
                for (int j = 0; j < N; j++) {
                    in[j] = scale * (2 * j - N) / N;
                }
                NeuronArrays values = NeuronArrays.of(3, N);
                kernel.advance(values, N, new float[N], 0, N, in, new float[0], new long[N], 1);
                for (int j = 0; j < N; j++) {
                    assertEquals(Math.exp(in[j]), values.get(0, j), 4e-7 * Math.exp(in[j]));
                    double exprel = in[j] == 0 ? 1 : Math.expm1(in[j]) / in[j];
                    assertEquals(exprel, values.get(1, j), 1e-6 * exprel);
                    double sigmoid = 1 / (1 + Math.exp(-in[j]));
                    assertEquals(sigmoid, values.get(2, j), 6e-7 * sigmoid);
                }
            }
        }
    }

    @Test
    void onlyJumpsThatNothingAsksForComeLate() {
        Expression in = Expression.symbol("in");
        List<State> states = List.of(new State("v", 0, new Change.Rate(W.minus(V))), new State("w", 0, new Change.Rate(W.negated())),
                new State("u", 0, new Change.Rate(Expression.symbol("u").plus(Expression.symbol("held")))));
        List<Receptor> receptors = List.of(new Receptor("in", Map.of("w", in.times(Expression.of(3)))), Receptor.held("held"),
                Receptor.into("toSpike", "v"), new Receptor("scaled", Map.of("w", Expression.symbol("scaled").times(W))),
                Receptor.into("toHeld", "u"), new Receptor("two", Map.of("w", Expression.symbol("two"), "v", Expression.symbol("two"))));
        NeuronProgram program = new NeuronProgram("Late", Map.of(), states, receptors,
                List.of(new NeuronProgram.Spike(V.minus(Expression.ONE), Expression.ONE, Map.of("v", Expression.ZERO))), V, List.of(),
                Optional.of(new NeuronProgram.Refractoriness(Expression.of(0.002), Set.of("u"))), new Solver.Automatic());
        Set<String> all = Set.copyOf(program.inputs());
        assertEquals(List.of(new StepProgram.Late(0, 1, 3)), Discretiser.of(program, 0.001, Set.of(), all).late());
        assertEquals(List.of(), Discretiser.of(program, 0.001, Set.of(), Set.of("held", "two")).late());
        assertEquals(List.of(), Discretiser.of(program, 0.001, Set.of()).late());
    }

    /** v' = -v / tau + sigma sqrt(2 / tau) xi is stationary with deviation sigma, whatever the step. */
    @Test
    void whiteNoiseHasTheVarianceOfTheEquation() {
        double tau = 0.01;
        NeuronProgram program = new NeuronProgram("Ou", Map.of(),
                List.of(new State("v", 0,
                        new Change.Rate(V.over(Expression.of(-tau))
                                .plus(Expression.of(3 * Math.sqrt(2 / tau)).times(Expression.symbol("xi")))))),
                List.of(), List.of(), V, List.of(new Noise("xi", Noise.Kind.WHITE)), Optional.empty(),
                new Solver.Automatic());
        for (double dt : new double[] {0.001, 0.02}) {
            PointKernel kernel = Kernels.compiled(Primitives.best()).of(Discretiser.of(program, dt, Set.of()));
            int n = 64 * 64;
            NeuronArrays values = NeuronArrays.of(1, n);
            RandomStream random = RandomStream.of(1, "normals");
            for (int step = 0; step < 10 * tau / dt + 5; step++) {
                float[] noise = new float[n];
                for (int j = 0; j < n; j++) {
                    noise[j] = (float) random.nextGaussian();
                }
                kernel.advance(values, n, new float[n], 0, n, new float[0], noise, new long[n], 1);
            }
            double square = 0;
            for (float v : values.copy(0, n)) {
                square += v * v;
            }
            assertEquals(9, square / n, 5 * 9 * Math.sqrt(2.0 / n));
        }
    }

    /** A pendulum, v' = w and w' = -sin v. Halving the step divides the error by 2 to the order. */
    @ParameterizedTest
    @MethodSource("orders")
    void solversConvergeWithTheirOrder(Solver solver, int order) {
        NeuronProgram program = pendulum(solver);
        int steps = order == 1 ? 1000 : 25;
        assertEquals(order, Math.log(error(program, steps) / error(program, 2 * steps)) / Math.log(2), 0.35);
    }

    private static NeuronProgram pendulum(Solver solver) {
        return new NeuronProgram("Pendulum", Map.of(),
                List.of(new State("v", 1, new Change.Rate(W)),
                        new State("w", 0,
                                new Change.Rate(Expression.of(-1).times(Expression.call(Function.SIN, List.of(V)))))),
                List.of(), List.of(), V, List.of(), Optional.empty(), solver);
    }

    static Stream<Arguments> orders() {
        return Stream.of(Arguments.of(new Solver.Euler(), 1), Arguments.of(new Solver.ExponentialEuler(), 1),
                Arguments.of(new Solver.RungeKutta4(), 4), Arguments.of(new Solver.Automatic(), 4));
    }

    /**
     * As above, where the tolerance lets the adaptive solver take each time step at once. Compiled kernels alone have it; in
     * single precision, long steps show its order.
     */
    @Test
    void theAdaptiveSolverConvergesWithOrderFive() {
        NeuronProgram program = pendulum(new Solver.RungeKutta45(1e6, 1e6));
        double[] errors = new double[2];
        for (int i = 0; i < 2; i++) {
            int steps = 8 << i;
            NeuronArrays values = NeuronArrays.of(2, 64);
            values.fill(0, 1);
            Kernels.compiled(Primitives.best()).of(Discretiser.of(program, 6.0 / steps, Set.of())).advance(values,
                    64, new float[64], 0, 64, new float[0], new float[0], new long[64 * steps], steps);
            errors[i] = Math.abs(values.get(0, 0) - atSixSeconds());
        }
        assertEquals(5, Math.log(errors[0] / errors[1]) / Math.log(2), 0.7);
    }

    /** Two coupled linear equations have a closed form; the exact solver has it in steps of any size. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void theExactSolverErrsByRoundingOnly(int steps) {
        NeuronProgram program = new NeuronProgram("Chain", Map.of(),
                List.of(new State("v", 1, new Change.Rate(W.minus(V.over(Expression.of(0.02))))),
                        new State("w", 3, new Change.Rate(W.over(Expression.of(-0.005))))),
                List.of(), List.of(), V, List.of(), Optional.empty(), new Solver.Exact());
        Map<String, Double> states = DoubleSteps.run(Discretiser.of(program, 0.03 / steps), steps);
        double slow = Math.exp(-0.03 / 0.02);
        double fast = Math.exp(-0.03 / 0.005);
        assertEquals(slow + 3 / (1 / 0.005 - 1 / 0.02) * (slow - fast), states.get("v"), 3e-8);
        assertEquals(3 * fast, states.get("w"), 1e-9);
    }

    /** v' = -40 sqrt(v) from 1: in 40 ms sqrt(v) falls to 0.2, but a first step as long would have to take a negative root. */
    @Test
    void theAdaptiveSolverTriesAgainAfterWhatIsNotANumber() {
        float[] values = roots(1, 0.04);
        assertEquals(0.04, values[0], 1e-5);
    }

    /** From below 0 there is no root however short the step is; the solver must not look for it a million times. */
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theAdaptiveSolverGivesUpWhatIsNotANumber() {
        for (int step = 0; step < 100; step++) {
            assertTrue(Float.isNaN(roots(-1, 0.04)[0]));
        }
    }

    private static float[] roots(float start, double dt) {
        Expression root = Expression.call(Function.SQRT, List.of(V));
        NeuronProgram program = new NeuronProgram("Root", Map.of(),
                List.of(new State("v", start, new Change.Rate(Expression.of(-40).times(root)))), List.of(), List.of(), V,
                List.of(), Optional.empty(), new Solver.RungeKutta45(1e-6, 1e-7));
        NeuronArrays values = NeuronArrays.of(1, 64);
        values.fill(0, start);
        Kernels.best().of(Discretiser.of(program, dt, Set.of())).advance(values, 64,
                new float[64], 0, 64, new float[0], new float[0], new long[1], 1);
        return values.copy(0, 64);
    }

    /** The error of v after 6 seconds, in double precision. */
    private static double error(NeuronProgram program, int steps) {
        return Math.abs(DoubleSteps.run(Discretiser.of(program, 6.0 / steps), steps).get("v") - atSixSeconds());
    }

    /** Where the pendulum is then: the midpoint method in steps so short that its error is below 1e-9. */
    private static double atSixSeconds() {
        double v = 1;
        double w = 0;
        double h = 6e-6;
        for (int k = 0; k < 1_000_000; k++) {
            double middle = v + 0.5 * h * w;
            double speed = w - 0.5 * h * Math.sin(v);
            v += h * speed;
            w -= h * Math.sin(middle);
        }
        return v;
    }

    @Test
    void theAdaptiveSolverKeepsItsTolerance() {
        NeuronProgram program = new NeuronProgram("L", Map.of(),
                List.of(new State("v", 0.01, new Change.Rate(V.times(Expression.ONE.minus(V))))), List.of(), List.of(), V,
                List.of(), Optional.empty(), new Solver.RungeKutta45(1e-6, 1e-7));
        PointKernel kernel = Kernels.compiled(Primitives.best()).of(Discretiser.of(program, 10, Set.of()));
        NeuronArrays values = NeuronArrays.of(1, 64);
        values.fill(0, 0.01f);
        kernel.advance(values, 64, new float[64], 0, 64, new float[0], new float[0], new long[1], 1);
        assertEquals(1 / (1 + 99 * Math.exp(-10)), values.get(0, 0), 1e-5);
    }

    @Test
    void whatASolverCannotTakeIsSaid() {
        Expression cubic = V.minus(V.power(3));
        for (Solver solver : List.of(new Solver.Exact(), new Solver.ExponentialEuler())) {
            NeuronProgram program = new NeuronProgram("C", Map.of(), List.of(new State("v", 0, new Change.Rate(cubic))),
                    List.of(), List.of(), V, List.of(), Optional.empty(), solver);
            String message = assertThrows(IllegalArgumentException.class,
                    () -> Discretiser.of(program, 1e-3, Set.of())).getMessage();
            assertTrue(message.contains("equation of v is not linear"), message);
        }
    }

    /** Fifty steps of neurons that receive different things. */
    private static final class Run {
        private static final int STEPS = 50;
        private final NeuronArrays values;
        private final long[][] fired = new long[STEPS][];

        Run(PointKernel kernel) {
            StepProgram step = kernel.step();
            RandomStream random = RandomStream.of(3, "run");
            values = NeuronArrays.of(step.arrays().size(), N);
            for (int i = 0; i < step.states().size(); i++) {
                values.fill(i, step.initial().get(i).floatValue());
            }
            int varying = step.states().size();
            for (int j = 0; j < N && !step.varying().isEmpty(); j++) {
                values.set(varying, j, 0.005f + 0.0001f * j);
                float tau = values.get(varying, j);
                double[] derived = step.derivation().of(_ -> tau);
                for (int i = 0; i < derived.length; i++) {
                    values.set(varying + 1 + i, j, (float) derived[i]);
                }
            }
            int stride = 512;
            float[] ring = new float[4 * stride];
            for (int t = 0; t < STEPS; t++) {
                float[] outside = new float[N];
                float[] noise = new float[step.noises().size() * N];
                for (int j = 0; j < N; j++) {
                    ring[t % 4 * stride + j] = 1e-3f * random.nextInt(1000);
                    ring[t % 4 * stride + N + j] = 1e-3f * random.nextInt(500);
                    outside[j] = random.nextFloat() * 0.1f;
                }
                for (int j = 0; j < noise.length; j++) {
                    noise[j] = random.nextFloat();
                }
                long[] words = new long[N / kernel.lanes()];
                kernel.advance(values, N, ring, t % 4 * stride, stride, outside, noise, words, 1);
                fired[t] = joined(words, kernel.lanes());
            }
        }

        private static long[] joined(long[] words, int lanes) {
            long[] joined = new long[N / 64];
            for (int w = 0; w < words.length; w++) {
                joined[w * lanes / 64] |= words[w] << w * lanes % 64;
            }
            return joined;
        }

        int spikes() {
            return Arrays.stream(fired).flatMapToLong(Arrays::stream).mapToInt(Long::bitCount).sum();
        }

        void assertSame(Run other) {
            assertArrayEquals(fired, other.fired);
            assertArrayEquals(values.values(), other.values.values());
        }
    }
}
