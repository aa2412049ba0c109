package org.spikewright.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.TextLiteral;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram.Noise;

/** Collects the random numbers that a neuron's equations call for: calls with one stream's name share it, others stand alone. */
final class Noises implements Formulas.Meaning {

    private static final Map<String, Noise.Kind> KINDS = Map.of("white", Noise.Kind.WHITE, "normalNoise", Noise.Kind.NORMAL,
            "uniformNoise", Noise.Kind.UNIFORM);

    /** What symbols start with: nothing that the language can name. */
    private static final String SYMBOL = "$noise";

    private final Map<Object, Noise> noises = new LinkedHashMap<>();

    /** Whether a symbol of a formula stands for a random number. */
    static boolean isSymbol(String name) {
        return name.startsWith(SYMBOL);
    }

    /** All that were met so far. */
    List<Noise> all() {
        return List.copyOf(noises.values());
    }

    @Override
    public boolean knows(org.spikewright.model.core.Expression expression) {
        return expression instanceof Reference reference && reference.getTarget() instanceof Function function
                && function.getFormula() == null && KINDS.containsKey(function.getName());
    }

    @Override
    public Optional<Expression> of(org.spikewright.model.core.Expression expression, Formulas here) {
        Reference call = (Reference) expression;
        Noise.Kind kind = KINDS.get(call.getTarget().getName());
        Map<String, org.spikewright.model.core.Expression> arguments = Arguments.byName(call);
        String stream = arguments.get("stream") instanceof TextLiteral text ? text.getValue() : "";
        Noise noise = noises.computeIfAbsent(stream.isEmpty() ? call : stream,
                _ -> new Noise(SYMBOL + (noises.size() + 1), kind, stream.isEmpty() ? "noise" + (noises.size() + 1) : stream));
        Expression drawn = Expression.symbol(noise.name());
        return kind != Noise.Kind.WHITE ? Optional.of(drawn) : here.of(arguments.get("tau")).map(tau -> Expression
                .call(org.spikewright.network.equation.Function.SQRT, List.of(Expression.of(2).over(tau))).times(drawn));
    }
}
