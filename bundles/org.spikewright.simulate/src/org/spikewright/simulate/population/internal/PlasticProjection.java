package org.spikewright.simulate.population.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.SynapseKernel;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Normalisation;
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
    /** The population whose spikes are the third factor, if there is one. */
    final Optional<FactorSource> factor;

    /** The neurons whose spikes are the third factor: global numbers from {@code first} to, but without, {@code end}. */
    record FactorSource(int first, int end, double decay, double scale) {
    }

    PlasticProjection(StaticProjection connections, PopulationNetwork network, Partitioning division, PopulationTask task,
            Kernels compiler) {
        double dt = task.dt();
        this.connections = connections;
        this.program = connections.projection.plasticity().orElseThrow();
        this.kernel = compiler.of(program, dt);
        this.period = program.clock().stream().mapToLong(clock -> clock.steps(dt)).findFirst();
        this.interval = program.normalisation().stream().mapToLong(normalisation -> normalisation.steps(dt)).findFirst();
        this.factor = program.modulator().map(modulator -> {
            int population = network.populations().indexOf(network.population(modulator.population()));
            int first = division.number(population);
            return new FactorSource(first, first + network.populations().get(population).size(), Math.exp(-dt / modulator.tau()),
                    modulator.scale());
        });
    }

    /** How far weights may grow beyond those at the start where the rule says nothing about their size. */
    private static final double ROOM = 64;

    /**
     * The largest value that a synapse can transmit. It bounds sums, which are whole numbers; a run in which a synapse would
     * transmit more fails.
     *
     * @param largest the largest weight at the start, without its sign
     */
    double most(double largest) {
        double bounds = Math.max(Math.abs(program.low()), Math.abs(program.high()));
        if (Double.isFinite(bounds)) {
            return bounds;
        }
        double stated = Double.isNaN(program.scale()) ? largestConstant() : program.scale();
        return Math.max(Math.max(ROOM * largest, largest == 0 ? ROOM * stated : stated),
                program.normalisation().map(Normalisation::total).orElse(0.0));
    }

    /** The largest number that stands in the rule, without its sign. */
    private double largestConstant() {
        double most = 0;
        List<Action> byClock = program.clock().map(SynapseProgram.Clock::actions).orElse(List.of());
        for (List<Action> actions : List.of(program.onPre(), program.onPost(), byClock)) {
            for (Action action : actions) {
                most = Math.max(most, largestConstant(action.value(), program.parameters()));
            }
        }
        return most;
    }

    /** The largest number that stands in a formula, without its sign. */
    private static double largestConstant(Expression formula, Map<String, Double> parameters) {
        return switch (formula) {
            case Expression.Constant(double value) -> Math.abs(value);
            case Expression.Symbol(String name) -> Math.abs(parameters.getOrDefault(name, 0.0));
            case Expression.Binary(_, Expression left, Expression right) -> Math.max(largestConstant(left, parameters),
                    largestConstant(right, parameters));
            case Expression.Call(_, List<Expression> arguments) -> arguments.stream()
                    .mapToDouble(argument -> largestConstant(argument, parameters)).max().orElse(0);
        };
    }
}
