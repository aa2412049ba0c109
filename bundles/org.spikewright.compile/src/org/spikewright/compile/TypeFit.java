package org.spikewright.compile;

import org.eclipse.emf.ecore.EObject;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.NumberLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Schema;
import org.spikewright.model.core.Setting;
import org.spikewright.model.core.UnknownLiteral;
import org.spikewright.model.job.Variation;

/** Which values can stand where a type is expected. */
final class TypeFit {

    private TypeFit() {
    }

    /** Whether a value of a type can stand where another is expected. */
    static boolean fits(Expression expression, Type actual, Type expected) {
        if (actual == Type.Simple.UNKNOWN) {
            return mayBeUnknown(expression) && (expected.isNumeric() || expected == Type.Simple.COUNT);
        }
        if (actual.equals(expected)) {
            return true;
        }
        if (expected == Type.Simple.COUNT) {
            return actual.isNumeric() && actual.dimension().isNone() && (!(expression instanceof NumberLiteral number)
                    || number.getValue() == Math.rint(number.getValue()));
        }
        if (expected == Type.Simple.NUMBER) {
            return actual.isNumeric();
        }
        if (expected == Type.Simple.AXIS) {
            return actual == Type.Simple.TEXT || fits(expression, actual, Type.Simple.COUNT);
        }
        if (expected == Type.Simple.SHAPE) {
            return fits(expression, actual, Type.Simple.COUNT); // one extent for all axes
        }
        if (expected.equals(Type.MEMBERS)) {
            return actual.equals(Type.POPULATION) || actual.equals(Type.GROUP);
        }
        if (expected.equals(Type.NEURONS)) {
            return actual.equals(Type.POPULATION) || actual.equals(Type.GROUP) || actual.equals(Type.TENSOR) || actual == Type.Simple.TEXT;
        }
        return expected.isNumeric() && actual.isNumeric()
                && (actual.dimension().equals(expected.dimension()) || Typing.isZero(expression));
    }

    /** Whether an expression is a value of what need not be known, such as a limit of a chip, or the default that says so. */
    private static boolean mayBeUnknown(Expression expression) {
        EObject holder = expression.eContainer() instanceof ListLiteral list ? list.eContainer() : expression.eContainer();
        return switch (holder) {
            case Parameter parameter -> parameter.eContainer() instanceof Schema;
            case Setting setting -> isUnknown(setting.getParameter());
            case Variation variation -> variation.getTarget() instanceof Parameter parameter && isUnknown(parameter);
            case null, default -> false;
        };
    }

    private static boolean isUnknown(Parameter parameter) {
        return parameter != null && parameter.getDefault() instanceof UnknownLiteral;
    }
}
