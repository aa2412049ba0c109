package org.spikewright.simulate.population.internal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.SynapseKernel;
import org.spikewright.kernel.SynapseNoise;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.TimeGrid;
import org.spikewright.simulate.population.PopulationTask;

/** A plastic projection with its rule made ready. */
final class PlasticProjection {

    final StaticProjection connections;
    final SynapseProgram program;
    final SynapseKernel kernel;
    /** Steps from one tick of the rule's clock to the next, if it has one. */
    final OptionalLong period;
    /** Steps from one normalisation of the weights to the next, if they are normalised. */
    final OptionalLong interval;
    /** Steps from a spike of the target to what it does to the synapse, in the time in which spikes of the source arrive at the target. */
    final int back;
    /** The population whose spikes are the third factor, if there is one. */
    final Optional<FactorSource> factor;
    /** The random numbers of its rule. */
    final LongBinaryOperator[] noises;

    /** The population whose spikes are the third factor: global numbers from {@code first} to, but without, {@code end}. */
    record FactorSource(int population, int first, int end, double decay, double scale) {
    }

    PlasticProjection(StaticProjection connections, PopulationNetwork network, Partitioning division, PopulationTask task,
            Kernels compiler) {
        double dt = task.dt();
        this.connections = connections;
        this.program = connections.projection.plasticity().orElseThrow();
        this.kernel = compiler.of(program, dt);
        this.period = program.clock().stream().mapToLong(clock -> clock.steps(dt)).findFirst();
        this.interval = program.normalisation().stream().mapToLong(normalisation -> normalisation.steps(dt)).findFirst();
        this.back = 2 * (int) new TimeGrid(dt).nearest(program.dendritic());
        this.factor = program.modulator().map(modulator -> {
            int population = network.populations().indexOf(network.population(modulator.population()));
            int first = division.number(population);
            return new FactorSource(population, first, first + network.populations().get(population).size(), Math.exp(-dt / modulator.tau()),
                    modulator.scale());
        });
        this.noises = program.noises().stream().map(noise -> new SynapseNoise(RandomStream.of(task.seed(),
                "noise/" + connections.projection.name() + "/" + noise.stream()).nextLong(), noise.kind())).toArray(LongBinaryOperator[]::new);
    }
}
