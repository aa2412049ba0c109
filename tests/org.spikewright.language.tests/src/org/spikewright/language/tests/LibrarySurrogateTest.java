package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.network.equation.Expression;
import org.spikewright.testing.engine.Json;
import org.spikewright.testing.engine.SharedData;

/** The surrogates of the standard library: published values, and the smooth steps that they are the derivatives of. */
class LibrarySurrogateTest {

    @TempDir
    private Path folder;

    private DoubleUnaryOperator surrogate(String call) throws IOException {
        Expression formula = SingleNeuron.of(folder, "neuron Probe { state v : Real input I : Real next v = I"
                + " spike when v > 0 surrogate " + call + " }", "Probe", 1).program().spike().orElseThrow().surrogate();
        return x -> formula.value(Map.of("margin", x)::get);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', value = {"atan_a2;atan(2)", "atan_a5;atan(5)", "sigmoid_a4;sigmoid(4)", "rect_w1;box(1)",
            "tri_iir;triangle(1, 0.3)", "pdsg_sigma1;gaussian(1)"})
    void agreesWithPublishedValues(String name, String call) throws IOException {
        Json golden = Json.read(SharedData.path("golden-vectors/surrogate_gradients.json"));
        double[] x = golden.get("x").get("data").numbers();
        double[] expected = golden.get(name).get("data").numbers();
        DoubleUnaryOperator surrogate = surrogate(call);
        for (int i = 0; i < x.length; i++) {
            // Both are double arithmetic; only the order of operations may differ.
            assertEquals(expected[i], surrogate.applyAsDouble(x[i]), 1e-12, "at " + x[i]);
        }
    }

    static Stream<Arguments> smoothSteps() {
        return Stream.of(step("atan(3)", x -> Math.atan(Math.PI / 2 * 3 * x) / Math.PI + 0.5),
                step("sigmoid(3)", x -> 1 / (1 + Math.exp(-3 * x))),
                step("fastSigmoid(3)", x -> x / (1 + 3 * Math.abs(x))),
                step("triangle(0.5)",
                        x -> Math.abs(x) < 2 ? 0.5 + 0.5 * x - Math.signum(x) * x * x / 8 : Math.signum(x) / 2 + 0.5),
                step("box(4)", x -> Math.clamp(x / 4 + 0.5, 0, 1)),
                step("tanh(3)", x -> (1 + Math.tanh(3 * x)) / 2),
                step("softSign(3)", x -> (3 * x / (1 + Math.abs(3 * x)) + 1) / 2),
                step("piecewiseExponential(3)",
                        x -> x < 0 ? Math.exp(3 * x) / 2 : 1 - Math.exp(-3 * x) / 2),
                step("piecewiseLeakyRelu(2, 0.1)", x -> x < -2 ? 0.1 * x + 0.2 : x > 2 ? 0.1 * x + 0.8 : x / 4 + 0.5),
                step("logTailedRelu(0.1)", x -> x > 1 ? Math.log(x) + 1 : x > 0 ? x : 0.1 * x),
                step("signLog(3)", x -> Math.signum(x) * Math.log(1 + 3 * Math.abs(x))),
                step("sigmoidLog(3, 2)", x -> x < 0 ? 1 / (1 + Math.exp(-3 * x)) : 2 * Math.log(x + 1) + 0.5),
                step("qPseudoSpike(3)",
                        x -> x < 0 ? Math.pow(1 - x, -2) / 2 : 1 - Math.pow(1 + x, -2) / 2),
                step("straightThrough", x -> x));
    }

    private static Arguments step(String call, DoubleUnaryOperator primitive) {
        return Arguments.of(call, primitive);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smoothSteps")
    void isTheDerivativeOfItsSmoothStep(String call, DoubleUnaryOperator primitive) throws IOException {
        DoubleUnaryOperator surrogate = surrogate(call);
        double h = 1e-5;
        for (double x = -3.015; x < 3; x += 0.1) {
            double slope = (primitive.applyAsDouble(x + h) - primitive.applyAsDouble(x - h)) / (2 * h);
            // Central differences: h^2 and rounding over h are both below 1e-8 here.
            assertEquals(slope, surrogate.applyAsDouble(x), 1e-7, call + " at " + x);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian(0.4)", "erf(3)", "multiGaussian(0.5, 0, 6)"})
    void aBellHasAreaOne(String call) throws IOException {
        assertEquals(1, area(call), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.15, 0.4})
    void theShouldersOfSeveralBellsTakeTheirShare(double height) throws IOException {
        assertEquals(1 - height, area("multiGaussian(0.5, " + height + ", 6)"), 1e-9);
    }

    private double area(String call) throws IOException {
        DoubleUnaryOperator surrogate = surrogate(call);
        double step = 0.01;
        double area = 0;
        for (int i = -6000; i <= 6000; i++) {
            area += surrogate.applyAsDouble(i * step) * step;
        }
        return area;
    }
}
