package org.spikewright.testing.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Concatenation;
import org.spikewright.network.operator.Convolution;
import org.spikewright.network.operator.Delay;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Embedding;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.HashGrid;
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
import org.spikewright.network.operator.Slice;
import org.spikewright.network.operator.Softmax;
import org.spikewright.network.operator.Unfold;

/** What operators compute, element by element from their definitions, as slowly and plainly as can be. */
public final class ReferenceOperators {

    private final Numbers numbers;

    private ReferenceOperators(Numbers numbers) {
        this.numbers = numbers;
    }

    /** What an operator stores. */
    @FunctionalInterface
    public interface Numbers {
        /**
         * One of its numbers.
         *
         * @param parameter which of its arrays
         * @param place along each axis of the array; all axes of a window are one
         */
        double at(int parameter, int... place);
    }

    /** A value with its shape. */
    public record Value(Shape shape, double[] elements) {

        double at(int... place) {
            int index = 0;
            for (int axis = 0; axis < place.length; axis++) {
                index = index * shape.extent(axis) + place[axis];
            }
            return elements[index];
        }

        boolean has(int... place) {
            for (int axis = 0; axis < place.length; axis++) {
                if (place[axis] < 0 || place[axis] >= shape.extent(axis)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The elements of what an operator gives, each from its place. */
    public static double[] of(Operator operator, List<Value> inputs, Shape output, Numbers numbers) {
        return new ReferenceOperators(numbers).of(operator, inputs, output);
    }

    private double[] of(Operator operator, List<Value> inputs, Shape output) {
        if (operator instanceof Convolution convolution && convolution.kind() == Convolution.Kind.TRANSPOSED) {
            return spread(convolution, inputs.getFirst(), output);
        }
        double[] elements = new double[output.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element(operator, inputs, place(output, i), i);
        }
        return elements;
    }

    /** The place along each axis of an element. */
    static int[] place(Shape shape, int index) {
        int[] place = new int[shape.rank()];
        int rest = index;
        for (int axis = place.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape.extent(axis);
            rest /= shape.extent(axis);
        }
        return place;
    }

    private double weight(int... place) {
        return numbers.at(0, place);
    }

    private double bias(Operator operator, int channel) {
        boolean hasBias = switch (operator) {
            case Dense dense -> dense.bias();
            case Convolution convolution -> convolution.bias();
            default -> false;
        };
        return hasBias ? numbers.at(1, channel) : 0;
    }

    private double element(Operator operator, List<Value> inputs, int[] at, int index) {
        Value x = inputs.getFirst();
        int last = at.length - 1;
        return switch (operator) {
            case Flatten _, Reshape _, Delay _ -> x.elements()[index];
            case Permutation permutation -> {
                int[] from = new int[at.length];
                for (int axis = 0; axis < at.length; axis++) {
                    from[permutation.axes().get(axis)] = at[axis];
                }
                yield x.at(from);
            }
            case Concatenation concatenation -> {
                int place = at[concatenation.axis()];
                int input = 0;
                while (place >= inputs.get(input).shape().extent(concatenation.axis())) {
                    place -= inputs.get(input++).shape().extent(concatenation.axis());
                }
                yield inputs.get(input).at(with(at, concatenation.axis(), place));
            }
            case Slice slice -> x.at(with(at, slice.axis(), at[slice.axis()] + slice.from()));
            case Padding padding -> {
                int[] from = with(at, padding.axis(), at[padding.axis()] - padding.before());
                yield x.has(from) ? x.at(from) : padding.value();
            }
            case Unfold windows -> {
                int[] from = new int[at.length - 1];
                for (int axis = 0; axis < from.length; axis++) {
                    from[axis] = axis < windows.axis() ? at[axis] : axis > windows.axis() ? at[axis + 1]
                            : at[axis] * windows.stride() + at[axis + 1];
                }
                yield x.at(from);
            }
            case Dense dense -> bias(dense, at[last]) + sum(x.shape().extent(-1), i -> weight(at[last], i) * x.at(with(at, last, i)));
            case Quantised quantised -> element(quantised.layer(), inputs, at, index);
            case MatMul product -> {
                Value right = inputs.get(1);
                yield sum(x.shape().extent(product.transposeLeft() ? -2 : -1), k -> x.at(product.transposeLeft()
                        ? with(with(at, last, at[last - 1]), last - 1, k) : with(at, last, k))
                        * right.at(product.transposeRight() ? with(with(at, last - 1, at[last]), last, k) : with(at, last - 1, k)));
            }
            case Embedding embedding -> {
                int number = (int) x.elements()[index / embedding.units()];
                yield weight(number, at[last]);
            }
            case HashGrid grid -> interpolated(grid, x, at);
            case Convolution convolution when convolution.kind() == Convolution.Kind.SPARSE && !isSite(convolution, x, at) -> 0;
            case Convolution convolution -> bias(convolution, at[0]) + window(x, at, convolution.kernel(), convolution.stride(), convolution.padding(),
                    convolution.dilation(), channels(convolution, x, at[0]), false, convolution);
            case Pooling pooling -> window(x, at, pooling.kernel(), pooling.stride(), pooling.padding(),
                    pooling.kernel().stream().map(_ -> 1).toList(), new int[] {at[0]}, pooling.kind() == Pooling.Kind.LARGEST, null);
            case Reduction reduction -> reduced(reduction, x, at);
            case Softmax softmax -> Math.exp(x.elements()[index])
                    / sum(x.shape().extent(softmax.axis()), i -> Math.exp(x.at(with(at, softmax.axis(), i))));
            case Normalisation normalisation -> normalised(normalisation, x, at);
            case Formula formula -> formula.formula().value(symbol -> repeated(inputs.get(Integer.parseInt(symbol.substring(1))), at));
            case Neurons _ -> sum(inputs.size(), input -> repeated(inputs.get(input), at)) * 0.9 + 0.3;
            default -> throw new IllegalArgumentException("no reference for " + operator);
        };
    }

    private static int[] with(int[] place, int axis, int at) {
        int[] other = place.clone();
        other[axis] = at;
        return other;
    }

    private static double sum(int count, IntToDoubleFunction term) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += term.applyAsDouble(i);
        }
        return sum;
    }

    private static double repeated(Value x, int[] at) {
        if (x.elements().length == 1) {
            return x.elements()[0];
        }
        int[] from = at.clone();
        for (int axis = 0; axis < from.length; axis++) {
            from[axis] = x.shape().extent(axis) == 1 ? 0 : at[axis];
        }
        return x.at(from);
    }

    /** The incoming channels that an outgoing one sees. */
    private static int[] channels(Convolution convolution, Value x, int outgoing) {
        int group = outgoing / (convolution.channels() / convolution.groups());
        int each = x.shape().extent(0) / convolution.groups();
        int[] channels = new int[each];
        Arrays.setAll(channels, i -> group * each + i);
        return channels;
    }

    /** Sum by weights, or the largest, of what lies in a window; weights of 1 where nothing says so. */
    private double window(Value x, int[] at, List<Integer> kernel, List<Integer> stride, List<Integer> padding,
            List<Integer> dilation, int[] channels, boolean largest, Convolution weighted) {
        Shape window = Shape.of(kernel.stream().mapToInt(extent -> extent).toArray());
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int channel : channels) {
            for (int k = 0; k < window.size(); k++) {
                int[] in = place(window, k);
                int[] from = new int[at.length];
                from[0] = channel;
                for (int axis = 1; axis < at.length; axis++) {
                    from[axis] = at[axis] * stride.get(axis - 1) - padding.get(axis - 1) + in[axis - 1] * dilation.get(axis - 1);
                }
                if (x.has(from)) {
                    sum += (weighted == null ? 1 : weight(at[0], channel - channels[0], k)) * x.at(from);
                    most = Math.max(most, x.at(from));
                }
            }
        }
        return largest ? most : weighted == null ? sum / window.size() : sum;
    }

    /** Whether anything comes in where a window of a sparse convolution looks: in its middle, or anywhere if windows stand further apart. */
    private static boolean isSite(Convolution convolution, Value x, int[] at) {
        Shape window = Shape.of(convolution.kernel().stream().mapToInt(extent -> extent).toArray());
        boolean isClose = true;
        for (int axis = 1; axis < at.length; axis++) {
            isClose &= convolution.stride().get(axis - 1) == 1 && 2 * convolution.padding().get(axis - 1)
                    == convolution.dilation().get(axis - 1) * (convolution.kernel().get(axis - 1) - 1);
        }
        for (int channel = 0; channel < x.shape().extent(0); channel++) {
            for (int k = 0; k < window.size(); k++) {
                int[] in = place(window, k);
                int[] from = at.clone();
                from[0] = channel;
                for (int axis = 1; axis < at.length && !isClose; axis++) {
                    from[axis] = at[axis] * convolution.stride().get(axis - 1) - convolution.padding().get(axis - 1)
                            + in[axis - 1] * convolution.dilation().get(axis - 1);
                }
                if (x.has(from) && x.at(from) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A transposed convolution: each element that comes in is spread over a window. */
    private double[] spread(Convolution convolution, Value x, Shape output) {
        double[] elements = new double[output.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = bias(convolution, i / (elements.length / convolution.channels()));
        }
        Value sums = new Value(output, elements);
        Shape window = Shape.of(convolution.kernel().stream().mapToInt(extent -> extent).toArray());
        for (int i = 0; i < x.elements().length; i++) {
            int[] from = place(x.shape(), i);
            int perGroup = convolution.channels() / convolution.groups();
            int group = from[0] / (x.shape().extent(0) / convolution.groups());
            for (int channel = group * perGroup; channel < (group + 1) * perGroup; channel++) {
                for (int k = 0; k < window.size(); k++) {
                    int[] in = place(window, k);
                    int[] to = new int[from.length];
                    to[0] = channel;
                    for (int axis = 1; axis < to.length; axis++) {
                        to[axis] = from[axis] * convolution.stride().get(axis - 1) + in[axis - 1] * convolution.dilation().get(axis - 1)
                                - convolution.padding().get(axis - 1);
                    }
                    if (sums.has(to)) {
                        int index = 0;
                        for (int axis = 0; axis < to.length; axis++) {
                            index = index * output.extent(axis) + to[axis];
                        }
                        elements[index] += weight(channel, from[0] % (x.shape().extent(0) / convolution.groups()), k) * x.elements()[i];
                    }
                }
            }
        }
        return elements;
    }

    private double reduced(Reduction reduction, Value x, int[] at) {
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.elements().length; i++) {
            int[] from = place(x.shape(), i);
            boolean belongs = true;
            int kept = 0;
            for (int axis = 0; axis < from.length; axis++) {
                belongs &= reduction.axes().contains(axis) || from[axis] == at[kept++];
            }
            if (belongs) {
                sum += x.elements()[i];
                most = Math.max(most, x.elements()[i]);
            }
        }
        return switch (reduction.kind()) {
            case LARGEST -> most;
            case SUM -> sum;
            case MEAN -> sum / reduction.axes().stream().mapToInt(x.shape()::extent).reduce(1, (a, b) -> a * b);
        };
    }

    private double normalised(Normalisation normalisation, Value x, int[] at) {
        int[] from = at.clone();
        for (int axis = 1; axis < from.length; axis++) {
            from[axis] -= normalisation.padding();
        }
        if (normalisation.kind() == Normalisation.Kind.BATCH) {
            double value = x.has(from) ? x.at(from) : 0;
            return (value - numbers.at(2, from[0])) / Math.sqrt(numbers.at(3, from[0]) + 1e-5) * numbers.at(0, from[0]) + numbers.at(1, from[0]);
        }
        int last = from.length - 1;
        int count = x.shape().extent(-1);
        double mean = sum(count, i -> x.at(with(from, last, i))) / count;
        double variance = sum(count, i -> Math.pow(x.at(with(from, last, i)) - mean, 2)) / count;
        return (x.at(from) - mean) / Math.sqrt(variance + 1e-5) * numbers.at(0, from[last]) + numbers.at(1, from[last]);
    }

    /** The feature of a level, between the corners of the cell that a point lies in; equations 2 to 4 of the paper. */
    private double interpolated(HashGrid grid, Value x, int[] at) {
        int axes = x.shape().extent(-1);
        int level = at[at.length - 1] / grid.features();
        int feature = at[at.length - 1] % grid.features();
        double growth = grid.levels() == 1 ? 1
                : Math.exp((Math.log(grid.finest()) - Math.log(grid.coarsest())) / (grid.levels() - 1));
        int cells = (int) Math.floor(grid.coarsest() * Math.pow(growth, level) + 1e-6);
        long[] primes = {1, 2654435761L, 805459861L};
        int[] cell = new int[axes];
        double[] within = new double[axes];
        for (int axis = 0; axis < axes; axis++) {
            double scaled = x.at(with(at, at.length - 1, axis)) * cells;
            cell[axis] = (int) Math.floor(scaled);
            within[axis] = scaled - cell[axis];
        }
        double value = 0;
        for (int corner = 0; corner < 1 << axes; corner++) {
            double share = 1;
            long own = 0;
            long hash = 0;
            for (int axis = axes - 1; axis >= 0; axis--) {
                int upper = corner >> axis & 1;
                share *= upper == 1 ? within[axis] : 1 - within[axis];
                own = own * (cells + 1) + cell[axis] + upper;
                hash ^= (cell[axis] + upper) * primes[axis];
            }
            long entry = Math.pow(cells + 1, axes) <= grid.entries() ? own : hash;
            value += share * weight(level, (int) Math.floorMod(entry, (long) grid.entries()), feature);
        }
        return value;
    }
}
