package org.spikewright.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.spikewright.common.Severity;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.network.PopulationGroup;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.State;
import org.spikewright.network.Shape;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Ends;
import org.spikewright.network.population.Layout;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;

/** Makes the populations of a network with their connections and drives; each is checked where it stands. */
final class PopulationElaboration {

    /** Parameters of drives that are what reaches the input, in its unit. */
    private static final Set<String> AMPLITUDES = Set.of("amplitude", "mean", "deviation");

    /** The largest population: what a check and a run keep for each neuron has to fit into memory several times. */
    private static final int MOST = 1 << 26;

    private final Reporting problems;
    private final Network model;
    private final Draws draws;
    private final EngineChecks engines;
    private final NetworkElaboration shapes;
    private final Map<org.spikewright.model.network.Population, Population> populations = new LinkedHashMap<>();
    private final Map<org.spikewright.model.network.Population, Shape> shaped = new HashMap<>();
    private final List<Projection> projections = new ArrayList<>();
    private final List<Drive> drives = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private boolean complete = true;

    PopulationElaboration(DiagnosticSink problems, Network model) {
        this.problems = new Reporting(DiagnosticSink.once(problems));
        this.model = model;
        this.shapes = new NetworkElaboration(this.problems);
        Map<Parameter, org.spikewright.network.equation.Expression> defaults = new HashMap<>();
        for (Parameter parameter : model.getParameters()) {
            new Formulas(DiagnosticSink.IGNORED).with(defaults).number(parameter.getDefault())
                    .ifPresent(value -> defaults.put(parameter, org.spikewright.network.equation.Expression.of(value)));
        }
        this.draws = new Draws(this.problems, new GraphElaboration(shapes, null, model, Label.NONE, defaults, Map.of()).formulas(), shaped::get);
        this.engines = new EngineChecks(this.problems);
    }

    /** Problems that remember whether there was any. */
    private static final class Reporting implements DiagnosticSink {
        private final DiagnosticSink taker;
        private boolean hasReported;

        Reporting(DiagnosticSink taker) {
            this.taker = taker;
        }

        @Override
        public void report(Code code, String message, EObject element, EStructuralFeature feature) {
            hasReported |= code.severity() == Severity.ERROR || code == Code.NO_ENGINE;
            taker.report(code, message, element, feature);
        }

        @Override
        public void proceed() {
            taker.proceed();
        }
    }

    Optional<PopulationNetwork> network() {
        for (org.spikewright.model.network.Population population : model.getPopulations()) {
            keep(population(population).map(made -> populations.put(population, made) == null), population);
        }
        for (Connection connection : model.getConnections()) {
            keep(new ConnectionElaboration(problems, connection, model.getName(), populations, draws, this::name).projections()
                    .map(projections::addAll), connection);
        }
        for (org.spikewright.model.network.Drive drive : model.getDrives()) {
            keep(drive(drive), drive);
        }
        Map<String, List<Ends.Part>> groups = new HashMap<>();
        for (PopulationGroup group : model.getGroups()) {
            keep(new Pools(problems, draws, populations).united(group).map(parts -> groups.put(group.getName(), parts) == null), group);
        }
        boolean areDistinct = populations.values().stream().map(Population::name).distinct().count() == populations.size();
        return complete && areDistinct ? Optional.of(new PopulationNetwork(model.getName(), List.copyOf(populations.values()), projections, drives, groups))
                : Optional.empty();
    }

    /** Where nothing can be made of something that is written to its end, and nobody said why, it is said that it is so. */
    private void keep(Optional<?> made, EObject element) {
        boolean isNew = complete;
        complete &= made.isPresent();
        if (isNew && !complete && !problems.hasReported && isWritten(element)) {
            problems.report(Code.NOT_CONSTANT, "this cannot be made ready to run: a value in it does not follow before the run from numbers, draws and places",
                    element);
        }
    }

    /** Whether all names are known, nothing is missing that the parser would have missed, and all that it names is right. */
    private static boolean isWritten(EObject element) {
        List<EObject> named = Stream.concat(Stream.of(element), contents(element)).flatMap(part -> part.eCrossReferences().stream()).toList();
        if (element.eResource() == null || !element.eResource().getErrors().isEmpty() || named.stream().anyMatch(EObject::eIsProxy)) {
            return false;
        }
        Reporting wrong = new Reporting(DiagnosticSink.IGNORED);
        named.stream().filter(one -> one instanceof Dynamics || one instanceof Function).map(Declaration.class::cast)
                .forEach(new Checks(wrong)::declaration);
        return !wrong.hasReported;
    }

    private static Stream<EObject> contents(EObject element) {
        List<EObject> parts = new ArrayList<>();
        element.eAllContents().forEachRemaining(parts::add);
        return parts.stream();
    }

    private Optional<Population> population(org.spikewright.model.network.Population population) {
        Settings.check(population.getSettings(), problems);
        Settings settings = Settings.of(population, "Population", population.getSettings());
        Optional<Shape> shape = shapes.shape(population.getSize(), draws.formulas());
        try {
            engines.known(population.getSettings());
            shape.ifPresent(known -> shaped.put(population, known));
            if (shape.filter(known -> known.size() > MOST).isPresent()) {
                problems.report(Code.EXTENT, "'" + population.getName() + "' has " + Extents.text(shape.get().size()) + " neurons; a population can have "
                        + Extents.text(MOST) + " at most", population, NetworkPackage.Literals.POPULATION__SIZE);
                return Optional.empty();
            }
            Optional<Layout> layout = shape.flatMap(known -> settings.value("layout", Layout.Arrangement.class).map(one -> one.of(known)));
            Optional<Population.Cells> cells = shape.flatMap(known -> cells(population.getNeuron(),
                    Around.neurons(new Around.Site(population.getName(), known, layout.isPresent()), known.size(), false)));
            if (shape.isEmpty() || cells.isEmpty() || population.getName() == null) {
                return Optional.empty();
            }
            return Optional.of(new Population(population.getName(), shape.get().size(), cells.get(), layout));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), population, NetworkPackage.Literals.POPULATION__NEURON);
            return Optional.empty();
        }
    }

    private Optional<Population.Cells> cells(Reference use, Around around) {
        if (use == null || use.getTarget() == null || use.getTarget().eIsProxy()) {
            return Optional.empty();
        }
        new Typing(problems).of(use);
        if (!(use.getTarget() instanceof Neuron neuron)) {
            engines.known(use, "population");
            return Settings.value(use, Population.Cells.class, draws.at(Around.neurons(around.neuron().orElseThrow(), around.items().getAsInt(), true)));
        }
        Draws values = draws.at(around);
        Map<Parameter, org.spikewright.network.equation.Expression> typical = new LinkedHashMap<>();
        Map<String, Distribution> drawn = new HashMap<>();
        Bounds bounds = new Bounds(problems);
        for (Map.Entry<Parameter, Expression> argument : Arguments.bind(use, DiagnosticSink.IGNORED).entrySet()) {
            Optional<Distribution> value = values.of(argument.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            Parameter parameter = argument.getKey();
            if (bounds.dependsOnPlace(argument.getValue())) {
                bounds.check(value.get(), parameter, "'" + parameter.getName() + "' of '" + neuron.getName() + "'",
                        argument.getValue().eResource() == use.eResource() ? argument.getValue() : use);
            }
            values = values.with(parameter, value.get());
            typical.put(parameter, org.spikewright.network.equation.Expression.of(value.get().mean()));
            if (!(value.get() instanceof Distribution.Constant)) {
                drawn.put(parameter.getName(), value.get());
            }
        }
        Draws own = values;
        return NeuronElaboration.program(neuron, typical)
                .map(program -> new Population.Neurons(program, drawn.isEmpty() ? Map.of() : initial(neuron, drawn, own), drawn));
    }

    /**
     * Where states start that follow from what is drawn for parameters. One that starts at a parameter which nothing else uses is drawn
     * as that parameter is.
     */
    private static Map<String, Distribution> initial(Neuron neuron, Map<String, Distribution> drawn, Draws draws) {
        Map<String, Distribution> initial = new HashMap<>();
        for (State state : neuron.getStates()) {
            if (state.getInitial() instanceof Reference reference && reference.getTarget() instanceof Parameter parameter
                    && drawn.containsKey(parameter.getName()) && uses(neuron, parameter) == 1) {
                initial.put(state.getName(), drawn.get(parameter.getName()));
            } else if (state.getInitial() != null) {
                draws.of(state.getInitial()).filter(value -> !(value instanceof Distribution.Constant))
                        .ifPresent(value -> initial.put(state.getName(), value));
            }
        }
        return initial;
    }

    private static long uses(Neuron neuron, Parameter parameter) {
        return contents(neuron).filter(part -> part instanceof Reference reference && reference.getTarget() == parameter).count();
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

    private Optional<Collection<Drive>> drive(org.spikewright.model.network.Drive drive) {
        Settings.check(drive.getSettings(), problems);
        if (drive.getSource() != null) {
            new Typing(problems).expect(drive.getSource(), Type.DRIVE, "what follows 'by'");
            engines.known(drive.getSource(), "by");
        }
        Optional<List<List<Pools.Chosen>>> pools = new Pools(problems, draws, populations).of(drive.getTargets());
        if (pools.isEmpty() || drive.getSource() == null) {
            return Optional.empty();
        }
        List<Drive> made = new ArrayList<>();
        for (int t = 0; t < pools.get().size(); t++) {
            int all = (int) Math.min(Integer.MAX_VALUE, pools.get().get(t).stream().mapToLong(this::size).sum());
            int first = 0;
            for (Pools.Chosen target : pools.get().get(t)) {
                Optional<Drive> one = drive(drive, target, new Around.Cell(t, pools.get().size(), 0, 0), new Around.Share(first, all));
                first += size(target);
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                made.add(one.get());
                drives.add(one.get());
            }
        }
        return Optional.of(made);
    }

    private int size(Pools.Chosen target) {
        return populations.containsKey(target.population()) ? target.selection().count(populations.get(target.population()).size()) : 0;
    }

    private Optional<Drive> drive(org.spikewright.model.network.Drive drive, Pools.Chosen target, Around.Cell cell, Around.Share share) {
        Receptors receptors = new Receptors(problems, populations, draws);
        Optional<Input> input = receptors.input(target.population(), drive.getInput(), drive);
        Population to = populations.get(target.population());
        if (input.isEmpty() || to == null) {
            return Optional.empty();
        }
        Settings settings = Settings.of(drive, "Drive", drive.getSettings());
        amplitudes(drive.getSource(), input.get());
        Draws values = draws.at(Around.neurons(draws.site(target.population(), to), size(target), true).in(cell).sharing(share));
        Draws still = values.at(Around.neurons(values.around().neuron().orElseThrow(), values.around().items().getAsInt(), false).in(cell).sharing(share));
        Optional<Distribution> weight = takesWeight(drive.getSource())
                ? receptors.weight(still, settings, settings, drive.getSettings(), input.get(), drive) : Optional.of(Distribution.of(1));
        if (weight.isEmpty()) {
            return Optional.empty();
        }
        engines.unread(drive.getSettings(), settings, "of a drive that brings no spikes");
        try {
            return Settings.value(drive.getSource(), Drive.Signal.class, values).map(signal -> new Drive(name("drive " + to.name()), to.name(),
                    input.get().getName(), target.selection(), signal.weighted(weight.get())));
        } catch (IllegalArgumentException e) {
            problems.report(Code.CONNECTION, e.getMessage(), drive, NetworkPackage.Literals.DRIVE__SOURCE);
            return Optional.empty();
        }
    }

    private String name(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + " " + i;
        }
        return name;
    }
}
