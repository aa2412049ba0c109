package org.spikewright.compile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.spikewright.common.Location;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Model;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Network;
import org.spikewright.network.population.PopulationNetwork;

/** A network as a file declares it. */
public final class DeclaredNetwork {

    private final Network network;

    /** A network of a model. */
    public DeclaredNetwork(Network network) {
        this.network = network;
    }

    /** Its name; empty while there is none. */
    public String name() {
        return network.getName() == null ? "" : network.getName();
    }

    /** Where it is declared. */
    public Location location() {
        return SourceLocator.of(network);
    }

    /** Its layers with their shapes; empty if it has none, or something is wrong with them. */
    public Optional<org.spikewright.network.Network> layers() {
        return new Elaboration(DiagnosticSink.IGNORED).network(network);
    }

    /** Its populations; empty if it has none, or something is wrong with them. */
    public Optional<PopulationNetwork> populations() {
        return new Elaboration(DiagnosticSink.IGNORED).populations(network);
    }

    /** The step, in seconds, of the first job of the file that runs it and sets one. */
    public OptionalDouble step() {
        List<Declaration> declarations = network.eContainer() instanceof Model model ? model.getDeclarations() : List.of();
        return declarations.stream().filter(Job.class::isInstance).map(Job.class::cast).filter(job -> JobParts.network(job) == network)
                .flatMapToDouble(job -> Settings.of(job).quantity("step").stream()).findFirst();
    }
}
