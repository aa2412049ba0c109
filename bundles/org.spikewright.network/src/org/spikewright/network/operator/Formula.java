package org.spikewright.network.operator;

import java.util.List;
import java.util.OptionalInt;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Expression;

/** A formula of its inputs, element by element: {@code x0} is the first. Extents of 1 repeat along their axis. */
public record Formula(Expression formula) implements Operator {

    /** The symbol of an input. */
    public static String symbol(int input) {
        return "x" + input;
    }

    @Override
    public OptionalInt arity() {
        return OptionalInt.empty();
    }

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        return Broadcast.shape("arithmetic needs", inputs);
    }

    @Override
    public OperationCount operations(List<Shape> inputs, Shape output) {
        return new OperationCount(0, output.size() * formula.operations(), 0);
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return new Connectivity(isLinear(formula) ? Connectivity.Role.LINEAR : Connectivity.Role.NONLINEAR, Broadcast.links(inputs, output));
    }

    /** Whether it is seen to be a sum of multiples. */
    private static boolean isLinear(Expression formula) {
        return switch (formula) {
            case Expression.Constant _, Expression.Symbol _ -> true;
            case Expression.Binary(Expression.Operator operator, Expression left, Expression right) -> switch (operator) {
                case PLUS, MINUS -> isLinear(left) && isLinear(right);
                case TIMES -> left instanceof Expression.Constant && isLinear(right)
                        || right instanceof Expression.Constant && isLinear(left);
                case OVER -> right instanceof Expression.Constant && isLinear(left);
                case POWER -> false;
            };
            case Expression.Call _ -> false;
        };
    }

    @Override
    public String label() {
        return formula.toString();
    }

    @Override
    public String family() {
        return "arithmetic and functions of values";
    }
}
