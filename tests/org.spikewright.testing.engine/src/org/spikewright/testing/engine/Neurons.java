package org.spikewright.testing.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.NeuronProgram.Change;
import org.spikewright.network.equation.NeuronProgram.Spike;
import org.spikewright.network.equation.NeuronProgram.State;

/** Neurons as a compiled model has them. */
public final class Neurons {

    private Neurons() {
    }

    /** {@code tau dv/dt = I - v}, spike when {@code v > theta}, reset {@code v -= theta}, surrogate atan(2). */
    public static NeuronProgram leaky(double tau, double theta) {
        return new NeuronProgram("Leaky", Map.of("tau", tau, "theta", theta), List.of(new State("v", 0, leak())),
                List.of("I"), Optional.of(new Spike(symbol("v").minus(symbol("theta")), atan(2),
                        Map.of("v", symbol("v").minus(symbol("theta"))))),
                symbol("v"));
    }

    /** {@code tau dv/dt = I - v}, which never spikes and sends on {@code v}. */
    public static NeuronProgram integrator(double tau) {
        return new NeuronProgram("Integrator", Map.of("tau", tau), List.of(new State("v", 0, leak())), List.of("I"),
                Optional.empty(), symbol("v"));
    }

    /** {@code v[t] = 0.9 v[t-1] + I}, spike when {@code v > 1}, reset {@code v -= 1}, surrogate atan(2). */
    public static NeuronProgram discrete() {
        Expression next = Expression.of(0.9).times(symbol("v")).plus(symbol("I"));
        return new NeuronProgram("Discrete", Map.of(), List.of(new State("v", 0, new Change.Next(next))), List.of("I"),
                Optional.of(new Spike(symbol("v").minus(Expression.ONE), atan(2),
                        Map.of("v", symbol("v").minus(Expression.ONE)))),
                symbol("v"));
    }

    /** Izhikevich's neuron in mV and ms, times the time constants: quadratic, with a recovery state. */
    public static NeuronProgram izhikevich() {
        Expression v = symbol("v");
        Expression rate = Expression.of(0.04).times(v.power(2)).plus(Expression.of(5).times(v)).plus(Expression.of(140))
                .minus(symbol("u")).plus(symbol("I")).times(Expression.of(1000));
        Expression recovery = Expression.of(20).times(Expression.of(0.2).times(v).minus(symbol("u")));
        return new NeuronProgram("Izhikevich", Map.of(),
                List.of(new State("v", -65, new Change.Rate(rate)), new State("u", -13, new Change.Rate(recovery))),
                List.of("I"), Optional.of(new Spike(v.minus(Expression.of(30)), atan(0.1),
                        Map.of("v", Expression.of(-65), "u", symbol("u").plus(Expression.of(8))))),
                v);
    }

    /** A leaky neuron that rests for three steps after a spike: a counter, a reset that sets, a condition. */
    public static NeuronProgram refractory() {
        Expression resting = Expression.call(Function.WHERE,
                List.of(symbol("rest"), Expression.ZERO, Expression.of(0.8).times(symbol("v")).plus(symbol("I"))));
        Expression count = Expression.call(Function.MAX,
                List.of(symbol("rest").minus(Expression.ONE), Expression.ZERO));
        return new NeuronProgram("Refractory", Map.of(),
                List.of(new State("v", 0, new Change.Next(resting)), new State("rest", 0, new Change.Next(count))),
                List.of("I"), Optional.of(new Spike(symbol("v").minus(Expression.ONE), atan(2),
                        Map.of("v", Expression.ZERO, "rest", Expression.of(3)))),
                symbol("v"));
    }

    /** Two coupled smooth states and a smooth output: every derivative exists. */
    public static NeuronProgram smooth() {
        Expression fired = Expression.call(Function.SIGMOID,
                List.of(Expression.of(4).times(symbol("v").minus(Expression.ONE))));
        Expression v = Expression.of(0.8).times(symbol("v")).plus(symbol("I"))
                .minus(Expression.of(0.5).times(symbol("w"))).minus(fired);
        Expression w = Expression.of(0.9).times(symbol("w")).plus(Expression.of(0.3).times(fired));
        Expression output = Expression.call(Function.TANH, List.of(symbol("v"))).plus(symbol("w").power(2));
        return new NeuronProgram("Smooth", Map.of(),
                List.of(new State("v", 0.1, new Change.Next(v)), new State("w", 0, new Change.Next(w))), List.of("I"),
                Optional.empty(), output);
    }

    /** {@code (alpha/2) / (1 + (pi/2 alpha margin)^2)}. */
    public static Expression atan(double alpha) {
        return Expression.of(alpha / 2)
                .over(Expression.ONE.plus(Expression.of(Math.PI / 2 * alpha).times(symbol(Spike.MARGIN)).power(2)));
    }

    private static Change leak() {
        return new Change.Rate(symbol("I").minus(symbol("v")).over(symbol("tau")));
    }

    private static Expression symbol(String name) {
        return Expression.symbol(name);
    }
}
