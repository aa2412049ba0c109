package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.kernel.internal.MatrixExponential;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;

/**
 * Chooses the step: from equations in continuous time to a {@link StepProgram} of step size {@code dt}.
 *
 * <p>Differential equations that are linear in the states among themselves are integrated exactly, what they receive
 * held over the step: {@code x' = exp(A dt) x + (∫ exp(A s) ds) c}, both factors from one exponential of the augmented
 * matrix (Van Loan, IEEE Trans. Automatic Control 23, 1978), which needs no inverse of {@code A}. The others take one
 * step of the classical Runge–Kutta method of order 4. Difference equations are taken as they stand.
 */
public final class Discretisation {

    private final NeuronProgram program;
    private final double dt;
    private final Map<String, Expression> numbers = new HashMap<>();
    /** Right-hand sides of the differential equations, by state, in order. */
    private final Map<String, Expression> rates = new LinkedHashMap<>();

    private Discretisation(NeuronProgram program, double dt) {
        this.program = program;
        this.dt = dt;
        program.parameters().forEach((name, value) -> numbers.put(name, Expression.of(value)));
        numbers.put("dt", Expression.of(dt));
        // A layer drives the first input; the others rest.
        program.inputs().stream().skip(1).forEach(name -> numbers.put(name, Expression.ZERO));
        for (NeuronProgram.State state : program.states()) {
            if (state.change() instanceof NeuronProgram.Change.Rate(Expression rate)) {
                rates.put(state.name(), rate.substitute(numbers));
            }
        }
    }

    /**
     * The step of that neuron.
     *
     * @param dt step size in seconds, above 0
     * @throws IllegalArgumentException if {@code dt} is not above 0, a formula uses a name that the program lacks, or the
     *                                  neuron has what only populations have
     */
    public static StepProgram of(NeuronProgram program, double dt) {
        refuseWhatLayersLack(program);
        if (!(dt > 0)) {
            throw new IllegalArgumentException("the time step must be above 0 s, but is " + dt + " s");
        }
        return new Discretisation(program, dt).step();
    }

    private static void refuseWhatLayersLack(NeuronProgram program) {
        String lacking = program.refractoriness().isPresent() ? "a refractory time"
                : !program.noises().isEmpty() ? "noise"
                        : program.events().size() > 1 || program.events().size() > program.spike().stream().count()
                                ? "more events than its spike"
                                : program.receptors().stream().anyMatch(r -> !r.jumps().isEmpty())
                                        ? "receptors that make states jump"
                                        : null;
        if (lacking != null) {
            throw new IllegalArgumentException("neuron " + program.name() + " has " + lacking
                    + ", which layers cannot run; use it in a population, or write it as a state with an equation");
        }
    }

    private StepProgram step() {
        List<Definition> lines = new ArrayList<>();
        List<String> exact = linearSystem();
        if (exact.size() < rates.size()) {
            rungeKutta(exact, lines);
        }
        integrate(exact, lines);
        for (NeuronProgram.State state : program.states()) {
            if (state.change() instanceof NeuronProgram.Change.Next(Expression next)) {
                lines.add(new Definition(StepProgram.moved(state.name()), next.substitute(numbers)));
            }
        }
        List<String> states = program.states().stream().map(NeuronProgram.State::name).toList();
        String input = program.inputs().isEmpty() ? "$drive" : program.inputs().getFirst();
        StepProgram step = new StepProgram(program.name(), input, states,
                program.states().stream().map(NeuronProgram.State::initial).toList(), lines,
                program.spike().map(spike -> event(spike, states)), afterMove(program.output()));
        return checked(step);
    }

    private StepProgram.Event event(NeuronProgram.Spike spike, List<String> states) {
        Map<String, Expression> margin = new HashMap<>(numbers);
        margin.put(NeuronProgram.Spike.MARGIN, Expression.symbol(StepProgram.MARGIN));
        return new StepProgram.Event(afterMove(spike.margin()), afterMove(spike.condition()), spike.surrogate().substitute(margin),
                states.stream()
                        .map(state -> afterMove(
                                Optional.ofNullable(spike.resets().get(state)).orElse(Expression.symbol(state))))
                        .toList());
    }

    /** A formula that is evaluated on the moved states. */
    private Expression afterMove(Expression formula) {
        Map<String, Expression> names = new HashMap<>(numbers);
        program.states().forEach(s -> names.put(s.name(), Expression.symbol(StepProgram.moved(s.name()))));
        return formula.substitute(names);
    }

    /** The largest set of states whose equations are linear in each other and free of the remaining moving states. */
    private List<String> linearSystem() {
        List<String> system = new ArrayList<>(rates.keySet());
        while (system.removeIf(state -> !linear(rates.get(state), system))) {
            // removing a state may make others depend on a state outside
        }
        return system;
    }

    private boolean linear(Expression rate, List<String> system) {
        return rates.keySet().stream().allMatch(other -> {
            Expression slope = rate.derivative(other);
            return system.contains(other) ? slope instanceof Expression.Constant : !rate.symbols().contains(other);
        });
    }

    private void integrate(List<String> system, List<Definition> lines) {
        int n = system.size();
        double[][] augmented = new double[2 * n][2 * n];
        List<Expression> held = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Expression rate = rates.get(system.get(i));
            for (int j = 0; j < n; j++) {
                augmented[i][j] = ((Expression.Constant) rate.derivative(system.get(j))).value() * dt;
            }
            augmented[i][n + i] = dt;
            held.add(atRest(rate, system));
        }
        double[][] flow = MatrixExponential.of(augmented);
        for (int i = 0; i < n; i++) {
            Expression sum = Expression.ZERO;
            for (int j = 0; j < n; j++) {
                sum = sum.plus(Expression.of(flow[i][j]).times(Expression.symbol(system.get(j))));
            }
            for (int j = 0; j < n; j++) {
                sum = sum.plus(scaled(flow[i][n + j], held.get(j)));
            }
            lines.add(new Definition(StepProgram.moved(system.get(i)), sum));
        }
    }

    /** {@code factor · formula}, the factor merged into a leading or trailing number of the formula. */
    private static Expression scaled(double factor, Expression formula) {
        if (formula instanceof Expression.Binary(Expression.Operator operator, Expression left, Expression right)) {
            if (operator == Expression.Operator.OVER && right instanceof Expression.Constant divisor) {
                return scaled(factor / divisor.value(), left);
            }
            if (operator == Expression.Operator.TIMES && left instanceof Expression.Constant number) {
                return scaled(factor * number.value(), right);
            }
            if (operator == Expression.Operator.TIMES && right instanceof Expression.Constant number) {
                return scaled(factor * number.value(), left);
            }
        }
        return Expression.of(factor).times(formula);
    }

    private static Expression atRest(Expression rate, List<String> system) {
        Map<String, Expression> zeros = new HashMap<>();
        system.forEach(state -> zeros.put(state, Expression.ZERO));
        return rate.substitute(zeros);
    }

    /** One Runge–Kutta step of all differential equations together; states in {@code exact} get no result here. */
    private void rungeKutta(List<String> exact, List<Definition> lines) {
        double[] reach = {0, 0.5 * dt, 0.5 * dt, dt};
        Map<String, Expression> stage = new HashMap<>();
        for (int k = 1; k <= 4; k++) {
            if (k > 1) {
                for (String state : rates.keySet()) {
                    String name = state + "$at" + k;
                    lines.add(new Definition(name, Expression.symbol(state)
                            .plus(Expression.of(reach[k - 1]).times(Expression.symbol(state + "$k" + (k - 1))))));
                    stage.put(state, Expression.symbol(name));
                }
            }
            for (Map.Entry<String, Expression> rate : rates.entrySet()) {
                lines.add(new Definition(rate.getKey() + "$k" + k, rate.getValue().substitute(stage)));
            }
        }
        for (String state : rates.keySet()) {
            if (!exact.contains(state)) {
                Expression inner = Expression.symbol(state + "$k2").plus(Expression.symbol(state + "$k3"));
                Expression slope = Expression.symbol(state + "$k1").plus(Expression.of(2).times(inner))
                        .plus(Expression.symbol(state + "$k4"));
                lines.add(new Definition(StepProgram.moved(state),
                        Expression.symbol(state).plus(Expression.of(dt / 6).times(slope))));
            }
        }
    }

    /** Fails where a formula uses a name that nothing defines, so that a kernel never meets one. */
    private StepProgram checked(StepProgram step) {
        List<String> known = new ArrayList<>(step.states());
        known.add(step.input());
        for (Definition line : step.movesAndMargin()) {
            check(line.value(), known);
            known.add(line.name());
        }
        check(step.output(), known);
        step.spike().ifPresent(event -> {
            event.resets().forEach(reset -> check(reset, known));
            check(event.surrogate(), List.of(StepProgram.MARGIN));
        });
        return step;
    }

    private void check(Expression formula, List<String> known) {
        for (String symbol : formula.symbols()) {
            if (!known.contains(symbol)) {
                throw new IllegalArgumentException(
                        "neuron " + program.name() + " uses " + symbol + ", which it does not define");
            }
        }
    }
}
