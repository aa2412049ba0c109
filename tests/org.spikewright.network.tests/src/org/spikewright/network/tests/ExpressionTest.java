package org.spikewright.network.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.RandomStream;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

class ExpressionTest {

    private static final Expression X = Expression.symbol("x");
    private static final Expression Y = Expression.symbol("y");
    private static final List<Function> SMOOTH = List.of(Function.EXP, Function.TANH, Function.SIN, Function.COS, Function.SIGMOID);

    /** Symbolic derivatives of random formulas against central differences. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void derivativesAgreeWithDifferences(long seed) {
        RandomStream random = RandomStream.of(seed, "formulas");
        for (int i = 0; i < 100; i++) {
            Expression formula = random(random, 4);
            double x = random.nextDouble(0.4, 1.6);
            double y = random.nextDouble(0.4, 1.6);
            double h = 1e-5;
            double difference = (value(formula, x + h, y) - value(formula, x - h, y)) / (2 * h);
            double derivative = value(formula.derivative("x"), x, y);
            if (Double.isFinite(difference) && Math.abs(value(formula, x, y)) < 1e6 && Math.abs(derivative) < 1e6) {
                assertEquals(difference, derivative, 1e-3 * (1 + Math.abs(derivative) + Math.abs(value(formula, x, y))), formula.toString());
            }
        }
    }

    private static Expression random(RandomStream random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> X;
                case 1 -> Y;
                default -> Expression.of(random.nextInt(1, 5) / 2.0);
            };
        }
        Expression a = random(random, depth - 1);
        Expression b = random(random, depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> a.plus(b);
            case 1 -> a.minus(b);
            case 2 -> a.times(b);
            case 3 -> a.over(Expression.ONE.plus(b.times(b)));
            case 4 -> Expression.ONE.plus(a.times(a)).power(random.nextInt(1, 4) / 2.0);
            default -> Expression.call(SMOOTH.get(random.nextInt(SMOOTH.size())), List.of(a));
        };
    }

    private static double value(Expression formula, double x, double y) {
        return formula.value(Map.of("x", x, "y", y)::get);
    }

    @Test
    void constantsFoldAndNeutralElementsVanish() {
        assertEquals(Expression.of(6), Expression.of(2).times(Expression.of(3)));
        assertEquals(X, X.plus(Expression.ZERO).times(Expression.ONE).minus(Expression.ZERO));
        assertEquals(Expression.ZERO, X.minus(X));
        assertEquals(Expression.ZERO, X.derivative("y"));
        assertEquals(Expression.ONE, X.derivative("x"));
    }

    @Test
    void substitutionReachesEverySymbol() {
        Expression formula = Expression.call(Function.MAX, List.of(X.times(Y), Y.power(2)));
        Expression replaced = formula.substitute(Map.of("y", Expression.of(3)));
        assertEquals(Set.of("x"), replaced.symbols());
        assertEquals(12, value(replaced, 4, Double.NaN));
    }

    @Test
    void everyFunctionKnowsItsName() {
        List<String> words = new ArrayList<>();
        for (Function function : Function.values()) {
            assertEquals(function, Function.of(function.word()).orElseThrow());
            words.add(function.word());
        }
        assertTrue(Function.of("arctangent").isEmpty());
        assertEquals(words.size(), Set.copyOf(words).size());
    }
}
