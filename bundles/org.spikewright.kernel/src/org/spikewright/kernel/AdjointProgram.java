package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/**
 * The derivative of a {@link StepProgram}, as lines that are run once for each step, last step first. With moved states
 * {@code x̂}, spike {@code z = H(m(x̂))} and {@code x = z ? reset(x̂) : x̂}, the surrogate stands for {@code dH/dm}.
 *
 * <p>The lines read {@link #OUTPUT_GRADIENT}, the adjoint of each state after the step ({@link #adjoint(String)}), the
 * input, and the {@link #saved()} values of the forward step. They define {@link #INPUT_GRADIENT} and, for each state,
 * {@link #adjointBefore(String)}.
 *
 * @param lines in order; only what the results need
 * @param saved which values of the forward step are read: names of old and of moved states, in the program's order
 * @param readsInput whether the input's value is read
 */
public record AdjointProgram(List<Definition> lines, List<String> saved, boolean readsInput) {

    /** The gradient of the loss by what the neuron sent on in this step. */
    public static final String OUTPUT_GRADIENT = "$output";
    /** The gradient of the loss by the input in this step. */
    public static final String INPUT_GRADIENT = "$input";

    public AdjointProgram {
        lines = List.copyOf(lines);
        saved = List.copyOf(saved);
    }

    /** The name of the gradient of the loss by a state after this step. */
    public static String adjoint(String state) {
        return "$after_" + state;
    }

    /** The name of the gradient of the loss by a state before this step. */
    public static String adjointBefore(String state) {
        return "$before_" + state;
    }

    /**
     * The adjoint of that step.
     *
     * @param resetGradient whether gradients flow through the spike into the reset ({@code true}: the full derivative
     *                      with the surrogate in place of {@code dH/dm}; {@code false}: the reset takes the spike as
     *                      given)
     */
    public static AdjointProgram of(StepProgram program, boolean resetGradient) {
        return new Reversal(program, resetGradient).reversed();
    }

    /** Reverse accumulation over the lines of one step. */
    private static final class Reversal {

        private final StepProgram program;
        private final boolean resetGradient;
        private final Map<String, Expression> gradients = new LinkedHashMap<>();
        private final List<Definition> lines = new ArrayList<>();

        Reversal(StepProgram program, boolean resetGradient) {
            this.program = program;
            this.resetGradient = resetGradient;
        }

        AdjointProgram reversed() {
            lines.addAll(program.movesAndMargin());
            // Moved states come from the forward run; intermediate values are computed again.
            Set<String> moved = new HashSet<>();
            program.states().forEach(state -> moved.add(StepProgram.moved(state)));
            lines.removeIf(line -> moved.contains(line.name()));
            if (program.spike().isPresent()) {
                reverse(program.spike().get());
            } else {
                reverseGraded();
            }
            for (Definition line : program.definitions().reversed()) {
                Expression gradient = gradients.getOrDefault(line.name(), Expression.ZERO);
                if (!gradient.is(0)) {
                    distribute(define("$by_" + line.name(), gradient), line.value());
                }
            }
            program.states().forEach(state -> lines.add(new Definition(adjointBefore(state), gradient(state))));
            lines.add(new Definition(INPUT_GRADIENT, gradient(program.input())));
            return pruned();
        }

        private void reverse(StepProgram.Event event) {
            Expression fires = event.fires();
            Expression bySpike = Expression.symbol(OUTPUT_GRADIENT);
            for (int i = 0; i < program.states().size(); i++) {
                String state = program.states().get(i);
                Expression after = Expression.symbol(adjoint(state));
                Expression reset = event.resets().get(i);
                Expression kept = Expression.symbol(StepProgram.moved(state));
                if (resetGradient) {
                    bySpike = bySpike.plus(after.times(reset.minus(kept)));
                }
                Set<String> sources = new HashSet<>(reset.symbols());
                sources.addAll(kept.symbols());
                for (String source : sorted(sources)) {
                    Expression slope = where(fires, reset.derivative(source), kept.derivative(source));
                    add(source, after.times(slope));
                }
            }
            Expression byMargin = define("$by_margin", bySpike.times(event.surrogate()));
            distribute(byMargin, event.margin());
        }

        private void reverseGraded() {
            program.states().forEach(state -> add(StepProgram.moved(state), Expression.symbol(adjoint(state))));
            distribute(Expression.symbol(OUTPUT_GRADIENT), program.output());
        }

        /** Passes the gradient of a formula's value on to its symbols. */
        private void distribute(Expression gradient, Expression formula) {
            for (String source : formula.symbols()) {
                add(source, gradient.times(formula.derivative(source)));
            }
        }

        private Expression define(String name, Expression value) {
            lines.add(new Definition(name, value));
            return Expression.symbol(name);
        }

        private void add(String name, Expression gradient) {
            gradients.merge(name, gradient, Expression::plus);
        }

        private Expression gradient(String name) {
            return gradients.getOrDefault(name, Expression.ZERO);
        }

        private AdjointProgram pruned() {
            Set<String> needed = new HashSet<>(Set.of(INPUT_GRADIENT));
            program.states().forEach(state -> needed.add(adjointBefore(state)));
            List<Definition> kept = new ArrayList<>();
            for (Definition line : lines.reversed()) {
                if (needed.contains(line.name())) {
                    needed.addAll(line.value().symbols());
                    kept.addFirst(line);
                }
            }
            List<String> saved = new ArrayList<>();
            for (String state : program.states()) {
                if (needed.contains(state)) {
                    saved.add(state);
                }
                if (needed.contains(StepProgram.moved(state))) {
                    saved.add(StepProgram.moved(state));
                }
            }
            return new AdjointProgram(kept, saved, needed.contains(program.input()));
        }

        private static List<String> sorted(Set<String> names) {
            return names.stream().sorted().toList();
        }

        private static Expression where(Expression condition, Expression yes, Expression no) {
            return yes.equals(no) ? yes : Expression.call(Function.WHERE, List.of(condition, yes, no));
        }
    }
}
