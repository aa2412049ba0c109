package org.spikewright.simulate.population;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.spikewright.network.population.Ends;
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
     * Every n-th neuron of a population, or of a group counted through its parts, from the first on.
     *
     * @param count how many; all that follow if 0
     */
    record Neurons(String population, int first, int count, int each) {

        /** The recorders of these neurons, one for each population. */
        List<Recorder> in(PopulationNetwork network, BiFunction<String, Selection, Recorder> recorder) {
            List<Recorder> recorders = new ArrayList<>();
            int before = 0;
            for (Ends.Part part : network.parts(population)) {
                int[] members = part.selection().indices(network.population(part.population()).size());
                List<Integer> chosen = new ArrayList<>();
                for (int k = 0; k < members.length; k++) {
                    int number = before + k - first;
                    if (number >= 0 && number % each == 0 && (count == 0 || number / each < count)) {
                        chosen.add(members[k]);
                    }
                }
                before += members.length;
                if (!chosen.isEmpty()) {
                    recorders.add(recorder.apply(part.population(), regular(chosen)));
                }
            }
            if (recorders.isEmpty()) {
                throw new IllegalArgumentException("population '" + population + "' has " + before
                        + " neurons, counted from 0, so that none can be recorded from " + first + " on");
            }
            return recorders;
        }

        /** Neurons at equal distances as a range. */
        private static Selection regular(List<Integer> neurons) {
            int every = neurons.size() == 1 ? 1 : neurons.get(1) - neurons.getFirst();
            for (int k = 1; k < neurons.size(); k++) {
                if (neurons.get(k) - neurons.get(k - 1) != every) {
                    return Selection.of(neurons);
                }
            }
            return new Selection(neurons.getFirst(), neurons.getLast() + 1, every);
        }
    }

    /** The spikes of some neurons. */
    record Spikes(Neurons neurons) implements RecorderRequest {

        @Override
        public List<Recorder> in(PopulationNetwork network) {
            return neurons.in(network, Recorder.Spikes::new);
        }
    }

    /** A state of some neurons, in intervals of so many seconds. */
    record States(Neurons neurons, String state, double interval) implements RecorderRequest {

        @Override
        public List<Recorder> in(PopulationNetwork network) {
            return neurons.in(network, (population, selection) -> new Recorder.States(population, state, selection, interval));
        }
    }

    /** How often a population or a group fires, in bins of so many seconds. */
    record Rates(String population, double bin) implements RecorderRequest {

        @Override
        public List<Recorder> in(PopulationNetwork network) {
            network.parts(population);
            return List.of(new Recorder.Rates(population, bin));
        }
    }

    /** The first weights of all projections from one population or group to another that learn, in intervals of so many seconds. */
    record Weights(String source, String target, int count, double interval) implements RecorderRequest {

        @Override
        public List<Recorder> in(PopulationNetwork network) {
            List<Projection> learning = network.projections().stream().filter(projection -> projection.plasticity().isPresent()
                    && isOf(network, projection.source(), source) && isOf(network, projection.target(), target)).toList();
            if (learning.isEmpty()) {
                throw new IllegalArgumentException("no connection from '" + source + "' to '" + target
                        + "' learns, so that its weights cannot be recorded over time");
            }
            return learning.stream().<Recorder>map(projection -> new Recorder.Weights(projection.name(), count, interval)).toList();
        }

        private static boolean isOf(PopulationNetwork network, String population, String named) {
            return network.parts(named).stream().anyMatch(part -> part.population().equals(population));
        }
    }
}
