package org.spikewright.jobs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.spikewright.common.Finding;
import org.spikewright.language.ModelFile;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Wiring;
import org.spikewright.network.operator.OperationCount;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;

/**
 * The size of a network, layer by layer or population by population.
 *
 * @param network its name
 * @param layers in order
 * @param parameters learnable numbers of all layers; those that layers share count once
 * @param stored all numbers that are stored, learnable or not
 * @param neurons of all layers
 * @param synapses of all layers; where a rule draws them, the number that is expected
 * @param operations of all layers in one step, were nothing sparse; see {@link OperationCount}
 */
public record Description(String network, List<Row> layers, long parameters, long stored, long neurons, long synapses,
        long operations) {

    /**
     * One layer or population.
     *
     * @param name its name
     * @param operator what it does, for instance {@code dense} or a neuron's name
     * @param shape of what it sends on, for instance {@code [256]}
     * @param parameters learnable numbers; those that several layers share stand with the first of them
     * @param stored numbers that are stored, learnable or not
     * @param neurons neurons; 0 where it has none
     * @param synapses connections into its neurons
     * @param operations in one step
     */
    public record Row(String name, String operator, String shape, long parameters, long stored, long neurons, long synapses,
            long operations) {
    }

    /** What there is to say about the network of that name and all that it needs, or about the whole file. */
    public static List<Finding> findings(ModelFile model, Optional<String> name) {
        return model.checkOnly(name.stream().toList());
    }

    /** The networks of a file, or the one of that name. */
    public static List<Description> of(ModelFile model, Optional<String> name) {
        return model.networks().stream().filter(network -> name.isEmpty() || name.get().equals(network.name()))
                .flatMap(network -> Stream.concat(network.populations().stream().map(Description::of), network.layers().stream().map(Description::of)))
                .toList();
    }

    private static Description of(Network network) {
        Set<String> seen = new HashSet<>();
        Wiring wiring = Wiring.ofWeights(network);
        List<Row> rows = network.layers().stream().map(layer -> row(network, wiring, layer, seen)).toList();
        return new Description(network.name(), rows, network.parameterCount(), count(network.stored(), _ -> true), sum(rows, Row::neurons),
                sum(rows, Row::synapses), sum(rows, Row::operations));
    }

    private static Description of(PopulationNetwork network) {
        List<Row> rows = new ArrayList<>();
        for (Population population : network.populations()) {
            long synapses = network.projections().stream().filter(projection -> projection.target().equals(population.name()))
                    .mapToLong(projection -> network.synapses(projection).expected()).sum();
            rows.add(new Row(population.name(), population.program().map(program -> program.name()).orElse("source"),
                    "[" + population.size() + "]", 0, 0, population.size(), synapses, population.program()
                            .map(program -> program.operations() * population.size()).orElse(0L)));
        }
        return new Description(network.name(), List.copyOf(rows), 0, 0, network.neurons(), network.synapses().expected(),
                sum(rows, Row::operations));
    }

    private static long sum(List<Row> rows, ToLongFunction<Row> column) {
        return rows.stream().mapToLong(column).sum();
    }

    private static long count(List<Parameter> parameters, java.util.function.Predicate<Parameter> which) {
        return parameters.stream().filter(which).mapToLong(parameter -> parameter.shape().size()).sum();
    }

    /** A layer's row; numbers that several layers share stand in the first of their rows. */
    private static Row row(Network network, Wiring wiring, Layer layer, Set<String> seen) {
        List<Parameter> parameters = layer.parameters(network).stream().filter(parameter -> seen.add(parameter.name())).toList();
        boolean isNeurons = layer.operator().isNeurons();
        long neurons = isNeurons ? layer.shape().size() : 0;
        long synapses = isNeurons ? wiring.into(layer).synapses() : 0;
        return new Row(layer.name(), layer.operator().label(), layer.shape().toString(), count(parameters, Parameter::learned),
                count(parameters, _ -> true), neurons, synapses, layer.operations(network).total());
    }
}
