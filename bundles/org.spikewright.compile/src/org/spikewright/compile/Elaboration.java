package org.spikewright.compile;

import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.chip.Chip;
import org.spikewright.common.binding.Bindings;
import org.spikewright.model.network.Network;
import org.spikewright.network.Layer;
import org.spikewright.network.population.PopulationNetwork;

/**
 * The elaboration of model elements into plain Java. Each method returns the elaborated form, or nothing where the model is
 * wrong, having reported why. What was elaborated before, and has not changed, is not elaborated again.
 */
public final class Elaboration {

    private final DiagnosticSink problems;
    private final Optional<Bindings> bindings;

    /**
     * An elaboration.
     *
     * @param problems takes what is wrong
     */
    public Elaboration(DiagnosticSink problems) {
        this(problems, Optional.empty());
    }

    /**
     * An elaboration in which layer functions mean what those bindings say; it keeps nothing.
     *
     * @param problems takes what is wrong
     */
    public Elaboration(DiagnosticSink problems, Bindings bindings) {
        this(problems, Optional.of(bindings));
    }

    private Elaboration(DiagnosticSink problems, Optional<Bindings> bindings) {
        this.problems = problems;
        this.bindings = bindings;
    }

    /** The layers of a network with their shapes. */
    public Optional<org.spikewright.network.Network> network(Network model) {
        return layers(model).whole();
    }

    /** The populations of a network and their connections; empty if it has none. */
    public Optional<PopulationNetwork> populations(Network model) {
        return model.getPopulations().isEmpty() ? Optional.empty() : Elaborations.of(model).populations(model, problems).saying(problems);
    }

    /** The layer that each input, stage and operator of a network becomes; what stands behind a mistake is missing. */
    public Map<EObject, Layer> stages(Network model) {
        return layers(model).stages();
    }

    /** How many numbers the layer of a stage stores; none if the stage became none. */
    public long parameters(Network model, EObject stage) {
        return layers(model).parameters().apply(stage);
    }

    /** The topology, limits and costs of a chip. */
    public Optional<Chip> chip(org.spikewright.model.chip.Chip model) {
        return Elaborations.of(model).chip(model, problems).saying(problems);
    }

    private Elaborations.Layers layers(Network model) {
        return bindings.map(own -> Elaborations.layers(model, new NetworkElaboration(problems, Optional.of(own))))
                .orElseGet(() -> Elaborations.of(model).layers(model, problems).saying(problems));
    }
}
