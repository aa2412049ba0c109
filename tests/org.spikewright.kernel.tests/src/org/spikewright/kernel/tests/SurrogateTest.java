package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.kernel.Kernels;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.testing.engine.Json;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.testing.engine.SharedData;

/** Surrogates as formulas, through a kernel's way back, against published ones. */
class SurrogateTest {

    private static final Expression X = Expression.symbol(NeuronProgram.Spike.MARGIN);

    static Stream<Arguments> surrogates() {
        Expression size = Expression.call(Function.ABS, List.of(X));
        Expression sigmoid = Expression.call(Function.SIGMOID, List.of(Expression.of(4).times(X)));
        Expression normal = Expression.call(Function.EXP, List.of(Expression.of(-0.5).times(X.power(2))));
        return Stream.of(Arguments.of("atan_a2", Neurons.atan(2)), Arguments.of("atan_a5", Neurons.atan(5)),
                Arguments.of("sigmoid_a4", Expression.of(4).times(sigmoid).times(Expression.ONE.minus(sigmoid))),
                // 1 on the edge too
                Arguments.of("rect_w1",
                        Expression.ONE
                                .minus(Expression.call(Function.STEP, List.of(size.minus(Expression.of(0.500001)))))),
                Arguments.of("tri_iir",
                        Expression.of(0.3).times(
                                Expression.call(Function.MAX, List.of(Expression.ZERO, Expression.ONE.minus(size))))),
                Arguments.of("pdsg_sigma1", normal.over(Expression.of(Math.sqrt(2 * Math.PI)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("surrogates")
    void agreeWithThePublishedFormulas(String name, Expression surrogate) throws IOException {
        Json golden = Json.read(SharedData.path("golden-vectors/surrogate_gradients.json"));
        double[] x = golden.get("x").get("data").numbers();
        double[] expected = golden.get(name).get("data").numbers();
        // The state is the drive itself, the margin is the state, so the way back yields the surrogate.
        NeuronProgram program = new NeuronProgram("Margin", Map.of(),
                List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Next(Expression.symbol("I")))),
                List.of("I"), Optional.of(new NeuronProgram.Spike(Expression.symbol("v"), surrogate, Map.of())),
                Expression.symbol("v"));
        ScanKernel kernel = Kernels.compiled(Primitives.best()).of(Discretiser.of(program, 1), false);
        float[] drive = new float[x.length];
        float[] ones = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            drive[i] = (float) x[i];
            ones[i] = 1;
        }
        float[] output = new float[x.length];
        float[] saved = new float[x.length];
        float[] gradient = new float[x.length];
        kernel.forward(drive, 1, 1, 1, x.length, output, saved);
        kernel.backward(drive, 1, saved, ones, 1, 1, x.length, gradient);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], gradient[i], 1e-5 * Math.max(1, expected[i]), "at " + x[i]);
        }
    }
}
