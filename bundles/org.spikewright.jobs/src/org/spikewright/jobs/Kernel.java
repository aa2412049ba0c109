package org.spikewright.jobs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spikewright.common.Work;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.language.ModelFile;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;

/**
 * The code that neurons and plastic synapses are compiled to.
 *
 * @param step the length of the time step that it is made for, in seconds
 * @param source Java, to be read
 */
public record Kernel(double step, String source) {

    private static final double DEFAULT_STEP = 1e-3;

    /**
     * The kernel of a population, of the plastic synapses of a connection, or of a layer of neurons, for the step of the first job that runs the network.
     *
     * @param network its name; empty for any network of the file
     * @param name of the population, connection or layer
     * @return nothing if there is none of that name
     */
    public static Optional<Kernel> of(ModelFile model, Optional<String> network, String name) {
        return model.networks().stream().filter(one -> network.isEmpty() || network.get().equals(one.name())).flatMap(one -> {
            double step = one.step().orElse(DEFAULT_STEP);
            return Stream.concat(one.populations().stream().flatMap(populations -> Stream.concat(
                    population(populations, name, step).stream(), synapses(populations, name, step).stream())),
                    one.layers().stream().flatMap(layers -> layer(layers, name, step).stream()));
        }).findFirst();
    }

    private static Optional<Kernel> population(PopulationNetwork network, String name, double step) {
        if (network.populations().stream().noneMatch(one -> one.name().equals(name) && one.program().isPresent())) {
            return Optional.empty();
        }
        PopulationNetwork unconnected = new PopulationNetwork(network.name(), network.populations(), List.of(), network.drives());
        try (PopulationSimulation simulation = PopulationSimulation.open(
                new PopulationTask(name, unconnected, step, 1, 1, List.of()), Work.NONE)) {
            return Optional.of(new Kernel(step, simulation.kernelSource(name)));
        }
    }

    private static Optional<Kernel> synapses(PopulationNetwork network, String name, double step) {
        return network.projections().stream().filter(one -> one.name().equals(name)).flatMap(one -> one.plasticity().stream()).findFirst()
                .map(program -> new Kernel(step, Kernels.best().of(program, step).source()));
    }

    private static Optional<Kernel> layer(Network network, String name, double step) {
        return network.layers().stream().filter(layer -> layer.name().equals(name)).map(Layer::operator)
                .filter(Neurons.class::isInstance).map(Neurons.class::cast).findFirst()
                .map(neurons -> new Kernel(step, Kernels.best().of(Discretiser.of(neurons.program(), step), false).source()));
    }
}
