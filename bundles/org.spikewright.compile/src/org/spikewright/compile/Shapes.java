package org.spikewright.compile;

import java.util.List;
import org.spikewright.network.Layer;
import org.spikewright.network.Operator;
import org.spikewright.network.Shape;

/** What shape an operator gives for the shapes it receives. */
final class Shapes {

    /** Thrown where an operator cannot take what it receives. The message shows both. */
    static final class Mismatch extends Exception {

        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    private Shapes() {
    }

    static Shape of(Operator operator, List<Layer> incoming) throws Mismatch {
        Layer first = incoming.getFirst();
        Shape shape = first.shape();
        return switch (operator) {
            case Operator.Input _ -> shape;
            case Operator.Neurons _ -> shape;
            case Operator.Normalisation _ -> shape;
            case Operator.Scaling _ -> shape;
            case Operator.Flatten _ -> Shape.of(shape.size());
            case Operator.Dense dense -> {
                if (shape.rank() != 1) {
                    throw new Mismatch("dense takes one axis, but '" + first.name() + "' gives " + shape + ", which has " + shape.rank()
                            + "; put flatten before it to get [" + shape.size() + "]");
                }
                yield Shape.of(dense.units());
            }
            case Operator.Convolution convolution -> {
                if (shape.rank() > 0 && shape.extent(0) % convolution.groups() != 0 || convolution.channels() % convolution.groups() != 0) {
                    throw new Mismatch("channels must divide into " + convolution.groups() + " groups, but '" + first.name() + "' gives "
                            + shape + " and " + convolution.channels() + " go out");
                }
                yield windows("a convolution", convolution.channels(), first, convolution.kernel(), convolution.stride(),
                        convolution.padding());
            }
            case Operator.Pooling pooling -> windows("pooling", shape.extent(0), first, pooling.kernel(), pooling.stride(),
                    pooling.padding());
            case Operator.ChannelMean _ -> Shape.of(shape.extent(0));
            case Operator.Elementwise elementwise -> {
                Shape other = incoming.get(1).shape();
                if (!other.equals(shape)) {
                    throw new Mismatch("'" + elementwise.operator().sign() + "' needs equal shapes, but '" + first.name() + "' gives " + shape
                            + " and '" + incoming.get(1).name() + "' gives " + other);
                }
                yield shape;
            }
        };
    }

    /** Extents after windows slid along each axis: {@code (n + 2 padding − kernel) / stride + 1}. */
    private static Shape windows(String what, int channels, Layer before, List<Integer> kernel, List<Integer> stride,
            List<Integer> padding) throws Mismatch {
        Shape shape = before.shape();
        if (shape.rank() != kernel.size() + 1) {
            throw new Mismatch(what + " with a kernel of " + kernel.size() + " axes takes channels and as many axes, but '" + before.name()
                    + "' gives " + shape);
        }
        int[] extents = new int[shape.rank()];
        extents[0] = channels;
        for (int axis = 1; axis < extents.length; axis++) {
            int room = shape.extent(axis) + 2 * padding.get(axis - 1) - kernel.get(axis - 1);
            if (room < 0) {
                throw new Mismatch(what + " has a kernel of " + kernel + ", which is larger than what '" + before.name() + "' gives: " + shape);
            }
            extents[axis] = room / stride.get(axis - 1) + 1;
        }
        return Shape.of(extents);
    }
}
