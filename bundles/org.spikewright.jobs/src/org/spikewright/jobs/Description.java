package org.spikewright.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.spikewright.chip.Synapses;
import org.spikewright.compile.Elaboration;
import org.spikewright.compile.Problems;
import org.spikewright.language.ModelFile;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Operator;

/**
 * The size of a network, layer by layer.
 *
 * @param network its name
 * @param layers in order
 * @param parameters learnable numbers of all layers
 * @param neurons of all layers
 * @param synapses of all layers
 */
public record Description(String network, List<Row> layers, long parameters, long neurons, long synapses) {

    /**
     * One layer.
     *
     * @param name its name
     * @param operator what it does, for instance {@code dense} or a neuron's name
     * @param shape of what it sends on, for instance {@code [256]}
     * @param parameters learnable numbers
     * @param neurons neurons; 0 where it has none
     * @param synapses connections into its neurons
     */
    public record Row(String name, String operator, String shape, long parameters, long neurons, long synapses) {
    }

    /** The networks of a file, or the one of that name. */
    public static List<Description> of(ModelFile model, Optional<String> name) {
        Elaboration elaboration = new Elaboration(Problems.IGNORED, model::location);
        return model.model().stream().flatMap(file -> file.getDeclarations().stream())
                .filter(org.spikewright.model.network.Network.class::isInstance)
                .map(org.spikewright.model.network.Network.class::cast)
                .filter(network -> name.isEmpty() || name.get().equals(network.getName()))
                .flatMap(network -> elaboration.network(network).stream()).map(Description::of).toList();
    }

    private static Description of(Network network) {
        List<Row> rows = network.layers().stream().map(layer -> row(network, layer)).toList();
        return new Description(network.name(), rows, network.parameterCount(), rows.stream().mapToLong(Row::neurons).sum(),
                rows.stream().mapToLong(Row::synapses).sum());
    }

    private static Row row(Network network, Layer layer) {
        long parameters = layer.parameters(network).stream().mapToLong(parameter -> parameter.shape().size()).sum();
        boolean isNeurons = layer.operator() instanceof Operator.Neurons;
        long neurons = isNeurons ? layer.shape().size() : 0;
        long synapses = isNeurons ? neurons * Synapses.fanIn(network, layer) : 0;
        return new Row(layer.name(), word(layer.operator()), layer.shape().toString(), parameters, neurons, synapses);
    }

    private static String word(Operator operator) {
        return switch (operator) {
            case Operator.Neurons neurons -> neurons.program().name();
            case Operator.Elementwise elementwise -> elementwise.operator().sign();
            default -> operator.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }
}
