package org.spikewright.execute.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.execute.Executor;
import org.spikewright.execute.Node;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Initial;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.Weights;
import org.spikewright.network.operator.Convolution;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.Quantised;
import org.spikewright.network.operator.Tensor;
import org.spikewright.testing.engine.SharedData;
import org.spikewright.testing.engine.ArrayBatch;
import org.spikewright.testing.engine.Json;

/** Numbers of others' programs. */
class GoldenVectorsTest {

    private static Network network(Operator operator, Shape input, Shape output) {
        return new Network("N", List.of(new Layer("x", new Input(input), List.of(), input, null),
                new Layer("y", operator, operator.arity().orElse(1) == 0 ? List.of() : List.of(0), output, null)), 1);
    }

    private static float[] floats(Json numbers) {
        double[] values = numbers.get("data").numbers();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** The loss is the sum of all that goes out. */
    @Test
    void aConvolutionWithLearntSteps() throws IOException {
        Json golden = Json.read(SharedData.path("golden-vectors/qsd_lsq_conv2d.json"));
        Convolution convolution = new Convolution(4, List.of(3, 3), List.of(1, 1), List.of(1, 1), 1, false);
        Plan plan = Plan.of(network(new Quantised(convolution, 4, false), Shape.of(3, 5, 5), Shape.of(4, 5, 5)), new PlanOptions(1), Kernels.best());
        Map<String, float[]> stored = new LinkedHashMap<>();
        stored.put("y.weight", floats(golden.get("weight")));
        stored.put("y.step", floats(golden.get("alpha")));
        Parameters parameters = Parameters.of(plan, new Weights(stored));
        Parameters gradients = Parameters.zero(plan);
        float[] expected = floats(golden.get("y"));
        try (Workers workers = new Workers(1)) {
            new Executor(plan, Primitives.best(), workers).learn(parameters, new ArrayBatch(new float[][][] {{floats(golden.get("x"))}}, 1), outputs -> {
                assertArrayEquals(expected, Arrays.copyOf(outputs.values(), expected.length), 1e-6f);
                Arrays.fill(outputs.gradient(), 0, expected.length, 1);
            }, gradients, Work.NONE);
        }
        assertArrayEquals(floats(golden.get("grad_weight")), gradients.store().get("y.weight"), 1e-5f);
        assertArrayEquals(floats(golden.get("grad_alpha")), gradients.store().get("y.step"), 1e-5f);
        Node node = plan.output();
        float[][] first = {floats(golden.get("weight")), new float[4]};
        node.kernel().initialise(1, first, RandomStream.of(1, "step"));
        assertArrayEquals(floats(golden.get("alpha")), first[1], 1e-7f);
    }

    @ParameterizedTest
    @CsvSource({"4, 8", "7, 10", "8, 128"})
    void legendreMemories(int order, int window) throws IOException {
        Json golden = Json.read(SharedData.path("golden-vectors/lmu_zoh_matrices.json")).get("o" + order);
        compare(golden.get("A_zoh"), "legendreTransition", Shape.of(order, order), order, window);
        compare(golden.get("B_zoh"), "legendreInput", Shape.of(order, 1), order, window);
        double[] impulse = golden.get("impulse_m_16").get("data").numbers();
        float[] response = values("legendreResponse", Shape.of(order, 16), order, window);
        for (int step = 0; step < 16; step++) {
            for (int i = 0; i < order; i++) {
                assertEquals(impulse[step * order + i], response[i * 16 + 15 - step], 1e-6);
            }
        }
    }

    private static void compare(Json golden, String name, Shape shape, int order, int window) {
        assertArrayEquals(floats(golden), values(name, shape, order, window), 1e-6f);
    }

    private static float[] values(String name, Shape shape, int order, int window) {
        Initial initial = new Initial.Named(name, Map.of("order", (double) order, "window", (double) window));
        Plan plan = Plan.of(network(new Tensor(shape, false, initial), Shape.of(1), shape), new PlanOptions(1), Kernels.best());
        float[][] values = {new float[shape.size()]};
        plan.output().kernel().initialise(0, values, RandomStream.of(1, "none"));
        return values[0];
    }
}
