package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.spikewright.kernel.Definition;

/**
 * The lines of a long step in several stages. Each stage is a loop of its own, short enough for its values to stay in
 * registers; what one stage leaves to another waits in slots, which are used again when nobody needs them any more.
 */
final class Stages {

    private static final String WRITE = "$write";

    /**
     * A part of a step.
     *
     * @param reads names that the lines read from arrays
     * @param taken slots of what earlier stages left, by name
     * @param lines in order
     * @param left slots of what later stages read, by name
     * @param carried those whose values after the step are written here
     */
    record Stage(Set<String> reads, Map<String, Integer> taken, List<Definition> lines, Map<String, Integer> left,
            List<Loop.Carried> carried) {
    }

    private final Loop loop;
    private final Set<String> arrays = new HashSet<>();
    private final Set<String> arrivals = new HashSet<>();
    private final List<List<Definition>> parts = new ArrayList<>();
    /** The stage in which something has its value first, and the last one that reads it. */
    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private int slots;

    /** Divides a step into stages of about that many operations. */
    Stages(Loop loop, int operations) {
        this.loop = loop;
        loop.carried().forEach(one -> arrays.add(one.name()));
        loop.constants().forEach(one -> arrays.add(one.symbol()));
        loop.reads().forEach(one -> arrivals.add(one.symbol()));
        List<Definition> lines = new ArrayList<>(loop.lines());
        for (int k = 0; k < loop.writes().size(); k++) {
            lines.add(new Definition(WRITE + k, loop.writes().get(k).value()));
        }
        loop.carried().stream().filter(one -> !one.stays()).forEach(one -> lines.add(new Definition(after(one), one.next())));
        cut(lines, operations);
        for (int k = 0; k < parts.size(); k++) {
            for (Definition line : parts.get(k)) {
                for (String symbol : line.value().symbols()) {
                    first.putIfAbsent(symbol, k);
                    last.put(symbol, k);
                }
                first.put(line.name(), k);
                last.put(line.name(), k);
            }
        }
        // A value is written when nobody needs the old one any more.
        loop.carried().stream().filter(one -> !one.stays())
                .forEach(one -> last.merge(after(one), last.getOrDefault(one.name(), 0), Math::max));
        place();
    }

    /** The name of a carried value after the step. */
    static String after(Loop.Carried carried) {
        return carried.name() + "$after";
    }

    /** Which write of the loop a line is, or -1. */
    static int write(Definition line) {
        return line.name().startsWith(WRITE) ? Integer.parseInt(line.name().substring(WRITE.length())) : -1;
    }

    /** The stages, in order. */
    List<Stage> stages() {
        return stages;
    }

    /** How many slots they need. */
    int slots() {
        return slots;
    }

    private void cut(List<Definition> lines, int most) {
        List<Definition> part = new ArrayList<>();
        int sum = 0;
        for (Definition line : lines) {
            int more = CommonTerms.operations(line.value());
            if (sum + more > most && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
                sum = 0;
            }
            part.add(line);
            sum += more;
        }
        parts.add(part);
    }

    private void place() {
        Map<String, Integer> held = new HashMap<>();
        TreeSet<Integer> free = new TreeSet<>();
        for (int k = 0; k < parts.size(); k++) {
            int stage = k;
            Map<String, Integer> taken = new HashMap<>();
            Set<String> reads = new LinkedHashSet<>();
            Set<String> here = new LinkedHashSet<>();
            for (Definition line : parts.get(k)) {
                here.addAll(line.value().symbols());
                here.add(line.name());
            }
            List<Loop.Carried> carried = loop.carried().stream().filter(one -> last.getOrDefault(after(one), -1) == stage).toList();
            carried.forEach(one -> here.add(after(one)));
            for (String symbol : here) {
                if (held.containsKey(symbol)) {
                    taken.put(symbol, held.get(symbol));
                } else if (arrays.contains(symbol) || arrivals.contains(symbol)) {
                    reads.add(symbol);
                }
            }
            held.entrySet().removeIf(entry -> last.get(entry.getKey()) == stage && free.add(entry.getValue()));
            Map<String, Integer> left = new HashMap<>();
            for (String symbol : here) {
                if (!arrays.contains(symbol) && first.get(symbol) == k && last.get(symbol) > k) {
                    Integer slot = free.isEmpty() ? Integer.valueOf(slots++) : free.pollFirst();
                    held.put(symbol, slot);
                    left.put(symbol, slot);
                }
            }
            stages.add(new Stage(reads, taken, parts.get(k), left, carried));
        }
    }
}
