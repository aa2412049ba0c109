package org.spikewright.jobs.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationOutline.Kind;
import org.spikewright.record.PopulationOutline.Sampled;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.RecorderRequest;

/**
 * What a job records of populations: for the simulation, and as the record outlines it.
 *
 * @param recorders those of spikes, then those of all that is sampled
 * @param populations whose spikes are recorded, in the order of the network
 * @param sampled in the order of its recorders
 */
record Recorded(List<Recorder> recorders, List<PopulationOutline.Population> populations, List<Sampled> sampled) {

    /**
     * What a job asks for; all spikes of all populations where it asks for none.
     *
     * @param requests what stands after {@code record}
     * @param units of the states of each population, by its name and theirs
     * @param step length of a time step in seconds
     * @throws IllegalArgumentException if something is asked for that is not there
     */
    static Recorded of(List<RecorderRequest> requests, Map<String, Map<String, String>> units, PopulationNetwork network, double step) {
        List<Recorder> all = requests.stream().flatMap(request -> request.in(network).stream()).toList();
        List<Recorder.Spikes> spikes = new ArrayList<>(all.stream().filter(Recorder.Spikes.class::isInstance)
                .map(Recorder.Spikes.class::cast).toList());
        if (spikes.isEmpty()) {
            network.populations().forEach(population -> spikes.add(new Recorder.Spikes(population.name(), Selection.ALL)));
        }
        List<PopulationOutline.Population> populations = new ArrayList<>();
        List<Recorder> recorders = new ArrayList<>();
        for (Population population : network.populations()) {
            List<Recorder.Spikes> own = spikes.stream().filter(one -> one.of().equals(population.name())).toList();
            if (!own.isEmpty()) {
                recorders.addAll(own);
                populations.add(new PopulationOutline.Population(population.name(), population.size(), own.stream()
                        .flatMapToInt(one -> Arrays.stream(one.selection().indices(population.size()))).distinct().sorted().boxed().toList()));
            }
        }
        List<Sampled> sampled = new ArrayList<>();
        for (Recorder recorder : all) {
            if (!(recorder instanceof Recorder.Spikes)) {
                recorders.add(recorder);
                sampled.add(outline(recorder, units, network, step));
            }
        }
        return new Recorded(List.copyOf(recorders), List.copyOf(populations), List.copyOf(sampled));
    }

    /**
     * What is sampled, of no more weights than there are.
     *
     * @param synapses of each connection that learns, by name
     */
    List<Sampled> sampled(Map<String, Integer> synapses) {
        return sampled.stream().map(one -> one.kind() == Kind.WEIGHT && one.width() > synapses.get(one.of())
                ? new Sampled(one.kind(), one.name(), one.of(), one.unit(), one.interval(), Arrays.copyOf(one.indices(), synapses.get(one.of())))
                : one).toList();
    }

    private static Sampled outline(Recorder recorder, Map<String, Map<String, String>> units, PopulationNetwork network, double step) {
        return switch (recorder) {
            case Recorder.States(String of, String state, Selection selection, double interval) -> new Sampled(Kind.STATE, state, of,
                    units.getOrDefault(of, Map.of()).getOrDefault(state, ""), Recorder.steps(interval, step), selection.indices(network.population(of).size()));
            case Recorder.Rates(String of, double bin) -> new Sampled(Kind.RATE, "rate", of, "Hz", Recorder.steps(bin, step), new int[0]);
            case Recorder.Weights(String of, int count, double interval) ->
                new Sampled(Kind.WEIGHT, "w", of, "", Recorder.steps(interval, step), IntStream.range(0, count).toArray());
            case Recorder.Spikes spikes -> throw new IllegalArgumentException("spikes of " + spikes.of() + " are not sampled");
        };
    }
}
