package org.spikewright.simulate.population.internal;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.spikewright.network.population.Known;

/**
 * A neuron that values are drawn for.
 *
 * @param item its number in lists; -1 where nothing is drawn for it
 * @param neuron its index in its population
 * @param positions of the population, asked for where a value needs them
 * @param parameters what was drawn for its parameters
 */
record NeuronPlace(int item, int neuron, Supplier<double[][]> positions, ToDoubleFunction<String> parameters) implements Place {

    @Override
    public int index(Known.Side side) {
        return neuron;
    }

    @Override
    public double coordinate(Known.Side side, int axis) {
        return positions.get()[axis][neuron];
    }

    @Override
    public double parameter(String name) {
        return parameters.applyAsDouble(name);
    }
}
