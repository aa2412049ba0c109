package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/** The pair of orders 5 and 4 of Dormand and Prince, J. Comput. Appl. Math. 6, 1980, table 2. */
public final class DormandPrince {

    /** What each stage adds of the stages before it; the last stage stands at the result of order 5. */
    private static final double[][] STAGES = {{}, {1.0 / 5}, {3.0 / 40, 9.0 / 40}, {44.0 / 45, -56.0 / 15, 32.0 / 9},
            {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
            {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
            {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}};

    /** The result of order 5 less that of order 4, by stages. */
    private static final double[] ERROR = {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525,
            -1.0 / 40};

    private DormandPrince() {
    }

    /**
     * Those equations with steps of their own choice.
     *
     * @param rates right-hand sides, by state
     * @param span the time step in seconds
     */
    public static StepProgram.Adaptive of(Map<String, Expression> rates, double span, double relative, double absolute) {
        Expression length = Expression.symbol(StepProgram.Adaptive.LENGTH);
        List<Definition> lines = new ArrayList<>();
        Map<String, Expression> at = new HashMap<>();
        for (int k = 0; k < STAGES.length; k++) {
            for (String state : rates.keySet()) {
                String name = state + "$at" + k;
                lines.add(new Definition(name, length.times(sum(state, STAGES[k])).plus(Expression.symbol(StepProgram.moved(state)))));
                at.put(state, Expression.symbol(name));
            }
            for (Map.Entry<String, Expression> rate : rates.entrySet()) {
                lines.add(new Definition(rate.getKey() + "$k" + k, rate.getValue().substitute(at)));
            }
        }
        Expression worst = Expression.ZERO;
        List<Expression> results = new ArrayList<>();
        for (String state : rates.keySet()) {
            Expression scale = Expression.of(absolute).plus(Expression.of(relative).times(size(at.get(state))));
            Expression error = size(length.times(sum(state, ERROR))).over(scale);
            worst = worst.is(0) ? error : Expression.call(Function.MAX, List.of(worst, error));
            results.add(at.get(state));
        }
        results.add(worst);
        CommonTerms terms = new CommonTerms("$trial", Set.of(), lines, results);
        int n = rates.size();
        // A step that cannot shrink any more is taken as it is.
        return new StepProgram.Adaptive(List.copyOf(rates.keySet()), span, span * 1e-6, terms.lines(), terms.results().get(n),
                terms.results().subList(0, n));
    }

    private static Expression sum(String state, double[] factors) {
        Expression sum = Expression.ZERO;
        for (int m = 0; m < factors.length; m++) {
            sum = sum.plus(Expression.of(factors[m]).times(Expression.symbol(state + "$k" + m)));
        }
        return sum;
    }

    private static Expression size(Expression value) {
        return Expression.call(Function.ABS, List.of(value));
    }
}
