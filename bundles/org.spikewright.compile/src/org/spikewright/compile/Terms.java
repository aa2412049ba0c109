package org.spikewright.compile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.network.Shape;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Known;
import org.spikewright.network.population.SeriesOverTime;
import org.spikewright.network.population.Term;

/** Collects what the formula of a value is made of beyond numbers: what is drawn, listed, known of the place, or changes in time. */
final class Terms implements Formulas.Meaning {

    static final String TIME = "std.math.time";
    private static final String INDEX = "std.layer.index";
    private static final String POSITION = "std.layer.position";
    /** What nodes of layers have. */
    private static final String EXTENT = "std.layer.extent";
    private static final String COORDINATE = "std.population.coordinate";
    private static final String DISTANCE = "std.population.distance";
    private static final String SOURCE_INDEX = "std.population.sourceIndex";
    private static final String TARGET_INDEX = "std.population.targetIndex";
    private static final String SOURCES = "std.population.sources";
    private static final String TARGETS = "std.population.targets";
    private static final String TABLE = "std.population.table";
    /** Numbers that are new in each step. */
    private static final Set<String> NOISES = Set.of("std.random.white", "std.random.normalNoise", "std.random.uniformNoise");
    private static final Set<String> PLACES = Set.of(TIME, INDEX, POSITION, COORDINATE, DISTANCE, SOURCE_INDEX, TARGET_INDEX, SOURCES, TARGETS, TABLE);

    private final DiagnosticSink problems;
    private final Around around;
    private final Map<String, Term> terms = new LinkedHashMap<>();

    /**
     * Terms of a value.
     *
     * @param own what symbols stand for that the formulas around already use
     */
    Terms(DiagnosticSink problems, Around around, Map<String, Term> own) {
        this.problems = problems;
        this.around = around;
        terms.putAll(own);
    }

    /** What each symbol stands for that was met so far. */
    Map<String, Term> all() {
        return terms;
    }

    @Override
    public boolean knows(Expression expression) {
        return expression instanceof ListLiteral || expression instanceof Reference reference && reference.getTarget() instanceof Function function
                && !function.eIsProxy() && function.getName() != null && (PLACES.contains(Settings.fullName(function))
                        || draws(function) && !EXTENT.equals(Settings.fullName(function)));
    }

    /** Whether a function of numbers is one that only an engine can compute. */
    static boolean draws(Function function) {
        return function.getFormula() == null && !function.getParameters().isEmpty()
                && Type.of(function.getType()).filter(Type::isNumeric).isPresent()
                && org.spikewright.network.equation.Function.of(function.getName()).isEmpty();
    }

    @Override
    public Optional<org.spikewright.network.equation.Expression> of(Expression expression, Formulas here) {
        if (expression instanceof ListLiteral list) {
            return list(list, here);
        }
        Reference call = (Reference) expression;
        return switch (Settings.fullName((Function) call.getTarget())) {
            case TIME -> around.timed() ? Optional.of(known(Known.TIME, new Known.Time()))
                    : refused(call, "this must be known before the run, but it depends on time");
            case INDEX -> neuron(call, site -> new Known.Index(Known.Side.NEURON, 1, site.shape().size()));
            case POSITION -> axis(call, here).flatMap(axis -> neuron(call, site -> index(site.shape(), axis)));
            case COORDINATE -> axis(call, here).flatMap(axis -> neuron(call, site -> site.isPlaced() ? new Known.Coordinate(Known.Side.NEURON, axis)
                    : null));
            case SOURCE_INDEX -> synapse(call, () -> new Known.Index(Known.Side.SOURCE, 1, around.source().orElseThrow().shape().size()));
            case TARGET_INDEX -> synapse(call, () -> new Known.Index(Known.Side.TARGET, 1, around.target().orElseThrow().shape().size()));
            case DISTANCE -> synapse(call, Known.Distance::new);
            case SOURCES -> count(call, around.sources());
            case TARGETS -> count(call, around.targets());
            case TABLE -> table(call, here);
            default -> drawn(call, here);
        };
    }

    private org.spikewright.network.equation.Expression known(String symbol, Term term) {
        terms.put(symbol, term);
        return org.spikewright.network.equation.Expression.symbol(symbol);
    }

    private org.spikewright.network.equation.Expression added(String name, Term term) {
        return known("$" + terms.size() + name, term);
    }

    private <T> Optional<T> refused(Expression place, String message) {
        problems.report(Code.NOT_CONSTANT, message, place);
        return Optional.empty();
    }

    private Optional<org.spikewright.network.equation.Expression> count(Reference call, OptionalInt count) {
        return count.isPresent() ? Optional.of(org.spikewright.network.equation.Expression.of(count.getAsInt()))
                : refused(call, "'" + call.getTarget().getName() + "' is known of a connection only");
    }

    private static Known index(Shape shape, int axis) {
        if (axis >= shape.rank()) {
            return null;
        }
        int stride = 1;
        for (int k = axis + 1; k < shape.rank(); k++) {
            stride *= shape.extent(k);
        }
        return new Known.Index(Known.Side.NEURON, stride, shape.extent(axis));
    }

    private Optional<Integer> axis(Reference call, Formulas here) {
        return Optional.ofNullable(Arguments.byName(call).get("axis")).flatMap(here::number).map(Double::intValue).filter(axis -> axis >= 0);
    }

    private Optional<org.spikewright.network.equation.Expression> neuron(Reference call, java.util.function.Function<Around.Site, Known> known) {
        String name = call.getTarget().getName();
        if (around.neuron().isEmpty()) {
            return around.source().isPresent() ? refused(call, "a synapse has two neurons; write sourceIndex or targetIndex, or distance")
                    : around == Around.NOWHERE ? Optional.empty() : refused(call, "'" + name + "' is known of a neuron only");
        }
        Known found = known.apply(around.neuron().get());
        return found != null ? Optional.of(added(name, found)) : refused(call, name.equals("coordinate")
                ? "'" + around.neuron().get().name() + "' has no positions; give it a layout, as in layout grid(10 um)"
                : "'" + around.neuron().get().name() + "' has " + Arguments.counted(around.neuron().get().shape().rank(), "axis").replace("axiss", "axes")
                        + ", counted from 0");
    }

    private Optional<org.spikewright.network.equation.Expression> synapse(Reference call, Supplier<Known> known) {
        String name = call.getTarget().getName();
        if (around.source().isEmpty() || around.target().isEmpty()) {
            return around == Around.NOWHERE ? Optional.empty() : refused(call, "'" + name + "' is known of a synapse only: in the weight or the delay of a connection");
        }
        for (Around.Site site : List.of(around.source().get(), around.target().get())) {
            if (name.equals("distance") && !site.isPlaced()) {
                return refused(call, "'" + site.name() + "' has no positions, so that there are no distances; give it a layout, as in layout grid(10 um)");
            }
        }
        return Optional.of(added(name, known.get()));
    }

    /** A value for each neuron or synapse. */
    private Optional<org.spikewright.network.equation.Expression> list(ListLiteral list, Formulas here) {
        if (around.items().isEmpty()) {
            return around == Around.NOWHERE ? Optional.empty() : refused(list, around.unlisted());
        }
        List<Expression> elements = list.getElements().stream().flatMap(element -> element instanceof ListLiteral row ? row.getElements().stream()
                : java.util.stream.Stream.of(element)).toList();
        float[] values = new float[elements.size()];
        for (int k = 0; k < values.length; k++) {
            Optional<Double> number = here.number(elements.get(k));
            if (number.isEmpty()) {
                return Optional.empty();
            }
            values[k] = number.get().floatValue();
        }
        return listed(list, values);
    }

    private Optional<org.spikewright.network.equation.Expression> listed(Expression place, float[] values) {
        int items = around.listed().getAsInt();
        if (values.length != items) {
            problems.report(Code.CONNECTION, "there are " + Arguments.counted(values.length, "value") + " here, but " + items
                    + (around.neuron().isPresent() ? " neurons" : " are needed") + "; give one for each", place);
            return Optional.empty();
        }
        return Optional.of(added("list", new Distribution.Listed(around.share().map(share -> Arrays.copyOfRange(values, share.first(),
                share.first() + around.items().getAsInt())).orElse(values))));
    }

    private Optional<org.spikewright.network.equation.Expression> table(Reference call, Formulas here) {
        Expression values = Arguments.byName(call).get("values");
        if (around.cell().isEmpty() || !(values instanceof ListLiteral rows)) {
            return around == Around.NOWHERE ? Optional.empty()
                    : refused(call, "a table is for connections and drives of several populations; write [[…], […]], a row for each target");
        }
        Around.Cell cell = around.cell().get();
        boolean fits = rows.getElements().size() == cell.rows() && (cell.columns() == 0 || rows.getElements().stream()
                .allMatch(row -> row instanceof ListLiteral list && list.getElements().size() == cell.columns()));
        if (!fits) {
            problems.report(Code.CONNECTION, "this table needs " + cell.rows() + (cell.columns() == 0 ? " values, one for each target"
                    : " rows, one for each target, of " + cell.columns() + " values, one for each source"), values);
            return Optional.empty();
        }
        Expression row = rows.getElements().get(cell.row());
        return here.of(cell.columns() == 0 ? row : ((ListLiteral) row).getElements().get(cell.column()));
    }

    private Optional<org.spikewright.network.equation.Expression> drawn(Reference call, Formulas here) {
        Function function = (Function) call.getTarget();
        String name = Settings.fullName(function);
        if (NOISES.contains(name)) {
            return refused(call, "'" + function.getName() + "' is new in each step, for equations of neurons only; here a value is drawn once, as by normal(…)");
        }
        Map<String, org.spikewright.network.equation.Expression> arguments = new HashMap<>();
        Map<Expression, Object> numbers = new HashMap<>();
        for (Map.Entry<Parameter, Expression> argument : Arguments.bind(call, DiagnosticSink.IGNORED).entrySet()) {
            if (Type.of(argument.getKey().getType()).filter(Type::isNumeric).isPresent()) {
                Optional<org.spikewright.network.equation.Expression> value = here.of(argument.getValue());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                arguments.put(argument.getKey().getName(), value.get());
                numbers.put(argument.getValue(), value.get() instanceof org.spikewright.network.equation.Expression.Constant(double number)
                        ? (Object) number : value.get());
            }
        }
        try {
            Optional<SeriesOverTime> series = Settings.value(call, SeriesOverTime.class, here, value -> Optional.ofNullable(numbers.get(value)));
            if (series.isPresent()) {
                return overTime(call, series.get(), arguments.get("at"));
            }
            if (function.getParameters().stream().anyMatch(parameter -> Type.of(parameter.getType()).filter(Type::isNumeric).isPresent()
                    && !arguments.containsKey(parameter.getName()))) {
                return Optional.empty(); // one is missing, which is said where arguments are checked
            }
            if (!arguments.values().stream().allMatch(org.spikewright.network.equation.Expression.Constant.class::isInstance)) {
                return moved(call, function.getName(), arguments);
            }
            Optional<Distribution> value = Settings.value(call, Distribution.class, here);
            if (value.isEmpty()) {
                return Settings.bindings(call).isBound(name) ? Optional.empty()
                        : refused(call, "'" + function.getName() + "' has no meaning here: it neither draws values of neurons or synapses nor follows from numbers");
            }
            if (value.get() instanceof Distribution.Listed(float[] values)) {
                return around.items().isPresent() ? listed(call, values)
                        : around == Around.NOWHERE ? Optional.empty() : refused(call, around.unlisted());
            }
            if (value.get() instanceof Distribution.ByDistance && around.source().isEmpty() && around != Around.NOWHERE) {
                return refused(call, "'" + function.getName() + "' follows from the distance of two neurons, so that it is known of a synapse only");
            }
            return Optional.of(added(function.getName(), value.get()));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), call);
            return Optional.empty();
        }
    }

    private Optional<org.spikewright.network.equation.Expression> overTime(Reference call, SeriesOverTime series,
            org.spikewright.network.equation.Expression at) {
        if (!around.timed()) {
            return refused(call, "this must be known before the run, but '" + call.getTarget().getName() + "' changes in time");
        }
        if (at == null || !Set.of(Known.TIME).containsAll(at.symbols())) {
            return refused(call, "the time that is looked up must be the same for all, a formula in time");
        }
        Known.Series numbers = series.at(at);
        if (numbers.columns() > 1 && around.items().isPresent() && numbers.columns() != around.listed().getAsInt()) {
            problems.report(Code.CONNECTION, "there are numbers for " + numbers.columns() + " neurons here, but " + around.listed().getAsInt()
                    + " neurons; give one column for all, or one for each", call);
            return Optional.empty();
        }
        return Optional.of(added(call.getTarget().getName(), numbers.columns() == 1 || around.share().isEmpty() ? numbers
                : numbers.columns(around.share().get().first(), around.items().getAsInt())));
    }

    /** A distribution whose own numbers differ: one of fixed numbers, moved and stretched. */
    private Optional<org.spikewright.network.equation.Expression> moved(Reference call, String name,
            Map<String, org.spikewright.network.equation.Expression> arguments) {
        return switch (name) {
            case "normal" -> Optional.of(arguments.get("mean").plus(arguments.get("deviation").times(added(name, Distribution.Normal.of(0, 1)))));
            case "clippedNormal" -> {
                org.spikewright.network.equation.Expression drawn = arguments.get("mean")
                        .plus(arguments.get("deviation").times(added(name, Distribution.Normal.of(0, 1))));
                yield Optional.of(org.spikewright.network.equation.Expression.call(org.spikewright.network.equation.Function.MIN,
                        List.of(org.spikewright.network.equation.Expression.call(org.spikewright.network.equation.Function.MAX,
                                List.of(drawn, arguments.get("low"))), arguments.get("high"))));
            }
            case "uniform" -> Optional.of(arguments.get("low").plus(arguments.get("high").minus(arguments.get("low"))
                    .times(added(name, new Distribution.Uniform(0, 1)))));
            case "exponential" -> Optional.of(arguments.get("offset").plus(arguments.get("scale")
                    .times(added(name, new Distribution.Exponential(1, 0)))));
            case "logNormal" -> Optional.of(arguments.get("median").times(org.spikewright.network.equation.Expression.call(
                    org.spikewright.network.equation.Function.EXP, List.of(arguments.get("sigma").times(added(name, Distribution.Normal.of(0, 1)))))));
            default -> refused(call, "the arguments of '" + name + "' must be the same for all and at all times; move and stretch what it draws in a formula,"
                    + " as in 10 mV + index * 1 mV + " + name + "(…)");
        };
    }
}
