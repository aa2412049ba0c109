package org.spikewright.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Variable;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.dataset.DatasetPackage;
import org.spikewright.model.dataset.Field;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.Population;
import org.spikewright.model.network.Tensor;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.network.population.PopulationNetwork;

/** Everything that is checked about a model beyond its syntax and its names: one method for each kind of declaration. */
public final class Checks {

    /** What samples are made of. */
    public static final List<String> FIELDS = List.of("Events", "Frames", "Spikes", "Signal", "Sequence", "Points", "Text", "Image",
            "Label", "Target", "Mask");

    private final DiagnosticSink problems;
    private final Typing typing;

    public Checks(DiagnosticSink problems) {
        this.problems = problems;
        this.typing = new Typing(problems);
    }

    /** Checks that no declaration before this one has its name. */
    public void distinct(Declaration declaration) {
        if (declaration.eContainer() instanceof Model model) {
            for (Declaration other : model.getDeclarations()) {
                if (other == declaration) {
                    return;
                }
                if (declaration.getName().equals(other.getName())) {
                    twice(declaration);
                    return;
                }
            }
        }
    }

    /** Checks that names at one level are told apart. */
    private void distinct(List<? extends Named> names) {
        Set<String> seen = new HashSet<>();
        names.stream().filter(named -> named.getName() != null && !seen.add(named.getName())).forEach(this::twice);
    }

    private void twice(Named named) {
        problems.report(Code.DUPLICATE_NAME, "'" + named.getName() + "' is declared twice; rename one", named,
                CorePackage.Literals.NAMED__NAME);
    }

    /** Checks the type of a parameter, state, input or derived quantity, and a parameter's default. */
    public void variable(Variable variable) {
        Optional<Type> type = typing.declared(variable.getType(), variable, CorePackage.Literals.VARIABLE__TYPE);
        if (variable instanceof Parameter parameter) {
            type.ifPresent(known -> parameter.getBounds().stream().filter(bound -> bound.getLimit() != null)
                    .forEach(bound -> typing.expect(bound.getLimit(), known, "the bound of '" + parameter.getName() + "'")));
            if (parameter.getDefault() != null) {
                type.ifPresent(known -> typing.expect(parameter.getDefault(), known, "'" + parameter.getName() + "'"));
                new Bounds(problems).check(parameter.getDefault(), parameter, "'" + parameter.getName() + "'");
            }
        }
    }

    /** Checks a function's result type and formula. */
    public void function(Function function) {
        if (Circles.has(function)) {
            problems.report(Code.CIRCLE, "'" + function.getName() + "' depends on itself; leave it out of its formula, or give it one that"
                    + " does not lead back to it", function, CorePackage.Literals.NAMED__NAME);
            return;
        }
        Optional<Type> type = typing.declared(function.getType(), function, CorePackage.Literals.FUNCTION__TYPE);
        if (function.getFormula() != null) {
            Type result = type.filter(Type::isNumeric).orElse(Type.REAL);
            typing.expect(function.getFormula(), result, "'" + function.getName() + "'");
            Formulas.checkSize(function.getFormula(), problems, function, CorePackage.Literals.NAMED__NAME);
        }
    }

    /** Checks the equations of a neuron or synapse. */
    public void dynamics(Dynamics dynamics) {
        new DynamicsChecks(problems).check(dynamics);
    }

    /** Checks what flows through a network or a block; the shapes of a block are known only where it is used. */
    public void graph(Graph graph) {
        graph.getNodes().stream().filter(Chain.class::isInstance).map(Chain.class::cast).filter(chain -> chain.getValue() != null)
                .forEach(chain -> typing.expect(chain.getValue(), Type.TENSOR, "'" + chain.getName() + "'"));
        graph.getNodes().stream().filter(Tensor.class::isInstance).map(tensor -> ((Tensor) tensor).getValue()).filter(Objects::nonNull)
                .forEach(typing::of);
        graph.getDerived().forEach(quantity -> Type.of(quantity.getType())
                .ifPresent(type -> typing.expect(quantity.getFormula(), type, "'" + quantity.getName() + "'")));
        graph.getUpdates().stream().filter(update -> update.getState() != null && !update.getState().eIsProxy())
                .forEach(update -> typing.expect(update.getValue(), Type.TENSOR, "the next '" + update.getState().getName() + "'"));
        graph.getShared().stream().filter(shared -> shared.getLayer() != null)
                .forEach(shared -> typing.expect(shared.getLayer(), Type.LAYER, "'" + shared.getName() + "'"));
        if (graph instanceof Network network) {
            Elaboration elaboration = new Elaboration(problems);
            elaboration.populations(network).ifPresent(populations -> neverSpikes(network, populations));
            elaboration.network(network);
        } else {
            NetworkElaboration.hasInputAndOutput(graph, problems);
        }
    }

    private void neverSpikes(Network network, PopulationNetwork populations) {
        for (Population population : network.getPopulations()) {
            populations.populations().stream().filter(known -> known.name().equals(population.getName()))
                    .filter(known -> RestingPoint.isBelowThreshold(known, populations)).findFirst()
                    .ifPresent(_ -> problems.report(Code.BELOW_THRESHOLD, "'" + population.getName() + "' never spikes: under the current"
                            + " that drives it, it comes to rest below its threshold", population, CorePackage.Literals.NAMED__NAME));
        }
    }

    /** Checks a data set's settings. */
    public void dataset(Dataset dataset) {
        Settings.check(dataset.getSettings(), problems);
        new EngineChecks(problems).data(dataset);
        for (Field field : dataset.getFields()) {
            if (field.getType() != null && !FIELDS.contains(field.getType())) {
                problems.report(Code.UNKNOWN_TYPE, "there is no kind of field '" + field.getType() + "'; the kinds are "
                        + String.join(", ", FIELDS), field, DatasetPackage.Literals.FIELD__TYPE);
            }
            new NetworkElaboration(problems).shape(field.getShape(), new Formulas(problems));
        }
        Settings settings = Settings.of(dataset, "Dataset", dataset.getSettings());
        OptionalLong train = settings.count("train");
        settings.expression("validation").filter(_ -> train.isPresent() && settings.count("validation").orElse(0) >= train.getAsLong())
                .ifPresent(value -> problems.report(Code.OUT_OF_BOUNDS, "'" + dataset.getName() + "' sets all of its " + Extents.text(train.getAsLong())
                        + " training samples aside for validation, which leaves none to learn from; make 'validation' smaller, or 'train' larger", value));
        if (settings.expression("read").isEmpty()) {
            problems.report(Code.SETTING_MISSING, "'" + dataset.getName() + "' does not say where its samples come from; add for"
                    + " instance read glyphs()", dataset, CorePackage.Literals.NAMED__NAME);
        }
    }

    /** Checks a chip's values. */
    public void chip(Chip chip) {
        Settings.check(chip.getSettings(), problems);
        new EngineChecks(problems).known(chip.getSettings());
        chip.getGroups().forEach(this::group);
        new Elaboration(problems).chip(chip);
    }

    /** Why no engine can do a job, in one sentence; nothing if one can. */
    public static Optional<String> obstacle(Job job) {
        List<String> obstacles = new ArrayList<>();
        new JobChecks((code, message, _, _) -> {
            if (code == Code.NO_ENGINE) {
                obstacles.add(message);
            }
        }).check(job);
        return obstacles.stream().findFirst();
    }

    private void group(Group group) {
        Settings.check(group.getSettings(), problems);
        group.getGroups().forEach(this::group);
    }

    /** Checks one declaration. */
    public void declaration(Declaration declaration) {
        new UsageChecks(problems).check(declaration);
        switch (declaration) {
            case Function function -> {
                distinct(function.getParameters());
                function(function);
            }
            case Dynamics dynamics -> {
                distinct(Stream.of(dynamics.getParameters(), dynamics.getStates(), dynamics.getInputs(), dynamics.getDerived())
                        .<Named>flatMap(List::stream).toList());
                dynamics(dynamics);
            }
            case Graph graph -> {
                distinct(Stream.of(graph.getParameters(), graph.getNodes(), graph.getDerived(), graph.getShared(), graph.getPopulations(), graph.getGroups())
                        .<Named>flatMap(List::stream).toList());
                graph(graph);
            }
            case Dataset dataset -> dataset(dataset);
            case Chip chip -> chip(chip);
            case Job job -> new JobChecks(problems).check(job);
            default -> {
                // a schema has nothing beyond its parameters
            }
        }
    }
}
