package org.spikewright.record;

import java.util.Map;
import java.util.Optional;

/**
 * A quantity that results are judged by, such as accuracy. Kinds of jobs give it under metrics of their own.
 *
 * @param word by which the language names it
 * @param metrics the metric that holds it, by the kind of job: {@code train}, {@code simulate} for layers, {@code populations} for their
 *                simulation, {@code evaluate}, {@code verify}, {@code map}, {@code explore}
 */
public record Measure(String word, Map<String, Metric> metrics) {

    public Measure {
        metrics = Map.copyOf(metrics);
    }

    /** The metric of a kind of job; empty if it gives none. */
    public Optional<Metric> metric(String kind) {
        return Optional.ofNullable(metrics.get(kind));
    }
}
