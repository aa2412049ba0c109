package org.spikewright.compile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.network.Operator;

/** Makes the operators that the library's layer functions stand for. */
final class Operators {

    private Operators() {
    }

    /**
     * The operator of a layer function.
     *
     * @param rank axes of what comes in
     * @param arguments by parameter; extents are lists, or one number for all axes
     * @return empty if no operator has that name
     */
    static Optional<Operator> of(String function, int rank, Map<String, List<Double>> arguments) {
        return Optional.ofNullable(switch (function) {
            case "flatten" -> new Operator.Flatten();
            case "dense" -> new Operator.Dense(count(arguments, "units"), truth(arguments, "bias"));
            case "conv" -> new Operator.Convolution(count(arguments, "channels"), axes(arguments, "kernel", rank),
                    axes(arguments, "stride", rank), axes(arguments, "padding", rank), count(arguments, "groups"),
                    truth(arguments, "bias"));
            case "meanPool" -> pooling(Operator.Pooling.Kind.MEAN, rank, arguments);
            case "maxPool" -> pooling(Operator.Pooling.Kind.LARGEST, rank, arguments);
            case "batchNorm" -> new Operator.Normalisation(Operator.Normalisation.Kind.BATCH);
            case "layerNorm" -> new Operator.Normalisation(Operator.Normalisation.Kind.LAYER);
            case "channelMean" -> new Operator.ChannelMean();
            case "scale" -> new Operator.Scaling(arguments.get("factor").getFirst());
            default -> null;
        });
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

    /** One number for each axis after the first. */
    private static List<Integer> axes(Map<String, List<Double>> arguments, String name, int rank) {
        List<Integer> extents = arguments.get(name).stream().map(Double::intValue).toList();
        return extents.size() == 1 ? Collections.nCopies(Math.max(1, rank - 1), extents.getFirst()) : extents;
    }
}
