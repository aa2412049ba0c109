package org.spikewright.network.operator;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a model gives to a layer function, checked against the function's declaration: whole numbers where it counts, within its
 * bounds.
 *
 * @param rank axes of what comes in
 * @param values by parameter, all that the function declares; lists have an entry for each element, axes count from 0
 */
public record OperatorArguments(int rank, Map<String, List<Double>> values) {

    public OperatorArguments {
        values = Map.copyOf(values);
    }

    /** A number. */
    public double number(String name) {
        return values.get(name).getFirst();
    }

    /** A whole number. */
    public int count(String name) {
        return values.get(name).getFirst().intValue();
    }

    /** Whether something holds. */
    public boolean truth(String name) {
        return number(name) != 0;
    }

    /** A list of whole numbers. */
    public List<Integer> counts(String name) {
        return values.get(name).stream().map(Double::intValue).toList();
    }

    /** One whole number for each axis after the first: as they are given, or one for all. */
    public List<Integer> countsByAxis(String name) {
        List<Integer> counts = counts(name);
        return counts.size() == 1 ? Collections.nCopies(Math.max(1, rank - 1), counts.getFirst()) : counts;
    }
}
