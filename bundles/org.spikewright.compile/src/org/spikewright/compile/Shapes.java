package org.spikewright.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
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
        int inputs = switch (operator) {
            case Operator.Formula _, Operator.Concatenation _, Operator.Neurons _ -> incoming.size();
            case Operator.Product _ -> 2;
            default -> 1;
        };
        if (incoming.size() != inputs) {
            throw new Mismatch("this takes " + Arguments.counted(inputs, "input") + ", but " + incoming.size()
                    + (incoming.size() == 1 ? " flows in" : " flow in"));
        }
        return fitting(single(operator, incoming));
    }

    private static Shape fitting(Shape shape) throws Mismatch {
        long size = 1;
        for (int extent : shape.extents()) {
            size *= extent;
            if (size > Integer.MAX_VALUE) {
                throw new Mismatch("what this gives, " + shape + ", has more elements than fit");
            }
        }
        return shape;
    }

    private static Shape single(Operator operator, List<Layer> incoming) throws Mismatch {
        Layer first = incoming.getFirst();
        Shape shape = first.shape();
        return switch (operator) {
            case Operator.Input _, Operator.Past _, Operator.Tensor _, Operator.Softmax _, Operator.Delay _ -> shape;
            case Operator.Neurons _ -> broadcast("neurons need", incoming);
            case Operator.Formula _ -> broadcast("arithmetic needs", incoming);
            case Operator.Quantised quantised -> single(quantised.layer(), incoming);
            case Operator.Normalisation normalisation -> shape.resized(IntStream.range(0, shape.rank())
                    .map(axis -> shape.extent(axis) + (axis == 0 ? 0 : 2 * normalisation.padding())).toArray());
            case Operator.Flatten _ -> Shape.of(shape.size());
            case Operator.Reshape reshape -> {
                if (fitting(reshape.shape()).size() != shape.size()) {
                    throw new Mismatch("'" + first.name() + "' gives " + shape + ", which has " + shape.size() + " elements, but "
                            + reshape.shape() + " has " + reshape.shape().size());
                }
                yield reshape.shape();
            }
            case Operator.Permutation permutation -> permuted(permutation, first);
            case Operator.Concatenation concatenation -> concatenated(concatenation.axis(), incoming);
            case Operator.Slice slice -> {
                if (slice.from() < 0 || slice.from() >= slice.to() || slice.to() > shape.extent(slice.axis())) {
                    throw new Mismatch("a slice from " + slice.from() + " to " + slice.to() + " does not lie within axis " + slice.axis()
                            + " of what '" + first.name() + "' gives: " + shape);
                }
                yield with(shape, slice.axis(), slice.to() - slice.from());
            }
            case Operator.Padding padding -> with(shape, padding.axis(), shape.extent(padding.axis()) + padding.before() + padding.after());
            case Operator.Windows windows -> windows(windows, first);
            case Operator.Dense dense -> {
                if (shape.rank() == 3) {
                    throw new Mismatch("dense takes one axis, or positions and features, but '" + first.name() + "' gives " + shape
                            + ", which has 3; put flatten before it to get [" + shape.size() + "]");
                }
                yield with(shape, shape.rank() - 1, dense.units());
            }
            case Operator.Embedding embedding -> Shape.of(shape.size() == 1 ? new int[] {embedding.units()}
                    : appended(shape.extents(), embedding.units()));
            case Operator.HashGrid grid -> with(shape, shape.rank() - 1, grid.levels() * grid.features());
            case Operator.Product product -> product(product, incoming);
            case Operator.Convolution convolution -> convolution(convolution, first);
            case Operator.Pooling pooling -> {
                for (int axis = 0; axis < pooling.kernel().size() && axis < pooling.padding().size(); axis++) {
                    if (pooling.padding().get(axis) >= pooling.kernel().get(axis)) {
                        throw new Mismatch("pooling has a padding of " + pooling.padding() + ", so that windows of " + pooling.kernel()
                                + " would hold padding alone; pad by less than the window");
                    }
                }
                yield slid("pooling", shape.extent(0), first, pooling.kernel(), pooling.stride(),
                    pooling.padding(), Collections.nCopies(pooling.kernel().size(), 1));
            }
            case Operator.Reduction reduction -> reduced(reduction.axes(), shape);
        };
    }

    /** Extents that are equal or 1; a single element fits all. */
    private static Shape broadcast(String who, List<Layer> incoming) throws Mismatch {
        Layer widest = incoming.getFirst();
        int[] extents = widest.shape().extents();
        for (Layer other : incoming.subList(1, incoming.size())) {
            int[] more = other.shape().extents();
            if (other.shape().size() == 1) {
                continue;
            }
            if (Arrays.stream(extents).allMatch(extent -> extent == 1)) {
                extents = more;
                widest = other;
                continue;
            }
            boolean fits = extents.length == more.length;
            for (int axis = 0; fits && axis < extents.length; axis++) {
                fits = extents[axis] == more[axis] || extents[axis] == 1 || more[axis] == 1;
                extents[axis] = Math.max(extents[axis], more[axis]);
            }
            if (!fits) {
                throw new Mismatch(who + " equal shapes, but '" + incoming.getFirst().name() + "' gives " + incoming.getFirst().shape()
                        + " and '" + other.name() + "' gives " + other.shape());
            }
        }
        return Shape.of(extents).named(widest.shape().names());
    }

    private static Shape permuted(Operator.Permutation permutation, Layer before) throws Mismatch {
        Shape shape = before.shape();
        List<Integer> axes = permutation.axes();
        if (axes.size() != shape.rank() || new HashSet<>(axes).size() != axes.size()
                || axes.stream().anyMatch(axis -> axis < 0 || axis >= shape.rank())) {
            throw new Mismatch("permute names each axis once, but these are " + axes + " and '" + before.name() + "' gives " + shape);
        }
        return Shape.of(axes.stream().mapToInt(shape::extent).toArray()).named(axes.stream().map(shape.names()::get).toList());
    }

    private static Shape concatenated(int axis, List<Layer> incoming) throws Mismatch {
        Shape first = incoming.getFirst().shape();
        int extent = 0;
        for (Layer layer : incoming) {
            Shape shape = layer.shape();
            if (shape.rank() != first.rank() || !with(shape, axis, 1).equals(with(first, axis, 1))) {
                throw new Mismatch("concat needs equal extents along all axes but " + axis + ", but '" + incoming.getFirst().name()
                        + "' gives " + first + " and '" + layer.name() + "' gives " + shape);
            }
            extent += shape.extent(axis);
        }
        return with(first, axis, extent);
    }

    private static Shape windows(Operator.Windows windows, Layer before) throws Mismatch {
        Shape shape = before.shape();
        int room = shape.extent(windows.axis()) - windows.length();
        if (room < 0 || windows.stride() < 1) {
            throw new Mismatch("windows of " + windows.length() + " do not fit into axis " + windows.axis() + " of what '" + before.name()
                    + "' gives: " + shape);
        }
        List<Integer> extents = new ArrayList<>(Arrays.stream(shape.extents()).boxed().toList());
        List<String> names = new ArrayList<>(shape.names());
        extents.set(windows.axis(), room / windows.stride() + 1);
        extents.add(windows.axis() + 1, windows.length());
        names.add(windows.axis() + 1, "");
        return Shape.of(extents.stream().mapToInt(extent -> extent).toArray()).named(names);
    }

    private static Shape product(Operator.Product product, List<Layer> incoming) throws Mismatch {
        Shape left = incoming.get(0).shape();
        Shape right = incoming.get(1).shape();
        boolean fits = left.rank() == right.rank() && left.rank() >= 2;
        for (int axis = 0; fits && axis < left.rank() - 2; axis++) {
            fits = left.extent(axis) == right.extent(axis);
        }
        if (!fits || left.extent(product.transposeLeft() ? -2 : -1) != right.extent(product.transposeRight() ? -1 : -2)) {
            throw new Mismatch("a matrix product needs the columns of the left to be the rows of the right, but '"
                    + incoming.get(0).name() + "' gives " + left + (product.transposeLeft() ? " transposed" : "") + " and '"
                    + incoming.get(1).name() + "' gives " + right + (product.transposeRight() ? " transposed" : ""));
        }
        int[] extents = left.extents();
        extents[extents.length - 2] = left.extent(product.transposeLeft() ? -1 : -2);
        extents[extents.length - 1] = right.extent(product.transposeRight() ? -2 : -1);
        return Shape.of(extents);
    }

    private static Shape convolution(Operator.Convolution convolution, Layer first) throws Mismatch {
        Shape shape = first.shape();
        if (shape.extent(0) % convolution.groups() != 0 || convolution.channels() % convolution.groups() != 0) {
            throw new Mismatch("channels must divide into " + convolution.groups() + " groups, but '" + first.name() + "' gives "
                    + shape + " and " + convolution.channels() + " go out");
        }
        if (convolution.kind() != Operator.Convolution.Kind.TRANSPOSED) {
            return slid("a convolution", convolution.channels(), first, convolution.kernel(), convolution.stride(), convolution.padding(),
                    convolution.dilation());
        }
        windowed("a convolution", first, convolution.kernel());
        int[] extents = shape.extents();
        extents[0] = convolution.channels();
        for (int axis = 1; axis < extents.length; axis++) {
            extents[axis] = (extents[axis] - 1) * convolution.stride().get(axis - 1) - 2 * convolution.padding().get(axis - 1)
                    + convolution.dilation().get(axis - 1) * (convolution.kernel().get(axis - 1) - 1) + 1;
            if (extents[axis] < 1) {
                throw new Mismatch("this padding leaves nothing of what '" + first.name() + "' gives: " + shape);
            }
        }
        return shape.resized(extents);
    }

    private static void windowed(String what, Layer before, List<Integer> kernel) throws Mismatch {
        if (before.shape().rank() != kernel.size() + 1) {
            throw new Mismatch(what + " with a kernel of " + kernel.size() + " axes takes channels and as many axes, but '" + before.name()
                    + "' gives " + before.shape());
        }
    }

    /** Extents after windows slid along each axis: {@code (n + 2 padding − dilation (kernel − 1) − 1) / stride + 1}. */
    private static Shape slid(String what, int channels, Layer before, List<Integer> kernel, List<Integer> stride,
            List<Integer> padding, List<Integer> dilation) throws Mismatch {
        windowed(what, before, kernel);
        Shape shape = before.shape();
        int[] extents = new int[shape.rank()];
        extents[0] = channels;
        for (int axis = 1; axis < extents.length; axis++) {
            if (stride.get(axis - 1) < 1) {
                throw new Mismatch(what + " moves by at least 1, but its stride is " + stride);
            }
            int room = shape.extent(axis) + 2 * padding.get(axis - 1) - dilation.get(axis - 1) * (kernel.get(axis - 1) - 1) - 1;
            if (room < 0) {
                throw new Mismatch(what + " has a kernel of " + kernel + ", which is larger than what '" + before.name() + "' gives: " + shape);
            }
            extents[axis] = room / stride.get(axis - 1) + 1;
        }
        return shape.resized(extents);
    }

    /** Without some axes; one element where none is left. */
    private static Shape reduced(List<Integer> axes, Shape shape) {
        int[] kept = IntStream.range(0, shape.rank()).filter(axis -> !axes.contains(axis)).toArray();
        return kept.length == 0 ? Shape.of(1) : Shape.of(Arrays.stream(kept).map(shape::extent).toArray())
                .named(Arrays.stream(kept).mapToObj(shape.names()::get).toList());
    }

    private static Shape with(Shape shape, int axis, int extent) {
        int[] extents = shape.extents();
        extents[axis] = extent;
        return shape.resized(extents);
    }

    private static int[] appended(int[] extents, int last) {
        int[] more = Arrays.copyOf(extents, extents.length + 1);
        more[extents.length] = last;
        return more;
    }
}
