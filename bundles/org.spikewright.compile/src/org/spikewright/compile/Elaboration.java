package org.spikewright.compile;

import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.binding.Bindings;
import org.spikewright.chip.Chip;
import org.spikewright.model.network.Network;
import org.spikewright.network.Layer;
import org.spikewright.network.population.PopulationNetwork;

/**
 * The elaboration of model elements into plain Java. Each method returns the elaborated form, or nothing where the model is
 * wrong, having reported why.
 */
public final class Elaboration {

    private final Problems problems;
    private final Locations locations;
    private final Optional<Bindings> bindings;

    /**
     * An elaboration.
     *
     * @param problems takes what is wrong
     * @param locations where elements stand in the text, so that engines can point there
     */
    public Elaboration(Problems problems, Locations locations) {
        this(problems, locations, Optional.empty());
    }

    /**
     * An elaboration in which layer functions mean what those bindings say.
     *
     * @param problems takes what is wrong
     * @param locations where elements stand in the text
     */
    public Elaboration(Problems problems, Locations locations, Bindings bindings) {
        this(problems, locations, Optional.of(bindings));
    }

    private Elaboration(Problems problems, Locations locations, Optional<Bindings> bindings) {
        this.problems = problems;
        this.locations = locations;
        this.bindings = bindings;
    }

    /** The layers of a network with their shapes. */
    public Optional<org.spikewright.network.Network> network(Network model) {
        return new NetworkElaboration(problems, locations, bindings).network(model);
    }

    /** The populations of a network and their connections; empty if it has none. */
    public Optional<PopulationNetwork> populations(Network model) {
        return model.getPopulations().isEmpty() ? Optional.empty() : new PopulationElaboration(problems, model).network();
    }

    /** The layer that each input, stage and operator of a network becomes; what stands behind a mistake is missing. */
    public Map<EObject, Layer> stages(Network model) {
        NetworkElaboration elaboration = new NetworkElaboration(problems, locations, bindings);
        elaboration.network(model);
        return elaboration.stages();
    }

    /** How many numbers the layer of a stage stores; none if the stage became none. */
    public long parameters(Network model, EObject stage) {
        NetworkElaboration elaboration = new NetworkElaboration(problems, locations, bindings);
        elaboration.network(model);
        return elaboration.parameters(stage);
    }

    /** The topology, limits and costs of a chip. */
    public Optional<Chip> chip(org.spikewright.model.chip.Chip model) {
        return new ChipElaboration(problems, locations).chip(model);
    }
}
