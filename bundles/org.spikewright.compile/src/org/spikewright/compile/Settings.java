package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.binding.Bindings;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.compile.job.Called;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Schema;
import org.spikewright.model.core.Setting;
import org.spikewright.model.core.TextLiteral;
import org.spikewright.model.core.UnknownLiteral;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Member;
import org.spikewright.network.population.Distribution;

/**
 * The settings of a block (a data set, a chip's group, a job) by name: what the model sets, else what the block's schema
 * says. They remember which of them somebody asked for: what nobody did changes nothing.
 */
public final class Settings {

    private final Map<String, Expression> values = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<Called> called = new ArrayList<>();
    private final Bindings bindings;

    private Settings(Bindings bindings, Optional<Schema> schema, List<Setting> settings) {
        this.bindings = bindings;
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
        return new Settings(bindings(block), schema(block, schema), settings);
    }

    /** The settings of a group of a chip. */
    static Settings of(Group group) {
        return new Settings(bindings(group), Optional.ofNullable(group.getSchema()), group.getSettings());
    }

    /** What weights were trained with and must be used with, unless the job that uses them says otherwise. */
    private static final List<String> OF_WEIGHTS = List.of("step", "seed");
    /** What a simulation that goes on shares with the one before. */
    private static final List<String> OF_PHASES = List.of("step", "seed", "timing");

    /**
     * The settings of a job, with those of the jobs it extends. A job that uses weights has the step and the seed of the job that gives them
     * unless it sets its own, and one that continues a simulation also its timing.
     */
    public static Settings of(Job job) {
        List<Setting> own = JobParts.settings(job);
        Settings settings = of(job, job.eClass().getName(), own);
        Job training = JobParts.sources(job).stream().filter(one -> one != job && !one.eIsProxy()).findFirst().orElse(null);
        if (training != null && Circles.of(job).isEmpty()) {
            Settings trained = of(training);
            (JobParts.continued(job) == null ? OF_WEIGHTS : OF_PHASES).stream().filter(name -> settings.values.containsKey(name) && own.stream().noneMatch(setting -> isOf(setting, name)))
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

    /** What functions mean to the engines, as far as the element's file knows. */
    static Bindings bindings(EObject element) {
        return element.eResource() instanceof Schemas library ? library.bindings() : Bindings.NONE;
    }

    /** Checks types and units of a block's settings, and that none is set twice. */
    public static void check(List<Setting> settings, DiagnosticSink problems) {
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

    /** Whether a setting is asked for when all are made into what an engine works with; so it is said to be if they cannot be made. */
    boolean isRead(String name, java.util.function.Function<Settings, ?> specification) {
        try {
            specification.apply(this);
        } catch (IllegalArgumentException _) {
            return true; // what is missing or wrong is said where it is
        }
        return asked.contains(name);
    }

    /** Those of some settings that nobody has asked for yet. */
    List<Setting> unread(List<Setting> settings) {
        return settings.stream().filter(setting -> setting.getParameter() != null && !setting.getParameter().eIsProxy()
                && setting.getValue() != null && !asked.contains(setting.getParameter().getName())).toList();
    }

    /** The value as the model has it, if there is one. */
    public Optional<Expression> expression(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name)).filter(value -> !(value instanceof UnknownLiteral));
    }

    /** A quantity in SI units; empty if it is not set or unknown. */
    public OptionalDouble quantity(String name) {
        return expression(name).flatMap(value -> new Formulas(DiagnosticSink.IGNORED).number(value))
                .map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** Whether something is so; not if it is not set. */
    public boolean truth(String name) {
        return quantity(name).orElse(0) != 0;
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

    /**
     * What the function that a setting calls means.
     *
     * @param kind of value
     * @return empty if nothing is set, it is half-written, or means nothing of that kind to an engine
     * @throws IllegalArgumentException if the arguments make no value; the message says why
     */
    public <T> Optional<T> value(String name, Class<T> kind) {
        return values(name, kind).stream().findFirst();
    }

    /** What all that a setting calls means, one function or a list of them. */
    public <T> List<T> values(String name, Class<T> kind) {
        return expression(name).stream().flatMap(Settings::references)
                .flatMap(reference -> call(reference, new Formulas(DiagnosticSink.IGNORED)).stream())
                .flatMap(call -> bindings.value(kind, call).map(value -> called(call, value)).stream()).toList();
    }

    private <T> T called(LibraryCall call, T value) {
        called.add(new Called(call.function(), value));
        return value;
    }

    /** What has been made of calls so far. */
    public List<Called> called() {
        return List.copyOf(called);
    }

    /**
     * What the function that a setting calls means.
     *
     * @throws IllegalArgumentException if it is not set or means nothing of that kind; the message says which
     */
    public <T> T needed(String name, Class<T> kind) {
        return value(name, kind).orElseThrow(() -> missing(name));
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it is not set; the message says which
     */
    public int neededCount(String name) {
        return (int) count(name).orElseThrow(() -> missing(name));
    }

    /**
     * A quantity in SI units.
     *
     * @throws IllegalArgumentException if it is not set; the message says which
     */
    public double neededQuantity(String name) {
        return quantity(name).orElseThrow(() -> missing(name));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("there is no '" + name + "'");
    }

    /** All that the value of a setting calls: one, a list, or one after the other. */
    static List<Reference> references(Setting setting) {
        return Optional.ofNullable(setting.getValue()).stream().flatMap(Settings::references).toList();
    }

    private static Stream<Reference> references(Expression value) {
        return switch (value) {
            case ListLiteral list -> list.getElements().stream().flatMap(Settings::references);
            case Flow flow -> Stream.concat(references(flow.getSource()), flow.getStages().stream());
            case Reference reference -> Stream.of(reference);
            case null, default -> Stream.empty(); // no call, or one that is yet to be written
        };
    }

    /** What a reference means to an engine, its arguments being formulas like those. */
    static <T> Optional<T> value(Reference reference, Class<T> kind, Formulas formulas) {
        return call(reference, formulas).flatMap(call -> bindings(reference).value(kind, call));
    }

    /**
     * What a reference means to an engine, its arguments being numbers, or what numbers are drawn from. Bounds of those that depend on where
     * the reference stands are checked here, since they could not be before.
     */
    static <T> Optional<T> value(Reference reference, Class<T> kind, Draws draws) {
        Bounds bounds = new Bounds(draws.problems());
        return call(reference, draws.formulas(), (parameter, value) -> {
            Optional<Distribution> drawn = draws.of(value);
            drawn.filter(_ -> bounds.dependsOnPlace(value)).ifPresent(known -> bounds.check(known, parameter,
                    "'" + parameter.getName() + "' of '" + reference.getTarget().getName() + "'", value));
            return drawn.map(Draws::argument);
        }).flatMap(call -> bindings(reference).value(kind, call));
    }

    /**
     * What a reference means to an engine.
     *
     * @param numbers gives numeric arguments
     */
    static <T> Optional<T> value(Reference reference, Class<T> kind, Formulas formulas,
            java.util.function.Function<Expression, Optional<Object>> numbers) {
        return call(reference, formulas, (_, value) -> numbers.apply(value)).flatMap(call -> bindings(reference).value(kind, call));
    }

    /** What a reference calls, its arguments being formulas like those. */
    private static Optional<LibraryCall> call(Reference reference, Formulas formulas) {
        return call(reference, formulas, (_, value) -> argument(value, formulas).filter(Double.class::isInstance));
    }

    private static Optional<LibraryCall> call(Reference reference, Formulas formulas,
            BiFunction<Parameter, Expression, Optional<Object>> numbers) {
        if (reference == null || !(reference.getTarget() instanceof Function function) || function.eIsProxy()) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Map.Entry<Parameter, Expression> argument : Arguments.bind(reference, DiagnosticSink.IGNORED).entrySet()) {
            if (argument.getKey().getName() != null) {
                (isNumeric(argument.getKey().getType()) ? numbers.apply(argument.getKey(), argument.getValue()) : argument(argument.getValue(), formulas))
                        .ifPresent(value -> arguments.put(argument.getKey().getName(), value));
            }
        }
        return arguments.size() < function.getParameters().stream().filter(parameter -> !Arguments.isOptional(parameter)).count() ? Optional.empty()
                : Optional.of(new LibraryCall(fullName(function), arguments, ModelFolder.of(reference)));
    }

    /**
     * What a schema means to an engine, with these settings as arguments; those that are unknown are missing.
     *
     * @throws IllegalArgumentException if they make no value; the message says why
     */
    <T> Optional<T> meaning(Schema schema, Class<T> kind) {
        Formulas formulas = new Formulas(DiagnosticSink.IGNORED);
        Map<String, Object> arguments = new LinkedHashMap<>();
        values.forEach((name, value) -> argument(value, formulas).ifPresent(argument -> arguments.put(name, argument)));
        asked.addAll(values.keySet());
        return bindings.value(kind, new LibraryCall(fullName(schema), arguments, ModelFolder.of(schema)));
    }

    /** A declaration's name with that of its package. */
    static String fullName(Declaration declaration) {
        return declaration.eContainer() instanceof Model model && model.getName() != null ? model.getName() + "." + declaration.getName()
                : declaration.getName();
    }

    private static Optional<Object> argument(Expression value, Formulas formulas) {
        return switch (value) {
            case null -> Optional.empty(); // yet to be written
            case TextLiteral text -> Optional.of(text.getValue());
            case ListLiteral list -> {
                List<Object> elements = list.getElements().stream().flatMap(element -> argument(element, formulas).stream()).toList();
                yield elements.size() < list.getElements().size() ? Optional.empty() : Optional.of(elements);
            }
            case Reference nested when nested.getTarget() instanceof Function function && !isNumeric(function.getType()) ->
                call(nested, formulas).map(Object.class::cast);
            case Reference named when named.getTarget() instanceof Member member -> Optional.ofNullable(member.getName());
            case Reference named when Arguments.isNamed(named) -> Optional.ofNullable(named.getTarget().getName());
            default -> formulas.number(value).map(Object.class::cast);
        };
    }

    private static boolean isNumeric(String type) {
        return Type.of(type).filter(Type::isNumeric).isPresent();
    }
}
