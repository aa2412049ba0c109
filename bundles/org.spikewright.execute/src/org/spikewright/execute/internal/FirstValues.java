package org.spikewright.execute.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.spikewright.network.Initial;
import org.spikewright.network.Shape;

/** What stored numbers are before anything is learnt. */
final class FirstValues {

    private static final String ORDER = "order";
    private static final String TRANSITION = "legendreTransition";
    private static final String INPUT = "legendreInput";
    private static final String RESPONSE = "legendreResponse";
    private static final Set<String> DRAWS = Set.of("uniform", "normal", "clippedNormal", "truncatedNormal", "logNormal", "exponential", "fanIn");

    private FirstValues() {
    }

    /** What keeps an array of a shape from having those values, in words; empty if nothing does. */
    static Optional<String> obstacle(Initial initial, Shape shape) {
        if (!(initial instanceof Initial.Named(String name, Map<String, Double> arguments)) || DRAWS.contains(name)) {
            return Optional.empty();
        }
        if (!arguments.keySet().containsAll(Set.of(ORDER, "window"))) {
            return Optional.of("'" + name + "' without its arguments as first values");
        }
        boolean fits = switch (name) {
            case TRANSITION -> shape.equals(Shape.of(arguments.get(ORDER).intValue(), arguments.get(ORDER).intValue()));
            case INPUT -> shape.size() == arguments.get(ORDER).intValue();
            case RESPONSE -> shape.rank() == 2 && shape.extent(0) == arguments.get(ORDER).intValue();
            default -> false;
        };
        return fits ? Optional.empty() : Optional.of("'" + name + "' as first values of " + shape);
    }

    /** Fills an array of a shape. */
    static void fill(Initial initial, Shape shape, float[] values, RandomGenerator random) {
        switch (initial) {
            case Initial.Formula(var formula) -> {
                int[] extents = shape.extents();
                for (int i = 0; i < values.length; i++) {
                    int place = i;
                    values[i] = (float) formula.value(symbol -> position(symbol, place, extents));
                }
            }
            case Initial.Named(String name, Map<String, Double> arguments) when arguments.containsKey(ORDER) -> {
                LegendreMemory memory = LegendreMemory.of(arguments.get(ORDER).intValue(), arguments.get("window"));
                double[][] rows = switch (name) {
                    case TRANSITION -> memory.transition();
                    case RESPONSE -> memory.response(shape.extent(1));
                    default -> new double[][] {memory.input()};
                };
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) rows[i / rows[0].length][i % rows[0].length];
                }
            }
            case Initial.Named(String name, Map<String, Double> arguments) -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) draw(name, arguments, random);
                }
            }
        }
    }

    private static double position(String symbol, int place, int[] extents) {
        int axis = Integer.parseInt(symbol.substring("position".length()));
        int behind = 1;
        for (int i = axis + 1; i < extents.length; i++) {
            behind *= extents[i];
        }
        return axis < extents.length ? (double) (place / behind % extents[axis]) : 0;
    }

    private static double draw(String name, Map<String, Double> arguments, RandomGenerator random) {
        return switch (name) {
            case "uniform" -> arguments.get("low") + (arguments.get("high") - arguments.get("low")) * random.nextDouble();
            case "normal" -> normal(arguments, random);
            case "clippedNormal" -> Math.clamp(normal(arguments, random), arguments.get("low"), arguments.get("high"));
            case "truncatedNormal" -> truncated(arguments, random);
            case "logNormal" -> arguments.get("median") * Math.exp(arguments.get("sigma") * random.nextGaussian());
            case "exponential" -> arguments.get("offset") - arguments.get("scale") * Math.log(1 - random.nextDouble());
            case "fanIn" -> (2 * random.nextDouble() - 1) / Math.sqrt(arguments.get("summed"));
            default -> throw new IllegalArgumentException("nothing is drawn by '" + name + "'");
        };
    }

    private static double normal(Map<String, Double> arguments, RandomGenerator random) {
        return arguments.get("mean") + arguments.get("deviation") * random.nextGaussian();
    }

    /** Draws again what lies outside; what never lies inside ends up at the nearer bound. */
    private static double truncated(Map<String, Double> arguments, RandomGenerator random) {
        double value = normal(arguments, random);
        for (int tries = 0; tries < 1000 && (value < arguments.get("low") || value > arguments.get("high")); tries++) {
            value = normal(arguments, random);
        }
        return Math.clamp(value, arguments.get("low"), arguments.get("high"));
    }
}
