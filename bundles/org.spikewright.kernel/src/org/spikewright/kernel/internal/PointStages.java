package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.PointStep;
import org.spikewright.network.equation.Expression;

/**
 * The lines of a long step in several stages. Each stage is a loop of its own, short enough for its values to stay in
 * registers; what one stage leaves to another waits in slots, which are used again when nobody needs them any more.
 */
final class PointStages {

    /** The line that decides whether the neuron fires. */
    static final String FIRED = "$fired";

    /**
     * A part of a step.
     *
     * @param loads names that the lines read from arrays: states, parameters, derived values
     * @param arrivals receptors and random numbers that are first read here
     * @param taken slots of what earlier stages left, by name
     * @param lines in order
     * @param left slots of what later stages read, by name
     * @param states those whose values after the step are written here
     */
    record Stage(Set<String> loads, Set<String> arrivals, Map<String, Integer> taken, List<Definition> lines,
            Map<String, Integer> left, List<String> states) {
    }

    private final PointStep step;
    private final List<List<Definition>> parts = new ArrayList<>();
    /** The stage in which something has its value first, and the last one that reads it. */
    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private int slots;

    /** Divides a step into stages of about that many operations. */
    PointStages(PointStep step, int operations) {
        this.step = step;
        List<Definition> lines = new ArrayList<>(step.lines());
        lines.add(new Definition(FIRED, step.fired()));
        for (int i = 0; i < step.states().size(); i++) {
            String state = step.states().get(i);
            if (!step.after().get(i).equals(Expression.symbol(state))) {
                lines.add(new Definition(after(state), step.after().get(i)));
            }
        }
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
        // A state is written when nobody needs its old value any more.
        step.states().stream().filter(state -> last.containsKey(after(state)))
                .forEach(state -> last.merge(after(state), last.getOrDefault(state, 0), Math::max));
        place();
    }

    /** The name of a state's value after the step. */
    static String after(String state) {
        return state + "$after";
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
            int more = operations(line.value());
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

    /** About how many operations a formula takes. */
    static int operations(Expression formula) {
        return switch (formula) {
            case Expression.Constant _, Expression.Symbol _ -> 0;
            case Expression.Binary binary -> 1 + operations(binary.left()) + operations(binary.right());
            case Expression.Call call -> (FloatFunctions.HAS.contains(call.function()) ? 15 : 1)
                    + call.arguments().stream().mapToInt(PointStages::operations).sum();
        };
    }

    private void place() {
        Map<String, Integer> held = new HashMap<>();
        TreeSet<Integer> free = new TreeSet<>();
        for (int k = 0; k < parts.size(); k++) {
            int stage = k;
            Map<String, Integer> taken = new HashMap<>();
            Set<String> loads = new LinkedHashSet<>();
            Set<String> arrivals = new LinkedHashSet<>();
            Set<String> here = new LinkedHashSet<>();
            for (Definition line : parts.get(k)) {
                here.addAll(line.value().symbols());
                here.add(line.name());
            }
            List<String> states = step.states().stream().filter(state -> last.getOrDefault(after(state), -1) == stage).toList();
            states.forEach(state -> here.add(after(state)));
            for (String symbol : here) {
                if (step.arrays().contains(symbol)) {
                    loads.add(symbol);
                } else if (held.containsKey(symbol)) {
                    taken.put(symbol, held.get(symbol));
                } else if (step.receptors().contains(symbol) || step.normals().contains(symbol)
                        || step.uniforms().contains(symbol)) {
                    arrivals.add(symbol);
                }
            }
            held.entrySet().removeIf(entry -> last.get(entry.getKey()) == stage && free.add(entry.getValue()));
            Map<String, Integer> left = new HashMap<>();
            for (String symbol : here) {
                if (!loads.contains(symbol) && first.get(symbol) == k && last.get(symbol) > k) {
                    Integer slot = free.isEmpty() ? Integer.valueOf(slots++) : free.pollFirst();
                    held.put(symbol, slot);
                    left.put(symbol, slot);
                }
            }
            stages.add(new Stage(loads, arrivals, taken, parts.get(k), left, states));
        }
    }
}
