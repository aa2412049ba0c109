package org.spikewright.record;

import java.util.List;

/**
 * What is recorded of populations.
 *
 * @param start when recording begins, in seconds, a multiple of the step
 * @param step length of a time step in seconds
 * @param populations whose spikes are recorded, in the order of the network
 * @param sampled what else is recorded
 */
public record PopulationOutline(double start, double step, List<Population> populations, List<Sampled> sampled) {

    public PopulationOutline {
        populations = List.copyOf(populations);
        sampled = List.copyOf(sampled);
    }

    /**
     * A population.
     *
     * @param neurons how many it has
     * @param recorded of how many of them spikes are recorded; 0 in records of earlier versions, which were of all
     * @param which of them, ascending; {@code null} for all, and in records of earlier versions, which do not say
     */
    public record Population(String name, int neurons, int recorded, @MayBeAbsent List<Integer> which) {

        public Population {
            recorded = recorded == 0 ? neurons : recorded;
        }

        /** All of a population, or some of which nobody says which they are. */
        public Population(String name, int neurons, int recorded) {
            this(name, neurons, recorded, null);
        }

        /** Some of a population. */
        public Population(String name, int neurons, List<Integer> which) {
            this(name, neurons, which.size(), which.size() == neurons ? null : List.copyOf(which));
        }
    }

    /** What can be sampled. */
    public enum Kind {
        STATE, RATE, WEIGHT
    }

    /**
     * Numbers that are sampled whenever the steps since the beginning of the simulation are a multiple of the interval.
     *
     * @param kind what is sampled
     * @param name the state's, or {@code rate}, or {@code w}
     * @param of the population or projection
     * @param unit SI unit of the numbers; empty for pure numbers
     * @param interval steps from one sample to the next
     * @param indices which neurons or synapses; none for a rate
     */
    public record Sampled(Kind kind, String name, String of, @MayBeAbsent String unit, long interval, int[] indices) {

        /** How many numbers a sample has. */
        public int width() {
            return Math.max(1, indices.length);
        }
    }

    /** How many samples something has after so many recorded steps. */
    public long samples(Sampled what, int steps) {
        long first = Math.round(start / step);
        return (first + steps) / what.interval() - first / what.interval();
    }
}
