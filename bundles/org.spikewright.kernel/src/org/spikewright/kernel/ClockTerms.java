package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;

/**
 * A neuron's equations without the time: every part of them that depends on the time and on parameters alone becomes a number that
 * whoever runs the step gives, computed in double precision at the start of the step and held over it. So a clock stays right however
 * long a run takes.
 *
 * @param program the equations, in which each term goes by its name as a given number
 * @param terms formulas in {@link NeuronProgram#TIME} and in parameters
 */
public record ClockTerms(NeuronProgram program, List<Definition> terms) {

    /** What names start with: nothing that the language can name. */
    private static final String NAME = "$clock";

    public ClockTerms {
        terms = List.copyOf(terms);
    }

    /** The equations of a neuron without the time. */
    public static ClockTerms of(NeuronProgram program) {
        return program.isTimed() ? new Rewriting(program).result() : new ClockTerms(program, List.of());
    }

    /** Which formulas stand for which names. */
    private static final class Rewriting {
        private final NeuronProgram program;
        private final Set<String> known;
        private final Map<Expression, String> names = new LinkedHashMap<>();

        Rewriting(NeuronProgram program) {
            this.program = program;
            this.known = new java.util.HashSet<>(program.parameters().keySet());
            known.add(NeuronProgram.TIME);
        }

        ClockTerms result() {
            List<NeuronProgram.State> states = program.states().stream().map(state -> new NeuronProgram.State(state.name(), state.initial(),
                    switch (state.change()) {
                        case NeuronProgram.Change.Rate(Expression rate) -> new NeuronProgram.Change.Rate(without(rate));
                        case NeuronProgram.Change.Next(Expression next) -> new NeuronProgram.Change.Next(without(next));
                    }, state.bound())).toList();
            List<NeuronProgram.Receptor> receptors = program.receptors().stream()
                    .map(receptor -> new NeuronProgram.Receptor(receptor.name(), without(receptor.jumps()))).toList();
            List<NeuronProgram.Event> events = program.events().stream().map(this::without).toList();
            Expression output = without(program.output());
            List<NeuronProgram.Noise> noises = new ArrayList<>(program.noises());
            List<Definition> terms = new ArrayList<>();
            names.forEach((formula, name) -> {
                noises.add(new NeuronProgram.Noise(name, NeuronProgram.Noise.Kind.GIVEN));
                terms.add(new Definition(name, formula));
            });
            return new ClockTerms(new NeuronProgram(program.name(), program.parameters(), states, receptors, events, output, noises,
                    program.refractoriness(), program.solver()), terms);
        }

        private NeuronProgram.Event without(NeuronProgram.Event event) {
            return switch (event) {
                case NeuronProgram.Spike(Expression margin, Expression condition, Expression surrogate, Map<String, Expression> resets) ->
                    new NeuronProgram.Spike(without(margin), without(condition), without(surrogate), without(resets));
                case NeuronProgram.Jump(Expression condition, Map<String, Expression> resets) ->
                    new NeuronProgram.Jump(without(condition), without(resets));
            };
        }

        private Map<String, Expression> without(Map<String, Expression> formulas) {
            Map<String, Expression> rewritten = new HashMap<>();
            formulas.forEach((state, formula) -> rewritten.put(state, without(formula)));
            return rewritten;
        }

        private Expression without(Expression formula) {
            Set<String> symbols = formula.symbols();
            if (!symbols.contains(NeuronProgram.TIME)) {
                return formula;
            }
            if (known.containsAll(symbols)) {
                return Expression.symbol(names.computeIfAbsent(formula, _ -> NAME + (names.size() + 1)));
            }
            return switch (formula) {
                case Expression.Binary(Expression.Operator operator, Expression left, Expression right) ->
                    new Expression.Binary(operator, without(left), without(right));
                case Expression.Call(var function, List<Expression> arguments) ->
                    new Expression.Call(function, arguments.stream().map(this::without).toList());
                default -> formula;
            };
        }
    }

    /** The formula that a name stands for; empty if it is none of the terms. */
    public Optional<Expression> term(String name) {
        return terms.stream().filter(term -> term.name().equals(name)).map(Definition::value).findFirst();
    }
}
