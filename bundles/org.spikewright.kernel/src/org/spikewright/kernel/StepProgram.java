package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spikewright.network.equation.Expression;

/**
 * What a neuron does in one time step: numbers only, no parameters, no {@code dt}. First all states move from their old
 * values at once; then the condition is taken from the moved states; where it is above 0 the neuron fires and its states
 * are reset. Old states and the input go by their names in the equations, a moved state by {@link #moved(String)}.
 *
 * @param name the neuron's name in the language
 * @param input the name of what drives it
 * @param states their names, in order
 * @param initial their values at the start, in the same order
 * @param definitions lines over old states and input, in order; they define every moved state
 * @param spike the spike event; formulas over moved states and input
 * @param output what is sent on where the neuron does not spike; a formula over moved states and input
 */
public record StepProgram(String name, String input, List<String> states, List<Double> initial,
        List<Definition> definitions, Optional<Event> spike, Expression output) {

    /** The name of the value that says how far the neuron is above its threshold. */
    public static final String MARGIN = "$margin";

    private static final String CONDITION = "$condition";

    /**
     * The spike event.
     *
     * @param margin how far the neuron is above its threshold
     * @param condition the neuron fires where this is above 0
     * @param surrogate stands for the derivative of the step function; a formula in {@link #MARGIN}
     * @param resets the states' values after a spike, in the order of the states
     */
    public record Event(Expression margin, Expression condition, Expression surrogate, List<Expression> resets) {
        public Event {
            resets = List.copyOf(resets);
        }

        /** The value above 0 of which the neuron fires, by the name that a line of the step gives it. */
        public Expression fires() {
            return Expression.symbol(condition.equals(margin) ? MARGIN : CONDITION);
        }
    }

    public StepProgram {
        states = List.copyOf(states);
        initial = List.copyOf(initial);
        definitions = List.copyOf(definitions);
    }

    /** The name of a state's value after it moved and before it is reset. */
    public static String moved(String state) {
        return state + "$";
    }

    /** The whole step as lines: the moves and, where the neuron spikes, the margin and the condition. */
    public List<Definition> movesAndMargin() {
        List<Definition> lines = new ArrayList<>(definitions);
        spike.ifPresent(event -> {
            lines.add(new Definition(MARGIN, event.margin()));
            if (!event.condition().equals(event.margin())) {
                lines.add(new Definition(CONDITION, event.condition()));
            }
        });
        return lines;
    }
}
