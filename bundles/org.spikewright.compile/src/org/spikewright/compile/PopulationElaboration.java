package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.Unit;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.Shape;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Layout;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.SynapseProgram;

/** Makes the populations of a network with their connections and drives; each is checked where it stands. */
final class PopulationElaboration {

    private static final String WEIGHT = "weight";
    private static final String TOTAL = "total";
    /** Parameters of drives that are what reaches the input, in its unit. */
    private static final Set<String> AMPLITUDES = Set.of("amplitude", "mean", "deviation");

    private final DiagnosticSink problems;
    private final Network model;
    private final Draws draws;
    private final EngineChecks engines;
    private final NetworkElaboration shapes;
    private final Map<org.spikewright.model.network.Population, Population> populations = new LinkedHashMap<>();
    private final List<Projection> projections = new ArrayList<>();
    private final List<Drive> drives = new ArrayList<>();
    private boolean complete = true;

    PopulationElaboration(DiagnosticSink problems, Network model) {
        this.problems = problems;
        this.model = model;
        this.shapes = new NetworkElaboration(problems);
        Map<Parameter, org.spikewright.network.equation.Expression> defaults = new HashMap<>();
        for (Parameter parameter : model.getParameters()) {
            new Formulas(DiagnosticSink.IGNORED).with(defaults).number(parameter.getDefault())
                    .ifPresent(value -> defaults.put(parameter, org.spikewright.network.equation.Expression.of(value)));
        }
        this.draws = new Draws(problems, new GraphElaboration(shapes, null, model, Label.NONE, defaults, Map.of()).formulas());
        this.engines = new EngineChecks(problems);
    }

    Optional<PopulationNetwork> network() {
        for (org.spikewright.model.network.Population population : model.getPopulations()) {
            keep(population(population).map(made -> populations.put(population, made) == null));
        }
        for (Connection connection : model.getConnections()) {
            for (org.spikewright.model.network.Population source : connection.getSources()) {
                for (org.spikewright.model.network.Population target : connection.getTargets()) {
                    problems.proceed();
                    keep(projection(connection, source, target).map(projections::add));
                }
            }
        }
        for (org.spikewright.model.network.Drive drive : model.getDrives()) {
            for (org.spikewright.model.network.Population target : drive.getTargets()) {
                keep(drive(drive, target).map(drives::add));
            }
        }
        boolean areDistinct = populations.values().stream().map(Population::name).distinct().count() == populations.size();
        return complete && areDistinct ? Optional.of(new PopulationNetwork(model.getName(), List.copyOf(populations.values()), projections, drives))
                : Optional.empty();
    }

    private void keep(Optional<Boolean> made) {
        complete &= made.isPresent();
    }

    private Optional<Population> population(org.spikewright.model.network.Population population) {
        Settings.check(population.getSettings(), problems);
        Settings settings = Settings.of(population, "Population", population.getSettings());
        Optional<Shape> shape = shapes.shape(population.getSize(), draws.formulas());
        try {
            engines.known(population.getSettings());
            Optional<Population.Cells> cells = cells(population.getNeuron());
            if (shape.isEmpty() || cells.isEmpty() || population.getName() == null) {
                return Optional.empty();
            }
            return Optional.of(new Population(population.getName(), shape.get().size(), cells.get(), settings.value("layout",
                    Layout.Arrangement.class).map(layout -> layout.of(shape.get()))));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), population, NetworkPackage.Literals.POPULATION__NEURON);
            return Optional.empty();
        }
    }

    private Optional<Population.Cells> cells(Reference use) {
        if (use == null || use.getTarget() == null || use.getTarget().eIsProxy()) {
            return Optional.empty();
        }
        new Typing(problems).of(use);
        if (!(use.getTarget() instanceof Neuron neuron)) {
            engines.known(use, "population");
            return Settings.value(use, Population.Cells.class, draws.formulas());
        }
        Map<Parameter, org.spikewright.network.equation.Expression> values = new LinkedHashMap<>();
        Map<String, Distribution> drawn = new HashMap<>();
        for (Map.Entry<Parameter, Expression> argument : Arguments.bind(use, DiagnosticSink.IGNORED).entrySet()) {
            Optional<Distribution> value = draws.with(values).of(argument.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(argument.getKey(), org.spikewright.network.equation.Expression.of(value.get().mean()));
            if (!(value.get() instanceof Distribution.Constant)) {
                drawn.put(argument.getKey().getName(), value.get());
            }
        }
        return NeuronElaboration.program(neuron, values)
                .map(program -> new Population.Neurons(program, initial(neuron, drawn), drawn));
    }

    /** A state that starts at a parameter starts at what is drawn for that parameter. */
    private static Map<String, Distribution> initial(Neuron neuron, Map<String, Distribution> drawn) {
        Map<String, Distribution> initial = new HashMap<>();
        for (State state : neuron.getStates()) {
            if (state.getInitial() instanceof Reference reference && reference.getTarget() instanceof Parameter parameter
                    && drawn.containsKey(parameter.getName())) {
                initial.put(state.getName(), drawn.get(parameter.getName()));
            }
        }
        return initial;
    }

    private Optional<Projection> projection(Connection connection, org.spikewright.model.network.Population source,
            org.spikewright.model.network.Population target) {
        if (connection.getSources().getFirst() == source && connection.getTargets().getFirst() == target) {
            Settings.check(connection.getSettings(), problems);
            if (connection.getRule() != null) {
                new Typing(problems).expect(connection.getRule(), Type.CONNECTIVITY, "what follows 'by'");
                engines.known(connection.getRule(), "by");
            }
            engines.known(connection.getSettings());
        }
        Population from = populations.get(source);
        Population to = populations.get(target);
        Optional<Input> input = input(target, connection.getInput(), connection);
        if (from == null || to == null || input.isEmpty() || connection.getRule() == null) {
            return Optional.empty();
        }
        Settings settings = Settings.of(connection, "Connection", connection.getSettings());
        Optional<ConnectionRule> rule = rule(connection, from, to);
        Optional<Distribution> weight = weight(settings, connection.getSettings(), input.get(), connection);
        Optional<Distribution> delay = settings.expression("delay").flatMap(draws::of);
        Optional<Optional<SynapseProgram>> plasticity = plasticity(settings)
                .flatMap(learning -> normalised(learning, settings, input.get(), draws.between(from.size(), to.size())));
        if (rule.isEmpty() || weight.isEmpty() || delay.isEmpty() || plasticity.isEmpty()) {
            return Optional.empty();
        }
        if (connection.getSources().getFirst() == source && connection.getTargets().getFirst() == target) {
            engines.unread(connection.getSettings(), settings, "of a connection without plasticity");
        }
        Projection projection = new Projection(name(source.getName() + "->" + target.getName()), from.name(), to.name(),
                input.get().getName(), rule.get(), weight.get(), delay.get(), plasticity.get());
        try {
            PopulationNetwork alone = new PopulationNetwork(model.getName(), List.copyOf(populations.values()), List.of(projection),
                    List.of());
            return Optional.of(alone.projections().getFirst());
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), connection, NetworkPackage.Literals.CONNECTION__RULE);
            return Optional.empty();
        }
    }

    private Optional<ConnectionRule> rule(Connection connection, Population from, Population to) {
        try {
            return Settings.value(connection.getRule(), ConnectionRule.class, draws.between(from.size(), to.size()));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), connection, NetworkPackage.Literals.CONNECTION__RULE);
            return Optional.empty();
        }
    }

    private Optional<Optional<SynapseProgram>> plasticity(Settings settings) {
        Optional<Expression> plasticity = settings.expression("plasticity");
        if (plasticity.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        if (!(plasticity.get() instanceof Reference use) || !(use.getTarget() instanceof Synapse)) {
            return Optional.empty();
        }
        Optional<String> factor = settings.expression("factor").filter(Reference.class::isInstance)
                .map(reference -> ((Reference) reference).getTarget()).filter(populations::containsKey)
                .map(population -> population.getName());
        return new SynapseElaboration(problems.at(use)).program(use, draws.formulas(), factor.map(population -> new SynapseProgram.Modulator(
                population, settings.quantity("factorTau").orElse(Double.MAX_VALUE), 1))).map(Optional::of);
    }

    /** A rule with what keeps the sum of its weights, which has the unit of the input that they reach, if the connection says so. */
    private Optional<Optional<SynapseProgram>> normalised(Optional<SynapseProgram> rule, Settings settings, Input input, Formulas formulas) {
        Optional<Expression> normalisation = settings.expression("normalisation");
        if (normalisation.isEmpty()) {
            return Optional.of(rule);
        }
        if (rule.isEmpty()) {
            problems.report(Code.NOT_NORMALISED, "the weights of this connection stay as they are, since it has no plasticity; there is"
                    + " nothing to normalise", normalisation.get());
            return Optional.empty();
        }
        if (!(normalisation.get() instanceof Reference use)) {
            return Optional.empty();
        }
        Type.of(input.getType()).ifPresent(type -> Optional.ofNullable(Arguments.byName(use).get(TOTAL))
                .ifPresent(total -> new Typing(problems).expect(total, type, "'" + TOTAL + "' into '" + input.getName() + "'")));
        try {
            return Settings.value(use, SynapseProgram.Normalisation.class, formulas).map(found -> rule.map(one -> one.normalised(found)));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), use);
            return Optional.empty();
        }
    }

    /** What comes in where no input is named is the first of the target's. */
    private Optional<Input> input(org.spikewright.model.network.Population target, Input named, EObject place) {
        if (target.eIsProxy() || target.getNeuron() == null || !(target.getNeuron().getTarget() instanceof Neuron neuron)) {
            if (!target.eIsProxy() && populations.containsKey(target)) {
                problems.report(Code.CONNECTION, "'" + target.getName() + "' receives nothing; connect to a population of neurons", place);
            }
            return Optional.empty();
        }
        if (named == null || named.eIsProxy()) {
            return neuron.getInputs().stream().findFirst();
        }
        return neuron.getInputs().stream().filter(input -> Objects.equals(input.getName(), named.getName())).findFirst();
    }

    /** A weight of usual size. */
    private static String example(Type type) {
        return switch (type.toString()) {
            case "Voltage" -> "0.1 mV";
            case "Current" -> "100 pA";
            case "Conductance" -> "1 nS";
            default -> Unit.coherent(type.dimension()).map(unit -> "1 " + unit.symbol()).orElse("1");
        };
    }

    /** Whether what drives sends spikes, each of which adds a weight. */
    private static boolean takesWeight(Reference source) {
        return Arguments.parameters(source).stream().noneMatch(parameter -> AMPLITUDES.contains(parameter.getName()));
    }

    /** Amplitudes have the unit of the input that they reach. */
    private void amplitudes(Reference source, Input input) {
        Arguments.bind(source, DiagnosticSink.IGNORED).forEach((parameter, value) -> {
            if (AMPLITUDES.contains(parameter.getName()) && value != null) {
                Type.of(input.getType()).ifPresent(type -> new Typing(problems).expect(value, type,
                        "'" + parameter.getName() + "' into '" + input.getName() + "'"));
            }
        });
    }

    /**
     * The weight, which has the unit of the input that it reaches. A connection that says none has that of the synapse that it learns
     * by, else 1, which is no quantity.
     */
    private Optional<Distribution> weight(Settings settings, List<Setting> own, Input input, EObject place) {
        Optional<Expression> weight = settings.expression(WEIGHT);
        boolean isGiven = own.stream().anyMatch(setting -> setting.getParameter() != null && WEIGHT.equals(setting.getParameter().getName()));
        Optional<Type> unit = Type.of(input.getType()).filter(type -> type.isNumeric() && !type.dimension().isNone());
        Optional<State> learned = settings.expression("plasticity").filter(Reference.class::isInstance)
                .map(use -> ((Reference) use).getTarget()).filter(Synapse.class::isInstance)
                .flatMap(synapse -> ((Synapse) synapse).getStates().stream()
                        .filter(state -> SynapseProgram.WEIGHT.equals(state.getName())).findFirst());
        if (unit.isPresent() && learned.flatMap(state -> Type.of(state.getType())).filter(type -> !type.equals(unit.get())).isPresent()) {
            problems.report(Code.SYNAPSE, "the weight of the synapse is a " + learned.get().getType() + ", but '" + input.getName()
                    + "' is a " + input.getType() + "; use a synapse whose w is a " + input.getType(), settings.expression("plasticity").get());
            return Optional.empty();
        }
        if (!isGiven && learned.map(State::getInitial).isPresent()) {
            return draws.formulas().arguments((Reference) settings.expression("plasticity").get())
                    .flatMap(numbers -> draws.formulas().with(numbers).number(learned.get().getInitial())).map(Distribution::of);
        }
        if (!isGiven && unit.isPresent()) {
            problems.report(Code.SETTING_MISSING, "'" + input.getName() + "' is a " + input.getType() + ", so that a weight must be given;"
                    + " add for instance weight " + example(unit.get()), place);
            return Optional.empty();
        }
        own.stream().filter(setting -> setting.getParameter() != null && WEIGHT.equals(setting.getParameter().getName())).findFirst()
                .ifPresent(setting -> Type.of(input.getType()).ifPresent(type -> new Typing(problems).expect(setting.getValue(), type,
                        "'weight' into '" + input.getName() + "'")));
        return weight.flatMap(draws::of);
    }

    private Optional<Drive> drive(org.spikewright.model.network.Drive drive, org.spikewright.model.network.Population target) {
        if (drive.getTargets().getFirst() == target) {
            Settings.check(drive.getSettings(), problems);
            if (drive.getSource() != null) {
                new Typing(problems).expect(drive.getSource(), Type.DRIVE, "what follows 'by'");
                engines.known(drive.getSource(), "by");
            }
        }
        Optional<Input> input = input(target, drive.getInput(), drive);
        Population to = populations.get(target);
        if (input.isEmpty() || to == null || drive.getSource() == null) {
            return Optional.empty();
        }
        Settings settings = Settings.of(drive, "Drive", drive.getSettings());
        amplitudes(drive.getSource(), input.get());
        Optional<Distribution> weight = takesWeight(drive.getSource()) ? weight(settings, drive.getSettings(), input.get(), drive)
                : Optional.of(Distribution.of(1));
        if (weight.isEmpty()) {
            return Optional.empty();
        }
        if (weight.get() instanceof Distribution.ByDistance) {
            problems.report(Code.CONNECTION, "what drives has no place, so that nothing of it can follow from a distance; draw the weight"
                    + " from something else", drive, NetworkPackage.Literals.DRIVE__SOURCE);
            return Optional.empty();
        }
        if (drive.getTargets().getFirst() == target) {
            engines.unread(drive.getSettings(), settings, "of a drive that brings no spikes");
        }
        return signal(drive, weight.get()).map(signal -> new Drive(name("drive " + to.name()), to.name(), input.get().getName(), Selection.ALL, signal));
    }

    private Optional<Drive.Signal> signal(org.spikewright.model.network.Drive drive, Distribution weight) {
        try {
            return Settings.value(drive.getSource(), Drive.Signal.class, draws.formulas()).map(signal -> signal.weighted(weight));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), drive, NetworkPackage.Literals.DRIVE__SOURCE);
            return Optional.empty();
        }
    }

    private String name(String wanted) {
        String name = wanted;
        for (int i = 2; isTaken(name); i++) {
            name = wanted + " " + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return projections.stream().anyMatch(one -> one.name().equals(name)) || drives.stream().anyMatch(one -> one.name().equals(name));
    }
}
