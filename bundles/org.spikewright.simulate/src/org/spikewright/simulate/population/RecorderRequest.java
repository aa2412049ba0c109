package org.spikewright.simulate.population;

import java.util.List;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;

/** What a model asks to be recorded; what that is follows from the network. */
public interface RecorderRequest {

    /**
     * The recorders in a network.
     *
     * @throws IllegalArgumentException if what is asked for is not there; the message says why
     */
    List<Recorder> in(PopulationNetwork network);

    /**
     * Every n-th neuron of a population from the first on.
     *
     * @param count how many; all that follow if 0
     */
    record Neurons(String population, int first, int count, int each) {

        Selection of(Population whole) {
            if (first >= whole.size()) {
                throw new IllegalArgumentException("population '" + population + "' has " + whole.size()
                        + " neurons, counted from 0, so that none can be recorded from " + first + " on");
            }
            long end = count == 0 ? whole.size() : first + (long) each * count;
            return new Selection(first, (int) Math.min(end, whole.size()), each);
        }
    }

    /** The spikes of some neurons. */
    record Spikes(Neurons neurons) implements RecorderRequest {

        @Override
        public List<Recorder> in(PopulationNetwork network) {
            return List.of(new Recorder.Spikes(neurons.population(), neurons.of(network.population(neurons.population()))));
        }
    }

    /** A state of some neurons, in intervals of so many seconds. */
    record States(Neurons neurons, String state, double interval) implements RecorderRequest {

        @Override
        public List<Recorder> in(PopulationNetwork network) {
            return List.of(new Recorder.States(neurons.population(), state, neurons.of(network.population(neurons.population())), interval));
        }
    }

    /** How often a population fires, in bins of so many seconds. */
    record Rates(String population, double bin) implements RecorderRequest {

        @Override
        public List<Recorder> in(PopulationNetwork network) {
            return List.of(new Recorder.Rates(population, bin));
        }
    }

    /** The first weights of all projections from one population to another that learn, in intervals of so many seconds. */
    record Weights(String source, String target, int count, double interval) implements RecorderRequest {

        @Override
        public List<Recorder> in(PopulationNetwork network) {
            List<Projection> learning = network.projections().stream().filter(projection -> projection.plasticity().isPresent()
                    && projection.source().equals(source) && projection.target().equals(target)).toList();
            if (learning.isEmpty()) {
                throw new IllegalArgumentException("no connection from '" + source + "' to '" + target
                        + "' learns, so that its weights cannot be recorded over time");
            }
            return learning.stream().<Recorder>map(projection -> new Recorder.Weights(projection.name(), count, interval)).toList();
        }
    }
}
