package org.spikewright.compile;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Schema;
import org.spikewright.model.core.Setting;
import org.spikewright.model.core.TextLiteral;
import org.spikewright.model.core.UnknownLiteral;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.network.Population;

/**
 * The settings of a block (a data set, a chip's group, a job) by name: what the model sets, else what the block's schema
 * says.
 */
public final class Settings {

    private final Map<String, Expression> values = new LinkedHashMap<>();

    private Settings(Optional<Schema> schema, List<Setting> settings) {
        schema.ifPresent(known -> known.getParameters().forEach(parameter -> {
            if (parameter.getDefault() != null) {
                values.put(parameter.getName(), parameter.getDefault());
            }
        }));
        for (Setting setting : settings) {
            if (setting.getParameter() != null && !setting.getParameter().eIsProxy()) {
                values.put(setting.getParameter().getName(), setting.getValue());
            }
        }
    }

    /**
     * The settings of a block.
     *
     * @param schema the name of its schema in the standard library
     */
    public static Settings of(EObject block, String schema, List<Setting> settings) {
        return new Settings(schema(block, schema), settings);
    }

    /** What weights were trained with and must be used with, unless the job that uses them says otherwise. */
    private static final List<String> OF_WEIGHTS = List.of("step", "seed");

    /**
     * The settings of a job, with those of the jobs it extends. A job that uses weights has the step and the seed of their
     * training unless it sets its own.
     */
    public static Settings of(Job job) {
        List<Setting> own = JobParts.settings(job);
        Settings settings = of(job, job.eClass().getName(), own);
        TrainJob training = JobParts.weights(job);
        if (training != null && training != job && !training.eIsProxy()) {
            Settings trained = of(training, training.eClass().getName(), JobParts.settings(training));
            OF_WEIGHTS.stream().filter(name -> settings.values.containsKey(name) && own.stream().noneMatch(setting -> isOf(setting, name)))
                    .forEach(name -> trained.expression(name).ifPresent(value -> settings.values.put(name, value)));
        }
        return settings;
    }

    private static boolean isOf(Setting setting, String name) {
        return setting.getParameter() != null && name.equals(setting.getParameter().getName());
    }

    /** The schema of that name in the standard library that the element's file sees. */
    public static Optional<Schema> schema(EObject element, String name) {
        return element.eResource() instanceof Schemas library ? library.schema(name) : Optional.empty();
    }

    /** Checks types and units of a block's settings, and that none is set twice. */
    public static void check(List<Setting> settings, Problems problems) {
        Typing typing = new Typing(problems);
        Map<Parameter, Setting> seen = new HashMap<>();
        for (Setting setting : settings) {
            Parameter parameter = setting.getParameter();
            if (parameter == null || parameter.eIsProxy()) {
                continue;
            }
            if (seen.put(parameter, setting) != null) {
                problems.report(Code.SETTING_TWICE, "'" + parameter.getName() + "' is set twice", setting,
                        CorePackage.Literals.SETTING__PARAMETER);
            }
            Type.of(parameter.getType())
                    .ifPresent(type -> typing.expect(setting.getValue(), type, "'" + parameter.getName() + "'"));
            new Bounds(problems).check(setting.getValue(), parameter, "'" + parameter.getName() + "'");
        }
    }

    /** The value as the model has it, if there is one. */
    public Optional<Expression> expression(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !(value instanceof UnknownLiteral));
    }

    /** A quantity in SI units; empty if it is not set or unknown. */
    public OptionalDouble quantity(String name) {
        return expression(name).flatMap(value -> new Formulas(Problems.IGNORED).number(value))
                .map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** A whole number; empty if it is not set or unknown. */
    public OptionalLong count(String name) {
        OptionalDouble value = quantity(name);
        return value.isPresent() ? OptionalLong.of(Math.round(value.getAsDouble())) : OptionalLong.empty();
    }

    /** A text; empty if it is not set. */
    public String text(String name) {
        return expression(name).filter(TextLiteral.class::isInstance).map(value -> ((TextLiteral) value).getValue()).orElse("");
    }

    /** What a setting calls, with all its arguments. */
    public Optional<Call> call(String name) {
        return expression(name).filter(Reference.class::isInstance).map(Reference.class::cast).flatMap(Settings::call);
    }

    /** All that a setting calls, one or a list. */
    public List<Call> calls(String name) {
        return expression(name).stream().flatMap(Settings::references).flatMap(reference -> call(reference).stream()).toList();
    }

    /** All that the value of a setting calls, one or a list. */
    static List<Reference> references(Setting setting) {
        return Optional.ofNullable(setting.getValue()).stream().flatMap(Settings::references).toList();
    }

    private static Stream<Reference> references(Expression value) {
        return (value instanceof ListLiteral list ? list.getElements().stream() : Stream.of(value)).filter(Reference.class::isInstance)
                .map(Reference.class::cast);
    }

    private static Optional<Call> call(Reference reference) {
        return call(reference, new Formulas(Problems.IGNORED));
    }

    /** What a reference calls, its arguments being formulas like those. */
    static Optional<Call> call(Reference reference, Formulas formulas) {
        if (!(reference.getTarget() instanceof Function function) || function.eIsProxy()) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Map.Entry<Parameter, Expression> argument : Arguments.bind(reference, Problems.IGNORED).entrySet()) {
            if (argument.getKey().getName() != null) {
                argument(argument.getValue(), formulas).ifPresent(value -> arguments.put(argument.getKey().getName(), value));
            }
        }
        return arguments.size() < function.getParameters().size() ? Optional.empty()
                : Optional.of(new Call(function.getName(), arguments));
    }

    private static Optional<Object> argument(Expression value, Formulas formulas) {
        return switch (value) {
            case null -> Optional.empty(); // yet to be written
            case TextLiteral text -> Optional.of(text.getValue());
            case ListLiteral list -> {
                List<Object> elements = list.getElements().stream().flatMap(element -> argument(element, formulas).stream()).toList();
                yield elements.size() < list.getElements().size() ? Optional.empty() : Optional.of(elements);
            }
            case Reference nested when nested.getTarget() instanceof Function function && !isNumeric(function) ->
                call(nested, formulas).map(Object.class::cast);
            case Reference named when named.getTarget() instanceof Population population -> Optional.ofNullable(population.getName());
            case Reference named when Arguments.isNamed(named) -> Optional.ofNullable(named.getTarget().getName());
            default -> formulas.number(value).map(Object.class::cast);
        };
    }

    private static boolean isNumeric(Function function) {
        return Type.of(function.getType()).filter(Type::isNumeric).isPresent();
    }
}
