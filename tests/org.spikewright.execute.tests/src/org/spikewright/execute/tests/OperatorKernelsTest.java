package org.spikewright.execute.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.execute.Executor;
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
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Embedding;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.ParameterSpec;
import org.spikewright.network.operator.Pooling;
import org.spikewright.network.operator.Quantised;
import org.spikewright.network.operator.Reduction;
import org.spikewright.network.operator.Reshape;
import org.spikewright.network.operator.ShapeMismatch;
import org.spikewright.network.operator.Slice;
import org.spikewright.network.operator.Tensor;
import org.spikewright.network.operator.Time;
import org.spikewright.testing.engine.ArrayBatch;
import org.spikewright.testing.engine.GradientCheck;
import org.spikewright.testing.engine.OperatorCases;
import org.spikewright.testing.engine.OperatorCases.Case;
import org.spikewright.testing.engine.ReferenceOperators;

/**
 * Every operator by itself: what it computes is what its definition says, its derivatives are those of finite differences, and no bit
 * depends on threads or vectors.
 */
class OperatorKernelsTest {

    private static final int SAMPLES = 11;
    private static final int STEPS = 3;

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(OperatorCases.all());
        cases.removeIf(one -> one.operator() instanceof Neurons);
        for (boolean each : new boolean[] {false, true}) {
            cases.add(new Case(leaky(each), Shape.of(2, 3)));
            cases.add(new Case(leaky(each), Shape.of(2, 3), Shape.of(2, 1)));
            cases.add(new Case(leaky(each), Shape.of(1), Shape.of(4)));
        }
        return cases;
    }

    /** Two states that decay with learnt time constants, solved exactly, and two inputs. */
    private static Neurons leaky(boolean each) {
        Expression a = Expression.symbol("a");
        Expression b = Expression.symbol("b");
        NeuronProgram program = new NeuronProgram("Two", Map.of("a", 0.002, "b", 0.005), List.of(
                new NeuronProgram.State("v", 0.2, new NeuronProgram.Change.Rate(Expression.symbol("I").plus(Expression.symbol("w"))
                        .minus(Expression.symbol("v")).over(a))),
                new NeuronProgram.State("w", 0.1, new NeuronProgram.Change.Rate(Expression.symbol("more").minus(Expression.symbol("w")).over(b)))),
                List.of("I", "more"), Optional.empty(), Expression.symbol("v").times(b).times(Expression.of(200)).plus(Expression.symbol("v").power(2)));
        return new Neurons(program, List.of(new ParameterSpec("a", true, each, new Initial.Formula(Expression.of(0.002))),
                new ParameterSpec("b", true, each, new Initial.Formula(Expression.of(0.005)))));
    }

    /** An operator that receives parts of the input, to each of which a learnt tensor is added. */
    private static Network network(Case one) throws ShapeMismatch {
        List<Layer> layers = new ArrayList<>();
        int all = one.inputs().stream().mapToInt(Shape::size).sum();
        layers.add(new Layer("x", new Input(Shape.of(all)), List.of(), Shape.of(all), null));
        List<Integer> inputs = new ArrayList<>();
        int from = 0;
        for (Shape shape : one.inputs()) {
            int to = from + shape.size();
            int number = inputs.size();
            add(layers, "slice" + number, new Slice(0, from, to), Shape.of(shape.size()), 0);
            add(layers, "part" + number, new Reshape(shape), shape, layers.size() - 1);
            if (!(one.operator() instanceof Embedding)) {
                add(layers, "own" + number, new Tensor(shape, true, new Initial.Formula(Expression.ZERO)), shape);
                add(layers, "sum" + number, new Formula(Expression.symbol("x0").plus(Expression.symbol("x1"))), shape, layers.size() - 2,
                        layers.size() - 1);
            }
            inputs.add(layers.size() - 1);
            from = to;
        }
        layers.add(new Layer("y", one.operator(), inputs, one.output(), null));
        return new Network("N", layers, layers.size() - 1);
    }

    private static void add(List<Layer> layers, String name, Operator operator, Shape shape, Integer... inputs) {
        layers.add(new Layer(name, operator, List.of(inputs), shape, null));
    }

    /** Values that lie apart, so that the largest stays the largest while one is moved a little. */
    private static float[][][] values(Case one, int steps) {
        int width = one.inputs().stream().mapToInt(Shape::size).sum();
        RandomStream random = RandomStream.of(5, one.operator().label());
        float[][][] values = new float[SAMPLES][steps][width];
        for (float[][] sample : values) {
            for (float[] row : sample) {
                int[] order = IntStream.range(0, width).toArray();
                random.shuffle(order);
                for (int i = 0; i < width; i++) {
                    row[i] = one.operator() instanceof Embedding embedding ? random.nextInt(embedding.count())
                            : 0.1f + 0.8f * (order[i] + 0.5f) / width;
                }
            }
        }
        return values;
    }

    private static Parameters parameters(Plan plan) {
        Parameters parameters = Parameters.zero(plan);
        for (int p = 0; p < parameters.arrays().length; p++) {
            String name = plan.parameters().get(p).name();
            RandomStream random = RandomStream.of(7, name);
            float[] array = parameters.arrays()[p];
            for (int i = 0; i < array.length; i++) {
                array[i] = name.startsWith("own") ? 0 : name.endsWith(".a") ? 0.002f + 0.001f * random.nextFloat()
                        : name.endsWith(".b") ? 0.005f + 0.001f * random.nextFloat() : 0.3f + random.nextFloat();
            }
        }
        return parameters;
    }

    private static Plan plan(Case one, Primitives primitives) throws ShapeMismatch {
        return Plan.of(network(one), new PlanOptions(1e-3), Kernels.shared(primitives));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAreThoseOfTheDefinition(Case one) throws ShapeMismatch {
        if (one.operator().time() == Time.SCAN || one.operator() instanceof Quantised) {
            return; // those have states, or round: see below
        }
        Plan plan = plan(one, Primitives.best());
        Parameters parameters = parameters(plan);
        float[][][] values = values(one, STEPS);
        List<double[]> expected = new ArrayList<>();
        for (float[][] sample : values) {
            for (float[] row : sample) {
                expected.add(reference(one, plan, parameters, row));
            }
        }
        try (Workers workers = new Workers(2)) {
            new Executor(plan, Primitives.best(), workers).run(parameters, new ArrayBatch(values, STEPS), outputs -> {
                for (int row = 0; row < outputs.samples() * STEPS; row++) {
                    double[] wanted = expected.get(outputs.from() * STEPS + row);
                    for (int i = 0; i < wanted.length; i++) {
                        assertEquals(wanted[i], outputs.values()[row * wanted.length + i], 1e-5 * (1 + Math.abs(wanted[i])), one + ", " + i);
                    }
                }
            }, Work.NONE);
        }
    }

    private static double[] reference(Case one, Plan plan, Parameters parameters, float[] row) throws ShapeMismatch {
        List<ReferenceOperators.Value> inputs = new ArrayList<>();
        int from = 0;
        for (Shape shape : one.inputs()) {
            inputs.add(new ReferenceOperators.Value(shape, IntStream.range(from, from + shape.size()).mapToDouble(i -> row[i]).toArray()));
            from += shape.size();
        }
        int own = (int) plan.parameters().stream().filter(parameter -> parameter.name().startsWith("own")).count();
        float[][] arrays = IntStream.range(own, plan.parameters().size()).mapToObj(parameters::rowMajor).toArray(float[][]::new);
        return ReferenceOperators.of(one.operator(), inputs, one.output(), (parameter, place) -> {
            int[] extents = plan.parameters().get(own + parameter).shape().extents();
            int index = 0;
            for (int axis = 0; axis < place.length; axis++) {
                boolean isLast = axis == place.length - 1;
                index = index * (isLast ? Arrays.stream(extents).skip(axis).reduce(1, (a, b) -> a * b) : extents[axis]) + place[axis];
            }
            return arrays[parameter][index];
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void derivativesAreThoseOfFiniteDifferences(Case one) throws ShapeMismatch {
        if (one.operator() instanceof Quantised) {
            return; // what rounds has derivatives by agreement
        }
        boolean isLargest = one.operator() instanceof Pooling(Pooling.Kind kind, _, _, _) && kind == Pooling.Kind.LARGEST
                || one.operator() instanceof Reduction(Reduction.Kind what, _) && what == Reduction.Kind.LARGEST;
        for (int steps : new int[] {1, STEPS}) {
            Plan plan = plan(one, Primitives.best());
            float step = isLargest ? 0x1p-11f : one.operator() instanceof Neurons ? 0x1p-13f : 0x1p-8f;
            new GradientCheck(plan, Primitives.best(), 1).check(parameters(plan), new ArrayBatch(values(one, steps), STEPS), step,
                    isLargest || one.operator() instanceof Neurons ? 5e-3 : 5e-4, one + " with " + steps + " steps");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noBitDependsOnThreadsOrVectors(Case one) throws ShapeMismatch {
        GradientCheck.Result first = null;
        for (Primitives primitives : List.of(Primitives.best(), Primitives.scalar())) {
            Plan plan = plan(one, primitives);
            for (int threads : primitives.vectorised() ? new int[] {1, 2, 3, 8} : new int[] {1}) {
                GradientCheck.Result result = new GradientCheck(plan, primitives, threads).run(parameters(plan),
                        new ArrayBatch(values(one, STEPS), STEPS));
                if (first == null) {
                    first = result;
                }
                for (int p = 0; p < plan.parameters().size(); p++) {
                    assertArrayEquals(first.gradients().arrays()[p], result.gradients().arrays()[p], one + " on " + threads);
                }
                for (int chunk = 0; chunk < result.outputs().length; chunk++) {
                    assertArrayEquals(first.outputs()[chunk], result.outputs()[chunk], one + " on " + threads);
                }
            }
        }
    }
}
