package org.spikewright.testing.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spikewright.common.RandomStream;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Concatenation;
import org.spikewright.network.operator.Convolution;
import org.spikewright.network.operator.Delay;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Embedding;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.HashGrid;
import org.spikewright.network.operator.Incoming;
import org.spikewright.network.operator.MatMul;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Normalisation;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.Padding;
import org.spikewright.network.operator.Permutation;
import org.spikewright.network.operator.Pooling;
import org.spikewright.network.operator.Quantised;
import org.spikewright.network.operator.Reduction;
import org.spikewright.network.operator.Reshape;
import org.spikewright.network.operator.ShapeMismatch;
import org.spikewright.network.operator.Slice;
import org.spikewright.network.operator.Softmax;
import org.spikewright.network.operator.Unfold;

/** Operators with shapes that they can take, small ones and many. */
public final class OperatorCases {

    private OperatorCases() {
    }

    private static final NeuronProgram NEURON = new NeuronProgram("n", Map.of(),
            List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Next(Expression.symbol("I")))), List.of("I"),
            Optional.of(new NeuronProgram.Spike(Expression.symbol("v"), Expression.ONE, Map.of())), Expression.symbol("v"));

    /** An operator and the shapes of what it receives. */
    public record Case(Operator operator, List<Shape> inputs) {

        /** An operator that receives those shapes. */
        public Case(Operator operator, Shape... inputs) {
            this(operator, List.of(inputs));
        }

        /** The shape that it gives. */
        public Shape output() throws ShapeMismatch {
            return operator.shape(inputs.stream().map(shape -> new Incoming("x", shape)).toList());
        }
    }

    /** Every operator that receives something, several times. */
    public static List<Case> all() {
        List<Case> cases = new ArrayList<>(List.of(
                new Case(new Flatten(), Shape.of(2, 3, 2)), new Case(new Reshape(Shape.of(3, 4)), Shape.of(2, 6)),
                new Case(new Permutation(List.of(2, 0, 1)), Shape.of(2, 3, 4)), new Case(new Permutation(List.of(1, 0)), Shape.of(3, 2)),
                new Case(new Concatenation(0), Shape.of(2, 3), Shape.of(1, 3)),
                new Case(new Concatenation(1), Shape.of(2, 3), Shape.of(2, 1), Shape.of(2, 2)),
                new Case(new Slice(1, 1, 3), Shape.of(2, 4, 2)), new Case(new Slice(0, 0, 1), Shape.of(3)),
                new Case(new Padding(1, 2, 1, 0.5), Shape.of(2, 3)), new Case(new Padding(0, 0, 3, 0), Shape.of(2, 3)),
                new Case(new Unfold(1, 3, 2), Shape.of(2, 8, 2)), new Case(new Unfold(0, 2, 3), Shape.of(6)),
                new Case(new Unfold(1, 2, 1), Shape.of(3, 4)),
                new Case(new Dense(4, true), Shape.of(5)), new Case(new Dense(2, false), Shape.of(3, 4)),
                new Case(new Quantised(new Dense(3, true), 4, true), Shape.of(5)),
                new Case(new Quantised(new Convolution(2, List.of(3), List.of(1), List.of(1), 1, true), 2, false), Shape.of(3, 5)),
                new Case(new Embedding(9, 3), Shape.of(4)), new Case(new Embedding(9, 3), Shape.of(1)),
                new Case(new HashGrid(3, 16, 2, 2, 8), Shape.of(2)), new Case(new HashGrid(2, 16, 1, 2, 8), Shape.of(3, 2)),
                new Case(new Neurons(NEURON), Shape.of(2, 3)), new Case(new Neurons(NEURON), Shape.of(2, 3), Shape.of(2, 1)),
                new Case(new Neurons(NEURON), Shape.of(4), Shape.of(1)),
                new Case(new Formula(Expression.symbol("x0").times(Expression.symbol("x1"))), Shape.of(2, 3), Shape.of(1, 3)),
                new Case(new Formula(Expression.symbol("x0").times(Expression.symbol("x1"))), Shape.of(1), Shape.of(2, 3)),
                new Case(new Formula(Expression.symbol("x0").plus(Expression.symbol("x1"))), Shape.of(1, 3), Shape.of(2, 1)),
                new Case(new Softmax(0), Shape.of(3, 2)), new Case(new Softmax(1), Shape.of(2, 3)),
                new Case(new Normalisation(Normalisation.Kind.BATCH, 0), Shape.of(2, 3, 2)),
                new Case(new Normalisation(Normalisation.Kind.BATCH, 1), Shape.of(2, 3, 2)),
                new Case(new Normalisation(Normalisation.Kind.LAYER, 0), Shape.of(2, 4)), new Case(new Delay(2), Shape.of(3)),
                new Case(new Delay(0), Shape.of(2, 2))));
        for (boolean left : new boolean[] {false, true}) {
            for (boolean right : new boolean[] {false, true}) {
                for (int[] before : new int[][] {{}, {2}}) {
                    cases.add(new Case(new MatMul(left, right), joined(before, left ? 4 : 3, left ? 3 : 4),
                            joined(before, right ? 2 : 4, right ? 4 : 2)));
                }
            }
        }
        for (Reduction.Kind kind : Reduction.Kind.values()) {
            cases.add(new Case(new Reduction(kind, List.of(1)), Shape.of(2, 3, 2)));
            cases.add(new Case(new Reduction(kind, List.of(0, 2)), Shape.of(2, 3, 2)));
            cases.add(new Case(new Reduction(kind, List.of(0, 1)), Shape.of(2, 3)));
        }
        RandomStream random = RandomStream.of(5, "windows");
        for (int i = 0; i < 60; i++) {
            for (Convolution.Kind kind : Convolution.Kind.values()) {
                add(cases, convolution(kind, random));
            }
            add(cases, pooling(random));
        }
        return cases;
    }

    private static Shape joined(int[] before, int... last) {
        return Shape.of(IntStream.concat(Arrays.stream(before), Arrays.stream(last)).toArray());
    }

    private static void add(List<Case> cases, Case one) {
        try {
            one.output();
            cases.add(one);
        } catch (ShapeMismatch _) {
            // a kernel that is larger than what comes in
        }
    }

    private static Case convolution(Convolution.Kind kind, RandomStream random) {
        int axes = 1 + random.nextInt(2);
        int groups = 1 + random.nextInt(3);
        return new Case(new Convolution(kind, groups * (1 + random.nextInt(2)), drawn(axes, 1, 3, random), drawn(axes, 1, 3, random),
                drawn(axes, 0, 2, random), drawn(axes, 1, 2, random), groups, random.nextInt(2) == 0), incoming(groups, axes, random));
    }

    private static Case pooling(RandomStream random) {
        int axes = 1 + random.nextInt(2);
        return new Case(new Pooling(random.nextInt(2) == 0 ? Pooling.Kind.MEAN : Pooling.Kind.LARGEST, drawn(axes, 1, 3, random),
                drawn(axes, 1, 3, random), drawn(axes, 0, 1, random)), incoming(1, axes, random));
    }

    private static Shape incoming(int groups, int axes, RandomStream random) {
        int[] extents = new int[axes + 1];
        extents[0] = groups * (1 + random.nextInt(2));
        for (int axis = 1; axis <= axes; axis++) {
            extents[axis] = 2 + random.nextInt(4);
        }
        return Shape.of(extents);
    }

    private static List<Integer> drawn(int count, int from, int to, RandomStream random) {
        return IntStream.range(0, count).mapToObj(_ -> from + random.nextInt(to - from + 1)).toList();
    }
}
