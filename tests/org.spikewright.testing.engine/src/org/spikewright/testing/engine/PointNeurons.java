package org.spikewright.testing.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.NeuronProgram.Receptor;
import org.spikewright.network.equation.NeuronProgram.Refractoriness;
import org.spikewright.network.equation.NeuronProgram.Spike;
import org.spikewright.network.equation.NeuronProgram.State;
import org.spikewright.network.equation.Solver;

/** Neurons of populations as a compiled model has them; SI units. */
public final class PointNeurons {

    private PointNeurons() {
    }

    /** Leaky, each arriving weight added to the potential; rest and reset 0, held while refractory. */
    public static NeuronProgram delta(double tau, double threshold, double refractory) {
        return new NeuronProgram("Delta", Map.of(),
                List.of(new State("v", 0, new Change.Rate(v().over(number(-tau))))), List.of(Receptor.into("in", "v")),
                List.of(new Spike(v().minus(number(threshold)), Expression.ONE, Map.of("v", Expression.ZERO))), v(),
                List.of(), held(refractory), new Solver.Automatic());
    }

    /** Leaky with a current that jumps and decays: C v' = -C v / tau + I, I' = -I / tauSyn; potentials from rest. */
    public static NeuronProgram exponential(double tau, double tauSyn, double capacity, double threshold,
            double refractory) {
        Expression rate = v().over(number(-tau)).plus(symbol("I").plus(symbol("current")).over(number(capacity)));
        return new NeuronProgram("Exponential", Map.of(),
                List.of(new State("v", 0, new Change.Rate(rate)),
                        new State("I", 0, new Change.Rate(symbol("I").over(number(-tauSyn))))),
                List.of(Receptor.into("in", "I"), Receptor.held("current")),
                List.of(new Spike(v().minus(number(threshold)), Expression.ONE, Map.of("v", Expression.ZERO))), v(),
                List.of(), held(refractory), new Solver.Automatic());
    }

    /** Leaky with a current of the form t exp(-t / tauSyn) whose peak is the weight. */
    public static NeuronProgram alpha(double tau, double tauSyn, double capacity, double threshold,
            double refractory) {
        Expression rate = v().over(number(-tau)).plus(symbol("I").plus(symbol("current")).over(number(capacity)));
        return new NeuronProgram("Alpha", Map.of(),
                List.of(new State("v", 0, new Change.Rate(rate)),
                        new State("I", 0, new Change.Rate(symbol("dI").minus(symbol("I").over(number(tauSyn))))),
                        new State("dI", 0, new Change.Rate(symbol("dI").over(number(-tauSyn))))),
                List.of(new Receptor("in", Map.of("dI", symbol("in").times(number(Math.E / tauSyn)))),
                        Receptor.held("current")),
                List.of(new Spike(v().minus(number(threshold)), Expression.ONE, Map.of("v", Expression.ZERO))), v(),
                List.of(), held(refractory), new Solver.Automatic());
    }

    private static Optional<Refractoriness> held(double seconds) {
        return Optional.of(new Refractoriness(number(seconds), Set.of("v")));
    }

    private static Expression v() {
        return symbol("v");
    }

    private static Expression symbol(String name) {
        return Expression.symbol(name);
    }

    private static Expression number(double value) {
        return Expression.of(value);
    }
}
