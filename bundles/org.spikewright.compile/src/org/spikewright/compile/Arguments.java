package org.spikewright.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.model.core.Argument;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.network.Block;
import org.spikewright.model.network.Shared;
import org.spikewright.model.neuron.Dynamics;

/** Which argument of a call belongs to which parameter. */
public final class Arguments {

    private Arguments() {
    }

    /**
     * The parameters that a reference gives arguments for; none if it cannot be called. A function of numbers that is a stage
     * of a network gets its first argument from what flows in.
     */
    public static List<Parameter> parameters(Reference call) {
        return switch (call.getTarget()) {
            case Function function -> {
                List<Parameter> all = function.getParameters();
                yield isNumeric(function) && !all.isEmpty() && isStage(call) ? all.subList(1, all.size()) : all;
            }
            case Dynamics dynamics -> dynamics.getParameters();
            case Block block -> block.getParameters();
            case null, default -> List.of();
        };
    }

    /** Whether a reference stands where a layer does. */
    static boolean isStage(Reference reference) {
        return switch (reference.eContainer()) {
            case Flow flow -> flow.getSource() != reference;
            case Shared _ -> true;
            case Argument argument -> {
                Parameter parameter = parameter(argument);
                yield parameter != null && Type.LAYER.toString().equals(parameter.getType());
            }
            case null, default -> false;
        };
    }

    private static boolean isNumeric(Function function) {
        return function.getType() != null && Type.of(function.getType()).filter(Type::isNumeric).isPresent();
    }

    /** The value of each parameter of a call by the parameter's name, if it has one already: its argument, else its default. */
    static Map<String, Expression> byName(Reference call) {
        Map<String, Expression> values = new LinkedHashMap<>();
        bind(call, DiagnosticSink.IGNORED).forEach((parameter, value) -> {
            if (parameter.getName() != null) {
                values.put(parameter.getName(), value);
            }
        });
        return values;
    }

    /** The parameter that an argument is for, by its name or its position; {@code null} if there is none. */
    public static Parameter parameter(Argument argument) {
        if (argument.getParameter() != null) {
            return argument.getParameter().eIsProxy() ? null : argument.getParameter();
        }
        Reference call = (Reference) argument.eContainer();
        List<Parameter> parameters = parameters(call);
        int position = call.getArguments().indexOf(argument);
        return position < parameters.size() ? parameters.get(position) : null;
    }

    /** Whether a reference stands where a state is named rather than its value used. */
    static boolean isNamed(Reference reference) {
        return reference.eContainer() instanceof Argument argument && parameter(argument) != null
                && Type.STATE.toString().equals(parameter(argument).getType());
    }

    /** Whether a call gives an argument for a parameter. */
    static boolean isGiven(Reference call, Parameter parameter) {
        return call.getArguments().stream().anyMatch(argument -> parameter(argument) == parameter);
    }

    /**
     * The value of each parameter of a call: its argument, else its default. A parameter with neither is missing from the
     * map and reported, unless it is optional.
     */
    public static Map<Parameter, Expression> bind(Reference call, DiagnosticSink problems) {
        Map<Parameter, Expression> values = new LinkedHashMap<>();
        for (Argument argument : call.getArguments()) {
            Parameter parameter = parameter(argument);
            if (parameter == null) {
                if (argument.getParameter() == null && call.getTarget() != null && !call.getTarget().eIsProxy()) {
                    problems.report(Code.ARGUMENTS, "'" + call.getTarget().getName() + "' takes "
                            + counted(parameters(call).size(), "argument") + ", but " + call.getArguments().size() + " are given",
                            argument);
                }
            } else if (values.put(parameter, argument.getValue()) != null) {
                problems.report(Code.ARGUMENTS, "'" + parameter.getName() + "' is given twice", argument);
            }
        }
        for (Parameter parameter : parameters(call)) {
            if (!values.containsKey(parameter)) {
                if (parameter.getDefault() != null) {
                    values.put(parameter, parameter.getDefault());
                } else if (!isOptional(parameter)) {
                    problems.report(Code.ARGUMENTS, "'" + call.getTarget().getName() + "' needs '" + parameter.getName() + " : "
                            + parameter.getType() + "'", call, CorePackage.Literals.REFERENCE__TARGET);
                }
            }
        }
        return values;
    }

    /** Whether nothing need be given for a parameter without a default: a job is named only where several could be meant. */
    public static boolean isOptional(Parameter parameter) {
        return Type.JOB.toString().equals(parameter.getType());
    }

    static String counted(int count, String noun) {
        return count == 0 ? "no " + noun + "s" : count == 1 ? "one " + noun : count + " " + noun + "s";
    }
}
