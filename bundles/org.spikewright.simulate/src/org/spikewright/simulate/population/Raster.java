package org.spikewright.simulate.population;

/**
 * Spikes of a population, in the order of time and then of neurons.
 *
 * @param population its name
 * @param size how many neurons it has
 * @param dt time step in seconds
 * @param steps the step in which each spike was fired
 * @param neurons who fired, index in the population
 */
public record Raster(String population, int size, double dt, long[] steps, int[] neurons) implements SpikeSource {

    /** How many spikes. */
    public int count() {
        return steps.length;
    }

    /** When a spike was fired, in seconds: the end of its step. */
    public double time(int spike) {
        return (steps[spike] + 1) * dt;
    }

    @Override
    public void forEach(Visitor visitor) {
        for (int spike = 0; spike < steps.length; spike++) {
            visitor.spike(time(spike), neurons[spike]);
        }
    }
}
