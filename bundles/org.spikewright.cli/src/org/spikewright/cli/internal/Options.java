package org.spikewright.cli.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The arguments of a command: words, and options as {@code --name value} or {@code --name=value}.
 *
 * @param words what is no option, in order
 * @param values by option, each in the order given
 */
public record Options(List<String> words, Map<String, List<String>> values) {

    /**
     * Reads arguments.
     *
     * @param known the options that may be there
     * @throws UsageException if one is unknown or lacks its value
     */
    public static Options parse(List<String> arguments, Set<String> known) {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--") || argument.equals("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!known.contains(name)) {
                throw new UsageException("there is no option " + name);
            }
            if (equals < 0 && i + 1 == arguments.size()) {
                throw new UsageException(name + " needs a value");
            }
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(equals < 0 ? arguments.get(++i) : argument.substring(equals + 1));
        }
        return new Options(words, values);
    }

    /** An option's value; the last if it is given several times. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getLast);
    }

    /** All values of an option that may be given several times. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A whole number. */
    OptionalLong number(String name, long least) {
        Optional<String> value = value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(value.get());
            if (number >= least) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException _) {
            // said below, as for a number that is too small
        }
        throw new UsageException(name + " takes a whole number" + (least == Long.MIN_VALUE ? "" : " from " + least + " on")
                + ", not '" + value.get() + "'");
    }

    /**
     * Refuses words that nobody would read.
     *
     * @throws UsageException if there are more than that
     */
    void atMost(int most) {
        if (words.size() > most) {
            throw new UsageException("'" + words.get(most) + "' is one word too many");
        }
    }

    /** The first word, which must be there. */
    String first(String what) {
        if (words.isEmpty()) {
            throw new UsageException("name " + what);
        }
        return words.getFirst();
    }
}
