package org.spikewright.network.equation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions that equations may call. Each knows its value and its partial derivatives. */
public enum Function {
    EXP(1), LOG(1), SQRT(1), ABS(1), TANH(1), SIN(1), COS(1), SIGMOID(1),
    /** {@code (exp(x) - 1) / x}, 1 at 0: what rates of channels are made of, without their singular points. */
    EXPREL(1),
    /** −1, 0 or 1. */
    SIGN(1),
    /** 1 where the argument is above 0, else 0: the spike itself. Its derivative is 0; surrogates replace it. */
    STEP(1),
    /** 1 where the argument is at least 0, else 0: what {@code >=} and {@code <=} ask for. */
    NON_NEGATIVE(1),
    FLOOR(1), MIN(2), MAX(2),
    /** The value of the first argument with the derivative of the second: a straight-through estimator. Bengio et al. 2013. */
    STE(2),
    /** {@code where(c, a, b)} is {@code a} where {@code c} is above 0, else {@code b}. */
    WHERE(3);

    private final int arity;

    Function(int arity) {
        this.arity = arity;
    }

    /** How many arguments it takes. */
    public int arity() {
        return arity;
    }

    /** Its name in the language. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The function of that name in the language. */
    public static Optional<Function> of(String word) {
        for (Function function : values()) {
            if (function.word().equals(word)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /** The value for the arguments. */
    public double apply(double... x) {
        return switch (this) {
            case EXP -> Math.exp(x[0]);
            case LOG -> Math.log(x[0]);
            case SQRT -> Math.sqrt(x[0]);
            case ABS -> Math.abs(x[0]);
            case TANH -> Math.tanh(x[0]);
            case SIN -> Math.sin(x[0]);
            case COS -> Math.cos(x[0]);
            case SIGMOID -> 1 / (1 + Math.exp(-x[0]));
            case EXPREL -> x[0] == 0 ? 1 : Math.expm1(x[0]) / x[0];
            case SIGN -> Math.signum(x[0]);
            case STEP -> x[0] > 0 ? 1 : 0;
            case NON_NEGATIVE -> x[0] >= 0 ? 1 : 0;
            case FLOOR -> Math.floor(x[0]);
            case MIN -> Math.min(x[0], x[1]);
            case MAX -> Math.max(x[0], x[1]);
            case STE -> x[0];
            case WHERE -> x[0] > 0 ? x[1] : x[2];
        };
    }

    /** The partial derivative by argument {@code k}, as an expression in the arguments. */
    Expression partial(int k, List<Expression> x) {
        Expression a = x.getFirst();
        return switch (this) {
            case EXP -> call(EXP, a);
            case LOG -> Expression.ONE.over(a);
            case SQRT -> Expression.of(0.5).over(call(SQRT, a));
            case ABS -> call(SIGN, a);
            case TANH -> Expression.ONE.minus(call(TANH, a).power(2));
            case SIN -> call(COS, a);
            case COS -> call(SIN, a).negated();
            case SIGMOID -> call(SIGMOID, a).times(Expression.ONE.minus(call(SIGMOID, a)));
            case EXPREL -> call(WHERE, call(ABS, a).minus(Expression.of(1e-3)),
                    call(EXP, a).minus(call(EXPREL, a)).over(a),
                    Expression.of(0.5).plus(a.times(Expression.of(1.0 / 3).plus(a.times(Expression.of(0.125))))));
            case SIGN, STEP, NON_NEGATIVE, FLOOR -> Expression.ZERO;
            case MIN -> call(STEP, k == 0 ? x.get(1).minus(a) : a.minus(x.get(1)));
            case MAX -> call(STEP, k == 0 ? a.minus(x.get(1)) : x.get(1).minus(a));
            case STE -> k == 0 ? Expression.ZERO : Expression.ONE;
            case WHERE -> switch (k) {
                case 1 -> call(STEP, a);
                case 2 -> Expression.ONE.minus(call(STEP, a));
                default -> Expression.ZERO;
            };
        };
    }

    private static Expression call(Function function, Expression... arguments) {
        return Expression.call(function, List.of(arguments));
    }
}
