package org.spikewright.common.binding;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A function of the library as a model calls it, for an engine to make something of, for instance {@code adam(0.001)}.
 *
 * @param function its full name, for instance {@code std.job.adam}
 * @param arguments a number in SI units (truth: 0 or 1), a list of numbers, a text, or the
 *                  name of a population or state for each of its parameters
 * @param folder of the model; names of files are relative to it
 */
public record LibraryCall(String function, Map<String, Object> arguments, Path folder) {

    public LibraryCall {
        arguments = Map.copyOf(arguments);
    }

    /** The function's name without its package. */
    public String name() {
        return function.substring(function.lastIndexOf('.') + 1);
    }

    /** Whether these arguments are numbers; half-written ones are not. */
    public boolean hasNumbers(String... parameters) {
        return Stream.of(parameters).allMatch(parameter -> arguments.get(parameter) instanceof Double);
    }

    /** A numeric argument. */
    public double number(String parameter) {
        if (arguments.get(parameter) instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException(arguments.containsKey(parameter)
                ? "'" + parameter + "' of '" + name() + "' is one number for all, which stays; it is neither drawn for each nor may it change in time"
                : name() + " has no number '" + parameter + "'");
    }

    /** An argument of another kind than those that every call may have, as what a number is drawn from; empty if it is none. */
    public <T> Optional<T> value(String parameter, Class<T> kind) {
        return Optional.ofNullable(arguments.get(parameter)).filter(kind::isInstance).map(kind::cast);
    }

    /** An argument that is a list of numbers. */
    public double[] numbers(String parameter) {
        if (arguments.get(parameter) instanceof List<?> list) {
            return numbers(list);
        }
        return new double[] {number(parameter)};
    }

    /** An argument that is a list of lists of numbers. */
    public double[][] rows(String parameter) {
        return (arguments.get(parameter) instanceof List<?> rows ? rows : List.of(arguments.get(parameter))).stream().map(row -> row instanceof List<?> list ? numbers(list)
                : numbers(List.of(row))).toArray(double[][]::new);
    }

    private static double[] numbers(List<?> list) {
        return list.stream().mapToDouble(element -> {
            if (element instanceof Double number) {
                return number;
            }
            throw new IllegalArgumentException("a list of numbers has something else in it");
        }).toArray();
    }

    /** A whole-number argument. */
    public int count(String parameter) {
        return (int) Math.round(number(parameter));
    }

    /** An argument that is true or false. */
    public boolean truth(String parameter) {
        return number(parameter) != 0;
    }

    /** An argument that is itself a call. */
    public LibraryCall call(String parameter) {
        if (arguments.get(parameter) instanceof LibraryCall call) {
            return call;
        }
        throw new IllegalArgumentException("'" + parameter + "' of " + name() + " is a function");
    }

    /** An argument that is a text, or the name of a population or state; empty where something else is written. */
    public String text(String parameter) {
        return arguments.get(parameter) instanceof String text ? text : "";
    }

    /** The file that an argument names. */
    public Path file(String parameter) {
        return folder.resolve(text(parameter));
    }
}
