package org.spikewright.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.NeuronProgram.Receptor;
import org.spikewright.network.equation.NeuronProgram.Refractoriness;
import org.spikewright.network.equation.NeuronProgram.Spike;
import org.spikewright.network.equation.NeuronProgram.State;
import org.spikewright.network.equation.Solver;

/** The neurons of the networks that are measured, as a compiled model has them; SI units. */
final class PopulationNeurons {

    private static final Expression V = Expression.symbol("v");

    private PopulationNeurons() {
    }

    /** Leaky, each weight added to the potential; rest and reset 0. */
    static NeuronProgram delta() {
        return neuron("Delta", List.of(new State("v", 0, rate(V.over(number(-20e-3))))), List.of(Receptor.into("in", "v")),
                spike(20e-3, Map.of("v", number(0))), 2e-3, Set.of("v"));
    }

    /** Brette et al., J. Comput. Neurosci. 23, 2007, the current-based benchmark as Brian's example has it. */
    static NeuronProgram cuba() {
        Expression drift = symbol("ge").plus(symbol("gi")).minus(V.minus(number(-49e-3))).over(number(20e-3));
        return neuron("Cuba",
                List.of(new State("v", -60e-3, rate(drift)), new State("ge", 0, rate(symbol("ge").over(number(-5e-3)))),
                        new State("gi", 0, rate(symbol("gi").over(number(-10e-3))))),
                List.of(Receptor.into("excitation", "ge"), Receptor.into("inhibition", "gi")),
                spike(-50e-3, Map.of("v", number(-60e-3))), 5e-3, Set.of("v"));
    }

    /** The same paper's benchmark of Hodgkin–Huxley neurons, as Brian's example has it, with its solver; rates in 1/s. */
    static NeuronProgram cobahh() {
        double area = 20000e-12;
        Expression shifted = V.plus(number(63e-3));
        Expression am = number(1280).over(exprel(number(13e-3).minus(shifted).over(number(4e-3))));
        Expression bm = number(1400).over(exprel(shifted.minus(number(40e-3)).over(number(5e-3))));
        Expression ah = number(128).times(exp(number(17e-3).minus(shifted).over(number(18e-3))));
        Expression bh = number(4000).over(number(1).plus(exp(number(40e-3).minus(shifted).over(number(5e-3)))));
        Expression an = number(160).over(exprel(number(15e-3).minus(shifted).over(number(5e-3))));
        Expression bn = number(500).times(exp(number(10e-3).minus(shifted).over(number(40e-3))));
        Expression current = number(0.5 * area).times(number(-60e-3).minus(V))
                .plus(symbol("ge").times(number(0).minus(V))).plus(symbol("gi").times(number(-80e-3).minus(V)))
                .minus(number(1000 * area).times(symbol("m").power(3)).times(symbol("h")).times(V.minus(number(50e-3))))
                .minus(number(300 * area).times(symbol("n").power(4)).times(V.minus(number(-90e-3))));
        NeuronProgram neuron = neuron("Cobahh",
                List.of(new State("v", -60e-3, rate(current.over(number(0.01 * area)))), gate("m", am, bm),
                        gate("n", an, bn), gate("h", ah, bh),
                        new State("ge", 0, rate(symbol("ge").over(number(-5e-3)))),
                        new State("gi", 0, rate(symbol("gi").over(number(-10e-3))))),
                List.of(Receptor.into("excitation", "ge"), Receptor.into("inhibition", "gi")),
                spike(-20e-3, Map.of()), 3e-3, Set.of());
        return new NeuronProgram(neuron.name(), neuron.parameters(), neuron.states(), neuron.receptors(), neuron.events(), neuron.output(),
                neuron.noises(), neuron.refractoriness(), new Solver.ExponentialEuler());
    }

    /** What a user may write: potential, current and adaptation, of which a spike resets two in its own way. */
    static NeuronProgram user() {
        Expression drift = symbol("I").minus(symbol("a")).minus(V).over(number(20e-3));
        return neuron("User",
                List.of(new State("v", 0, rate(drift)), new State("I", 0, rate(symbol("I").over(number(-5e-3)))),
                        new State("a", 0, rate(number(0.1).times(V).minus(symbol("a")).over(number(100e-3))))),
                List.of(Receptor.into("in", "I")),
                spike(20e-3, Map.of("v", number(0.5).times(V).minus(number(10e-3)), "a",
                        symbol("a").plus(number(1e-3)))),
                2e-3, Set.of("v"));
    }

    private static NeuronProgram neuron(String name, List<State> states, List<Receptor> receptors, Spike spike,
            double refractory, Set<String> held) {
        return new NeuronProgram(name, Map.of(), states, receptors, List.of(spike), V, List.of(),
                Optional.of(new Refractoriness(number(refractory), held)), new Solver.Automatic());
    }

    private static Spike spike(double threshold, Map<String, Expression> resets) {
        return new Spike(V.minus(number(threshold)), Expression.ONE, resets);
    }

    private static State gate(String name, Expression opening, Expression closing) {
        Expression open = symbol(name);
        return new State(name, 0, rate(opening.times(number(1).minus(open)).minus(closing.times(open))));
    }

    private static Change rate(Expression expression) {
        return new Change.Rate(expression);
    }

    private static Expression exp(Expression x) {
        return Expression.call(Function.EXP, List.of(x));
    }

    private static Expression exprel(Expression x) {
        return Expression.call(Function.EXPREL, List.of(x));
    }

    private static Expression symbol(String name) {
        return Expression.symbol(name);
    }

    private static Expression number(double value) {
        return Expression.of(value);
    }
}
