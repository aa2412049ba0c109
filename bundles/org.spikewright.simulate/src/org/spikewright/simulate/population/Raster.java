package org.spikewright.simulate.population;

/**
 * Spikes of a population, in the order of time and then of neurons.
 *
 * @param population its name
 * @param size how many neurons it has
 * @param dt time step in seconds
 * @param steps the step in which each spike was fired
 * @param neurons who fired, index in the population
 * @param fractions after which part of its step each spike was fired; empty where all were at the end
 */
public record Raster(String population, int size, double dt, long[] steps, int[] neurons, float[] fractions) implements SpikeSource {

    /** Spikes at the ends of their steps. */
    public Raster(String population, int size, double dt, long[] steps, int[] neurons) {
        this(population, size, dt, steps, neurons, new float[0]);
    }

    /** How many spikes. */
    public int count() {
        return steps.length;
    }

    /** When a spike was fired, in seconds. */
    public double time(int spike) {
        return (steps[spike] + (fractions.length == 0 ? 1 : (double) fractions[spike])) * dt;
    }

    @Override
    public void forEach(Visitor visitor) {
        for (int spike = 0; spike < steps.length; spike++) {
            visitor.spike(time(spike), neurons[spike]);
        }
    }
}
