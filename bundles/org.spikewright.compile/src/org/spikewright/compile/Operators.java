package org.spikewright.compile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.network.Operator;
import org.spikewright.network.Shape;

/** Makes the operators that the library's layer functions stand for. */
final class Operators {

    private Operators() {
    }

    /**
     * The operator of a layer function.
     *
     * @param rank axes of what comes in
     * @param arguments by parameter; extents are lists, or one number for all axes; axes count from 0
     * @return empty if no operator has that name
     */
    static Optional<Operator> of(String function, int rank, Map<String, List<Double>> arguments) {
        return Optional.ofNullable(switch (function) {
            case "flatten" -> new Operator.Flatten();
            case "reshape" -> new Operator.Reshape(Shape.of(whole(arguments, "shape").stream().mapToInt(extent -> extent).toArray()));
            case "permute" -> new Operator.Permutation(whole(arguments, "axes"));
            case "concat" -> new Operator.Concatenation(count(arguments, "axis"));
            case "slice" -> new Operator.Slice(count(arguments, "axis"), count(arguments, "start"), count(arguments, "end"));
            case "pad" -> new Operator.Padding(count(arguments, "axis"), count(arguments, "before"), count(arguments, "after"),
                    arguments.get("value").getFirst());
            case "windows" -> new Operator.Windows(count(arguments, "axis"), count(arguments, "length"),
                    count(arguments, "stride"));
            case "dense" -> new Operator.Dense(count(arguments, "units"), truth(arguments, "bias"));
            case "matmul" -> new Operator.Product(truth(arguments, "transposeLeft"), truth(arguments, "transposeRight"));
            case "embedding" -> new Operator.Embedding(count(arguments, "count"), count(arguments, "units"));
            case "hashGrid" -> new Operator.HashGrid(count(arguments, "levels"), count(arguments, "entries"), count(arguments, "features"),
                    count(arguments, "coarsest"), count(arguments, "finest"));
            case "conv" -> convolution(Operator.Convolution.Kind.PLAIN, rank, arguments);
            case "convTransposed" -> convolution(Operator.Convolution.Kind.TRANSPOSED, rank, arguments);
            case "convSparse" -> convolution(Operator.Convolution.Kind.SPARSE, rank, arguments);
            case "meanPool" -> pooling(Operator.Pooling.Kind.MEAN, rank, arguments);
            case "maxPool" -> pooling(Operator.Pooling.Kind.LARGEST, rank, arguments);
            case "mean" -> new Operator.Reduction(Operator.Reduction.Kind.MEAN, whole(arguments, "axis"));
            case "sum" -> new Operator.Reduction(Operator.Reduction.Kind.SUM, whole(arguments, "axis"));
            case "largest" -> new Operator.Reduction(Operator.Reduction.Kind.LARGEST, whole(arguments, "axis"));
            case "channelMean" -> new Operator.Reduction(Operator.Reduction.Kind.MEAN,
                    java.util.stream.IntStream.range(1, rank).boxed().toList());
            case "softmax" -> new Operator.Softmax(count(arguments, "axis"));
            case "batchNorm" -> new Operator.Normalisation(Operator.Normalisation.Kind.BATCH, count(arguments, "padding"));
            case "layerNorm" -> new Operator.Normalisation(Operator.Normalisation.Kind.LAYER, 0);
            case "delay" -> new Operator.Delay(count(arguments, "steps"));
            default -> null;
        });
    }

    private static Operator convolution(Operator.Convolution.Kind kind, int rank, Map<String, List<Double>> arguments) {
        return new Operator.Convolution(kind, count(arguments, "channels"), axes(arguments, "kernel", rank),
                axes(arguments, "stride", rank), axes(arguments, "padding", rank), axes(arguments, "dilation", rank),
                count(arguments, "groups"), truth(arguments, "bias"));
    }

    private static Operator pooling(Operator.Pooling.Kind kind, int rank, Map<String, List<Double>> arguments) {
        List<Integer> kernel = axes(arguments, "kernel", rank);
        List<Integer> stride = axes(arguments, "stride", rank);
        return new Operator.Pooling(kind, kernel, stride.contains(0) ? kernel : stride, axes(arguments, "padding", rank));
    }

    private static int count(Map<String, List<Double>> arguments, String name) {
        return arguments.get(name).getFirst().intValue();
    }

    private static boolean truth(Map<String, List<Double>> arguments, String name) {
        return arguments.get(name).getFirst() != 0;
    }

    private static List<Integer> whole(Map<String, List<Double>> arguments, String name) {
        return arguments.get(name).stream().map(Double::intValue).toList();
    }

    /** One number for each axis after the first. */
    private static List<Integer> axes(Map<String, List<Double>> arguments, String name, int rank) {
        List<Integer> extents = whole(arguments, name);
        return extents.size() == 1 ? Collections.nCopies(Math.max(1, rank - 1), extents.getFirst()) : extents;
    }
}
