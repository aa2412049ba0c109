package org.spikewright.jobs.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spikewright.common.Dimension;
import org.spikewright.common.Unit;
import org.spikewright.compile.Call;
import org.spikewright.compile.Type;
import org.spikewright.model.network.Network;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationOutline.Kind;
import org.spikewright.record.PopulationOutline.Sampled;
import org.spikewright.simulate.population.Recorder;

/**
 * What a job records of populations: for the simulation, and as the record outlines it.
 *
 * @param recorders those of spikes, then those of all that is sampled
 * @param populations whose spikes are recorded, in the order of the network
 * @param sampled in the order of its recorders
 */
record Recorded(List<Recorder> recorders, List<PopulationOutline.Population> populations, List<Sampled> sampled) {

    private static final String SPIKES = "spikes";

    /**
     * What a job asks for; all spikes of all populations where it names none.
     *
     * @param calls what stands after {@code record}
     * @param model the network as it is written, for the units of its states
     * @param step length of a time step in seconds
     * @throws IllegalArgumentException if something is asked for that is not there
     */
    static Recorded of(List<Call> calls, Network model, PopulationNetwork network, double step) {
        List<Recorder> spikes = new ArrayList<>();
        List<PopulationOutline.Population> populations = new ArrayList<>();
        boolean all = calls.stream().noneMatch(call -> call.function().equals(SPIKES));
        for (Population population : network.populations()) {
            List<Selection> selections = all ? List.of(Selection.ALL) : calls.stream().filter(call -> call.function().equals(SPIKES)
                    && call.text("recorded").equals(population.name())).map(call -> selection(call, population)).toList();
            if (!selections.isEmpty()) {
                selections.forEach(selection -> spikes.add(new Recorder.Spikes(population.name(), selection)));
                populations.add(new PopulationOutline.Population(population.name(), population.size(), selections.stream()
                        .flatMapToInt(selection -> Arrays.stream(selection.indices(population.size()))).distinct().sorted().boxed().toList()));
            }
        }
        List<Recorder> recorders = new ArrayList<>(spikes);
        List<Sampled> sampled = new ArrayList<>();
        for (Call call : calls) {
            for (Recorder recorder : sampled(call, network)) {
                recorders.add(recorder);
                sampled.add(outline(recorder, model, network, step));
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

    private static List<Recorder> sampled(Call call, PopulationNetwork network) {
        return switch (call.function()) {
            case SPIKES -> List.of();
            case "states" -> {
                Population population = network.population(call.text("recorded"));
                yield List.of(new Recorder.States(population.name(), call.text("watched"), selection(call, population),
                        call.number("interval")));
            }
            case "rates" -> List.of(new Recorder.Rates(call.text("recorded"), call.number("bin")));
            case "weights" -> {
                List<Projection> learning = network.projections().stream().filter(projection -> projection.plasticity().isPresent()
                        && projection.source().equals(call.text("source")) && projection.target().equals(call.text("target"))).toList();
                if (learning.isEmpty()) {
                    throw new IllegalArgumentException("no connection from '" + call.text("source") + "' to '" + call.text("target")
                            + "' learns, so that its weights cannot be recorded over time");
                }
                yield learning.stream().<Recorder>map(projection -> new Recorder.Weights(projection.name(), call.count("count"),
                        call.number("interval"))).toList();
            }
            default -> throw new IllegalArgumentException("nothing records " + call.function());
        };
    }

    private static Selection selection(Call call, Population population) {
        int first = call.count("first");
        int each = Math.max(1, call.count("each"));
        long end = call.count("count") == 0 ? population.size() : first + (long) each * call.count("count");
        if (first >= population.size()) {
            throw new IllegalArgumentException("population '" + population.name() + "' has " + population.size()
                    + " neurons, counted from 0, so that none can be recorded from " + first + " on");
        }
        return new Selection(first, (int) Math.min(end, population.size()), each);
    }

    private static Sampled outline(Recorder recorder, Network model, PopulationNetwork network, double step) {
        return switch (recorder) {
            case Recorder.States(String of, String state, Selection selection, double interval) -> new Sampled(Kind.STATE, state, of,
                    unit(model, of, state), Recorder.steps(interval, step), selection.indices(network.population(of).size()));
            case Recorder.Rates(String of, double bin) -> new Sampled(Kind.RATE, "rate", of, "Hz", Recorder.steps(bin, step), new int[0]);
            case Recorder.Weights(String of, int count, double interval) ->
                new Sampled(Kind.WEIGHT, "w", of, "", Recorder.steps(interval, step), IntStream.range(0, count).toArray());
            case Recorder.Spikes spikes -> throw new IllegalArgumentException("spikes of " + spikes.of() + " are not sampled");
        };
    }

    /** The SI unit of a state, as it is declared. */
    private static String unit(Network model, String population, String state) {
        return model.getPopulations().stream().filter(one -> population.equals(one.getName())).findFirst()
                .map(org.spikewright.model.network.Population::getNeuron).map(neuron -> neuron.getTarget())
                .filter(Dynamics.class::isInstance)
                .flatMap(neuron -> ((Dynamics) neuron).getStates().stream().filter(one -> state.equals(one.getName())).findFirst())
                .flatMap(one -> Type.of(one.getType())).map(Type::dimension).filter(dimension -> !dimension.equals(Dimension.NONE))
                .flatMap(Unit::coherent).map(Unit::symbol).orElse("");
    }
}
