package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikewright.kernel.Definition;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Expression.Operator;

/**
 * Straight lines made cheaper: numbers are gathered, a division by a number becomes a product, a small whole power becomes
 * products, and a term that occurs more than once is computed once. Functions of {@link FloatFunctions} and their arguments
 * have lines of their own.
 */
public final class CommonTerms {

    private static final int LARGEST_POWER = 8;
    /** Operations beyond which a term has a line of its own, so that a step can be cut between lines. */
    private static final int LARGEST_TERM = 100;

    private final String prefix;
    private final Map<Expression, Integer> uses = new HashMap<>();
    private final Map<Expression, Expression> named = new HashMap<>();
    private final List<Definition> lines = new ArrayList<>();
    private final List<Expression> results = new ArrayList<>();

    /**
     * Rewrites lines, and results that are formulas over them.
     *
     * @param prefix of the names of new lines
     * @param apart names of lines that do not stand for their value where it occurs elsewhere
     */
    public CommonTerms(String prefix, Set<String> apart, List<Definition> lines, List<Expression> results) {
        this.prefix = prefix;
        List<Definition> simple = lines.stream()
                .map(line -> new Definition(line.name(), simplified(line.value()))).toList();
        List<Expression> simpleResults = results.stream().map(CommonTerms::simplified).toList();
        simple.forEach(line -> count(line.value()));
        simpleResults.forEach(this::count);
        for (Definition line : simple) {
            boolean shares = !apart.contains(line.name());
            Expression value = share(line.value(), shares);
            this.lines.add(new Definition(line.name(), value));
            if (shares && uses.getOrDefault(line.value(), 0) > 1) {
                named.putIfAbsent(line.value(), Expression.symbol(line.name()));
            }
        }
        simpleResults.forEach(result -> this.results.add(share(result, false)));
    }

    /** The lines, with shared terms before their first use. */
    public List<Definition> lines() {
        return lines;
    }

    /** The results. */
    public List<Expression> results() {
        return results;
    }

    /** Counts a term's uses; what is inside a term counts once. */
    private void count(Expression term) {
        if (uses.merge(term, 1, Integer::sum) == 1) {
            children(term).forEach(this::count);
        }
    }

    private Expression share(Expression term, boolean root) {
        if (children(term).isEmpty()) {
            return term;
        }
        if (named.containsKey(term)) {
            return named.get(term);
        }
        Expression rebuilt = switch (term) {
            case Expression.Binary(Operator operator, Expression left, Expression right) ->
                new Expression.Binary(operator, share(left, false), share(right, false));
            case Expression.Call call -> new Expression.Call(call.function(),
                    call.arguments().stream().map(argument -> share(argument, false)).toList());
            case Expression.Constant constant -> constant;
            case Expression.Symbol symbol -> symbol;
        };
        boolean function = term instanceof Expression.Call call && FloatFunctions.HAS.contains(call.function());
        boolean large = !root && operations(rebuilt) > LARGEST_TERM;
        if (root && !function || !function && !large && uses.get(term) < 2) {
            return rebuilt;
        }
        if (function && !(((Expression.Call) rebuilt).arguments().getFirst() instanceof Expression.Symbol)) {
            Definition argument = new Definition(prefix + "Of" + named.size(),
                    ((Expression.Call) rebuilt).arguments().getFirst());
            lines.add(argument);
            rebuilt = Expression.call(((Expression.Call) rebuilt).function(),
                    List.of(Expression.symbol(argument.name())));
        }
        Definition definition = new Definition(prefix + named.size(), rebuilt);
        lines.add(definition);
        named.put(term, Expression.symbol(definition.name()));
        return named.get(term);
    }

    private static List<Expression> children(Expression term) {
        return switch (term) {
            case Expression.Binary binary -> List.of(binary.left(), binary.right());
            case Expression.Call call -> call.arguments();
            case Expression.Constant _, Expression.Symbol _ -> List.of();
        };
    }

    private static Expression simplified(Expression term) {
        return switch (term) {
            case Expression.Binary(Operator operator, Expression left, Expression right) ->
                simplified(operator, simplified(left), simplified(right));
            case Expression.Call call ->
                Expression.call(call.function(), call.arguments().stream().map(CommonTerms::simplified).toList());
            case Expression.Constant constant -> constant;
            case Expression.Symbol symbol -> symbol;
        };
    }

    private static Expression simplified(Operator operator, Expression left, Expression right) {
        return switch (operator) {
            case PLUS -> left.plus(right);
            case MINUS -> right instanceof Expression.Constant(double value) ? left.plus(Expression.of(-value))
                    : left.minus(right);
            case TIMES -> product(left, right);
            case OVER -> right instanceof Expression.Constant(double value) && value != 0
                    ? product(Expression.of(1 / value), left)
                    : left.over(right);
            case POWER -> right instanceof Expression.Constant(double value) && value == Math.rint(value) && value > 1
                    && value <= LARGEST_POWER ? power(left, (int) value) : left.power(right);
        };
    }

    /** A product with its numbers gathered in front. */
    private static Expression product(Expression left, Expression right) {
        if (right instanceof Expression.Constant) {
            return left instanceof Expression.Constant ? left.times(right) : product(right, left);
        }
        if (left instanceof Expression.Constant(double factor)
                && right instanceof Expression.Binary(Operator operator, Expression inner, Expression rest)
                && operator == Operator.TIMES && inner instanceof Expression.Constant(double other)) {
            return Expression.of(factor * other).times(rest);
        }
        return left.times(right);
    }

    private static Expression power(Expression base, int exponent) {
        if (exponent == 1) {
            return base;
        }
        Expression half = power(base, exponent / 2);
        Expression square = half.times(half);
        return exponent % 2 == 0 ? square : square.times(base);
    }

    /** About how many operations a formula takes. */
    public static int operations(Expression formula) {
        return switch (formula) {
            case Expression.Constant _, Expression.Symbol _ -> 0;
            case Expression.Binary binary -> 1 + operations(binary.left()) + operations(binary.right());
            case Expression.Call call -> (FloatFunctions.HAS.contains(call.function()) ? 15 : 1)
                    + call.arguments().stream().mapToInt(CommonTerms::operations).sum();
        };
    }
}
