package org.spikewright.network;

import java.util.List;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;

/**
 * How much a layer computes in one step on one sample, were nothing sparse: a multiplication with its addition counts once, as
 * does any other operation on a number. Moving numbers about counts nothing.
 */
public final class Operations {

    private Operations() {
    }

    /** The operations of a layer. */
    public static long of(Network network, Layer layer) {
        List<Shape> inputs = layer.inputs().stream().map(input -> network.layers().get(input).shape()).toList();
        return of(layer.operator(), inputs, layer.shape());
    }

    private static long of(Operator operator, List<Shape> inputs, Shape shape) {
        long size = shape.size();
        return switch (operator) {
            case Operator.Dense dense -> size * (inputs.getFirst().extent(-1) + (dense.bias() ? 1 : 0));
            case Operator.Convolution convolution -> convolution(convolution, inputs.getFirst(), shape);
            case Operator.Product product -> size * inputs.getFirst().extent(product.transposeLeft() ? -2 : -1);
            case Operator.Pooling pooling -> size * pooling.kernel().stream().mapToInt(extent -> extent).reduce(1, (a, b) -> a * b);
            case Operator.Reduction _ -> inputs.getFirst().size();
            case Operator.Softmax _ -> 3 * size;
            case Operator.Normalisation _ -> 2 * size;
            case Operator.Formula formula -> size * of(formula.formula());
            case Operator.Neurons neurons -> size * of(neurons.program());
            case Operator.HashGrid grid -> (long) grid.levels() * grid.features() * (1L << inputs.getFirst().extent(-1));
            case Operator.Quantised quantised -> of(quantised.layer(), inputs, shape);
            case Operator.Input _, Operator.Past _, Operator.Tensor _, Operator.Flatten _, Operator.Reshape _, Operator.Permutation _,
                    Operator.Concatenation _, Operator.Slice _, Operator.Padding _, Operator.Windows _, Operator.Embedding _,
                    Operator.Delay _ -> 0;
        };
    }

    private static long convolution(Operator.Convolution convolution, Shape incoming, Shape shape) {
        long kernel = convolution.kernel().stream().mapToInt(extent -> extent).reduce(1, (a, b) -> a * b);
        boolean transposed = convolution.kind() == Operator.Convolution.Kind.TRANSPOSED;
        long sums = transposed ? (long) incoming.size() * (convolution.channels() / convolution.groups())
                : (long) shape.size() * (incoming.extent(0) / convolution.groups());
        return sums * kernel + (convolution.bias() ? shape.size() : 0);
    }

    /** The operations of one neuron in one step: of its equations as they are written, with comparison and resets. */
    public static long of(NeuronProgram program) {
        long count = of(program.output());
        for (NeuronProgram.State state : program.states()) {
            count += switch (state.change()) {
                case NeuronProgram.Change.Rate(Expression rate) -> of(rate) + 1;
                case NeuronProgram.Change.Next(Expression next) -> of(next);
            };
        }
        for (NeuronProgram.Event event : program.events()) {
            count += of(compared(event)) + event.resets().values().stream().mapToLong(Operations::of).sum();
        }
        return count;
    }

    private static Expression compared(NeuronProgram.Event event) {
        return event instanceof NeuronProgram.Spike spike ? spike.margin() : event.condition();
    }

    private static long of(Expression formula) {
        return switch (formula) {
            case Expression.Constant _, Expression.Symbol _ -> 0;
            case Expression.Binary binary -> 1 + of(binary.left()) + of(binary.right());
            case Expression.Call call -> 1 + call.arguments().stream().mapToLong(Operations::of).sum();
        };
    }
}
