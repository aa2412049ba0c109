package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.Adjoint;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;

/**
 * The gradients of one step of every neuron of the library, by its inputs, its states and all its parameters, against differences
 * of the smoothed step in double precision. In the smoothed step a spike is a line through what it is, with the surrogate as its
 * slope; a straight-through estimator is a line with the slope of its second argument.
 */
class StepGradientTest {

    private static final double DT = 2.5e-5;
    private static final int STEPS = 6000;
    private static final int TRIALS = 40;

    /** How large the inputs behind the first are where they have another unit than that. */
    private static final Map<String, Double> OTHERS = Map.of("ClopathPoint", 1e-9);

    @TempDir
    private Path folder;

    static Stream<Arguments> neurons() {
        return LibraryPrograms.names().flatMap(name -> Stream.of(true, false).map(reset -> Arguments.of(name, reset)));
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void gradientsAreThoseOfTheSmoothedStep(String name, boolean resetGradient) throws IOException {
        check(LibraryPrograms.of(folder, name), LayerAndPopulationTest.DRIVES.getOrDefault(name, 1.5), resetGradient);
    }

    /** Two spikes, an event without one, refractoriness, inputs of both kinds, reset that needs another state. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(booleans = {true, false})
    void severalEventsAndInputs(boolean resetGradient) throws IOException {
        check(LibraryPrograms.of(folder, """
                neuron Several {
                    parameter tau : Time = 5 ms
                    parameter theta : Real = 0.4
                    parameter rest : Time = 0.3 ms
                    state v : Real = 0.2
                    state w : Real = 0.3
                    input I : Real
                    input jump : Real into w
                    dv/dt = (I + I * w - v) / tau
                    dw/dt = (v ^ 2 - w) / (2 * tau)
                    when w > 0.45 then w -= 0.1 * v
                    spike when v > theta surrogate atan(3) reset v -= theta * w, w += v
                    spike when w > theta surrogate sigmoid(2) reset w = 0.5 * v
                    refractory rest holding v
                }
                """, "Several"), 0.5, resetGradient);
    }

    private static void check(NeuronProgram program, double drive, boolean resetGradient) {
        StepProgram step = Discretiser.of(program, DT, Set.copyOf(program.parameters().keySet()));
        RandomStream random = RandomStream.of(11, program.name());
        List<String> wanted = Stream.of(step.inputs(), step.varying(), step.derived()).flatMap(List::stream).toList();
        Adjoint adjoint = Adjoint.of(step, wanted, resetGradient);
        Map<String, Double> sizes = new HashMap<>();
        for (Map<String, Double> at : moments(program, step, drive, random, sizes)) {
            Map<String, Double> base = lines(step, at, at, resetGradient);
            Map<String, Double> seen = new HashMap<>(base);
            // What no gradient goes through from a step to the one before has none after it either; nor has what rounding takes.
            double[] weights = step.states().stream().mapToDouble(state -> adjoint.before().containsKey(state) && !isRounding(step, state)
                    ? random.nextGaussian() / sizes.get(state) : 0).toArray();
            double byOutput = random.nextGaussian();
            seen.put(Adjoint.OUTPUT, byOutput);
            for (int i = 0; i < weights.length; i++) {
                seen.put(Adjoint.after(step.states().get(i)), weights[i]);
            }
            // Only what a kernel saves of the forward step is there on the way back.
            step.lines().stream().map(Definition::name).filter(line -> !adjoint.saved().contains(line)).forEach(seen::remove);
            for (Definition line : adjoint.lines()) {
                seen.put(line.name(), line.value().value(seen::get));
            }
            Map<String, Expression> found = new LinkedHashMap<>(adjoint.wanted());
            found.putAll(adjoint.before());
            for (String symbol : found.keySet()) {
                if (step.derived().contains(symbol)) {
                    continue;
                }
                double gradient = found.get(symbol).value(seen::get);
                double size = Math.max(sizes.get(symbol), Math.abs(at.get(symbol)));
                double h = 1e-6 * size;
                if (step.varying().contains(symbol)) {
                    double[] up = derived(step, with(at, symbol, h));
                    double[] down = derived(step, with(at, symbol, -h));
                    for (int d = 0; d < up.length; d++) {
                        gradient += found.get(step.derived().get(d)).value(seen::get) * (up[d] - down[d]) / (2 * h);
                    }
                }
                double up = sum(step, with(at, symbol, h), base, weights, byOutput, resetGradient);
                double down = sum(step, with(at, symbol, -h), base, weights, byOutput, resetGradient);
                double difference = (up - down) / (2 * h);
                assertEquals(difference * size, gradient * size, 1e-4 * (1 + Math.abs(difference * size)),
                        program.name() + " by " + symbol + " at " + at);
            }
        }
    }

    private static boolean isRounding(StepProgram step, String state) {
        return step.declared().stream().map(StepProgram::low).anyMatch(state::equals);
    }

    /** States, inputs and noise as they are in use, in some steps in which it fires and in some in which it does not. */
    private static List<Map<String, Double>> moments(NeuronProgram program, StepProgram step, double drive, RandomStream random,
            Map<String, Double> sizes) {
        List<Map<String, Double>> moments = new ArrayList<>();
        program.parameters().forEach((name, value) -> sizes.put(name, value == 0 ? 1e-3 : Math.abs(value)));
        Map<String, Double> at = new HashMap<>(program.parameters());
        for (int i = 0; i < step.states().size(); i++) {
            at.put(step.states().get(i), step.initial().get(i));
            sizes.put(step.states().get(i), 1e-15);
        }
        int fired = 0;
        for (int t = 0; t < STEPS; t++) {
            for (String input : step.inputs()) {
                boolean first = input.equals(step.inputs().getFirst());
                double scale = first ? drive : OTHERS.getOrDefault(program.name(), drive);
                at.put(input, scale * (first ? 0.5 + random.nextDouble() : 0.1 * random.nextGaussian()));
                sizes.put(input, scale);
            }
            for (String noise : step.noises()) {
                at.put(noise, step.uniforms().contains(noise) ? random.nextDouble() : random.nextGaussian());
            }
            Map<String, Double> base = lines(step, at, at, true);
            boolean fires = step.fired().value(base::get) > 0;
            if (fires ? fired < TRIALS / 2 : random.nextInt(2 * STEPS / TRIALS) == 0) {
                moments.add(Map.copyOf(at));
                fired += fires ? 1 : 0;
            }
            for (int i = 0; i < step.states().size(); i++) {
                double value = step.next().get(i).value(base::get);
                at.put(step.states().get(i), value);
                sizes.merge(step.states().get(i), Math.abs(value), Math::max);
            }
        }
        assertTrue(!step.fires() || fired > 0, program.name() + " fires");
        return moments;
    }

    private static Map<String, Double> with(Map<String, Double> at, String symbol, double more) {
        Map<String, Double> moved = new HashMap<>(at);
        moved.merge(symbol, more, Double::sum);
        return moved;
    }

    private static double[] derived(StepProgram step, Map<String, Double> at) {
        return step.derivation().of(at::get);
    }

    /** What the weights make of the states after the smoothed step and of its output. */
    private static double sum(StepProgram step, Map<String, Double> at, Map<String, Double> base, double[] weights, double byOutput,
            boolean resetGradient) {
        Map<String, Double> known = lines(step, at, base, resetGradient);
        Smooth smooth = new Smooth(step, known, base, resetGradient);
        double sum = byOutput * (step.fires() ? smooth.anySpike() : smooth.value(step.output()));
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * smooth.value(step.next().get(i));
        }
        return sum;
    }

    /** All lines of the smoothed step. */
    private static Map<String, Double> lines(StepProgram step, Map<String, Double> at, Map<String, Double> base, boolean resetGradient) {
        Map<String, Double> known = new HashMap<>(at);
        double[] derived = derived(step, at);
        for (int d = 0; d < derived.length; d++) {
            known.put(step.derived().get(d), derived[d]);
        }
        Map<String, Double> from = at == base ? known : base;
        Smooth smooth = new Smooth(step, known, from, resetGradient);
        for (Definition line : step.lines()) {
            known.put(line.name(), smooth.value(line.value()));
        }
        return known;
    }

    /** Formulas of the smoothed step. */
    private record Smooth(StepProgram step, Map<String, Double> known, Map<String, Double> base, boolean resetGradient) {

        double value(Expression formula) {
            return switch (formula) {
                case Expression.Constant(double value) -> value;
                case Expression.Symbol(String name) -> known.get(name);
                case Expression.Binary(Expression.Operator operator, Expression left, Expression right) -> new Expression.Binary(operator,
                        Expression.of(value(left)), Expression.of(value(right))).value(_ -> 0);
                case Expression.Call(Function function, List<Expression> x) when function == Function.WHERE
                        && x.getFirst() instanceof Expression.Symbol(String name) && spike(name) != null -> {
                    double yes = value(x.get(1));
                    double no = value(x.get(2));
                    // Not by the share itself: 1 and a little would be rounded.
                    yield (base.get(name) > 0 ? yes : no) + (resetGradient ? more(spike(name)) * (yes - no) : 0);
                }
                case Expression.Call(Function function, List<Expression> x) when function == Function.STE ->
                    x.get(0).value(base::get) + value(x.get(1)) - x.get(1).value(base::get);
                case Expression.Call(Function function, List<Expression> x) -> {
                    List<Expression> numbers = new ArrayList<>();
                    x.forEach(argument -> numbers.add(Expression.of(value(argument))));
                    yield ((Expression.Constant) Expression.call(function, numbers)).value();
                }
            };
        }

        private StepProgram.Spike spike(String condition) {
            return step.spikes().stream().filter(one -> one.condition().equals(condition)).findFirst().orElse(null);
        }

        /** How much more of a spike there is than in the step that is looked at. */
        private double more(StepProgram.Spike spike) {
            return known == base ? 0 : spike.surrogate().value(base::get) * (value(spike.margin()) - spike.margin().value(base::get));
        }

        /** 1 less the product of what each spike lacks of 1. */
        double anySpike() {
            double none = 1;
            for (StepProgram.Spike spike : step.spikes()) {
                none *= (base.get(spike.condition()) > 0 ? 0 : 1) - more(spike);
            }
            return 1 - none;
        }
    }

    @Test
    void equationsWithStepsOfTheirOwnHaveNoGradient() throws IOException {
        NeuronProgram program = LibraryPrograms.of(folder,
                "neuron Own { state v : Real = 0 input I : Real dv/dt = (I - v ^ 3) / 10 ms solver rk45(0.001, 0.001) spike when v > 1 reset v = 0 }",
                "Own");
        StepProgram step = Discretiser.of(program, DT);
        String message = org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class,
                () -> Adjoint.of(step, List.of("I"), true)).getMessage();
        assertTrue(message.contains("rk45"), message);
    }
}
