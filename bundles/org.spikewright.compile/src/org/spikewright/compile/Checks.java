package org.spikewright.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.chip.CoreLimits;
import org.spikewright.chip.Fit;
import org.spikewright.chip.Violation;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Variable;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.Network;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.network.Layer;
import org.spikewright.network.Operator;
import org.spikewright.network.Shape;

/** Everything that is checked about a model beyond its syntax and its names: one method for each kind of declaration. */
public final class Checks {

    private final Problems problems;
    private final Typing typing;

    public Checks(Problems problems) {
        this.problems = problems;
        this.typing = new Typing(problems);
    }

    /** Checks that names at one level are told apart. */
    public void distinct(List<? extends Named> names) {
        Map<String, Named> seen = new HashMap<>();
        for (Named named : names) {
            if (named.getName() != null && seen.put(named.getName(), named) != null) {
                problems.report(Code.DUPLICATE_NAME, "'" + named.getName() + "' is declared twice; rename one", named,
                        CorePackage.Literals.NAMED__NAME);
            }
        }
    }

    /** Checks the type of a parameter, state, input or derived quantity, and a parameter's default. */
    public void variable(Variable variable) {
        Optional<Type> type = typing.declared(variable.getType(), variable, CorePackage.Literals.VARIABLE__TYPE);
        if (variable instanceof Parameter parameter && parameter.getDefault() != null) {
            type.ifPresent(known -> typing.expect(parameter.getDefault(), known, "'" + parameter.getName() + "'"));
        }
    }

    /** Checks a function's result type and formula. */
    public void function(Function function) {
        Optional<Type> type = typing.declared(function.getType(), function, CorePackage.Literals.FUNCTION__TYPE);
        if (function.getFormula() != null) {
            Type result = type.filter(Type::isNumeric).orElse(Type.REAL);
            typing.expect(function.getFormula(), result, "'" + function.getName() + "'");
        }
    }

    /** Checks a neuron's equations. */
    public void neuron(Neuron neuron) {
        new NeuronElaboration(problems).check(neuron);
    }

    /** Checks what flows through a network or a block; the shapes of a block are known only where it is used. */
    public void graph(Graph graph) {
        graph.getNodes().stream().filter(Chain.class::isInstance).map(Chain.class::cast).filter(chain -> chain.getValue() != null)
                .forEach(chain -> typing.expect(chain.getValue(), Type.TENSOR, "'" + chain.getName() + "'"));
        if (graph instanceof Network network) {
            new Elaboration(problems, Locations.NONE).network(network);
        } else {
            NetworkElaboration.hasInputAndOutput(graph, problems);
        }
    }

    /** Checks a data set's settings. */
    public void dataset(Dataset dataset) {
        Settings.check(dataset.getSettings(), problems);
        if (Settings.of(dataset, "Dataset", dataset.getSettings()).expression("read").isEmpty()) {
            problems.report(Code.SETTING_MISSING, "'" + dataset.getName() + "' does not say where its samples come from; add for"
                    + " instance read glyphs()", dataset, CorePackage.Literals.NAMED__NAME);
        }
    }

    /** Checks a chip's values. */
    public void chip(Chip chip) {
        Settings.check(chip.getSettings(), problems);
        chip.getGroups().forEach(group -> Settings.check(group.getSettings(), problems));
        new Elaboration(problems, Locations.NONE).chip(chip);
    }

    /** Checks that a job has all it needs, and that its parts fit each other. */
    public void job(Job job) {
        Settings.check(job.getSettings(), problems);
        if (job.getNetwork() == null) {
            missing(job, "network", "network Classifier");
        }
        runnable(job);
        switch (job) {
            case TrainJob train -> {
                if (train.getData() == null) {
                    missing(job, "data", "data Glyphs");
                }
                fits(job, train.getData());
            }
            case SimulateJob simulate -> {
                weights(job);
                fits(job, simulate.getData());
            }
            case MapJob map -> {
                weights(job);
                if (map.getChip() == null) {
                    missing(job, "chip", "onto Mesh128");
                }
                fits(job, map.getData());
                limits(map);
            }
            default -> throw new IllegalArgumentException("unknown job " + job.eClass().getName());
        }
    }

    private void missing(Job job, String part, String example) {
        problems.report(Code.JOB_INCOMPLETE, "'" + job.getName() + "' has no " + part + "; add for instance " + example, job,
                CorePackage.Literals.NAMED__NAME);
    }

    /** Engines run chains of a few operators so far; what else a network has is described and checked only. */
    private void runnable(Job job) {
        elaborated(job).stream().flatMap(network -> network.layers().stream()).filter(layer -> !isRunnable(layer)).findFirst()
                .ifPresent(layer -> problems.report(Code.NO_ENGINE, "no engine runs "
                        + layer.operator().getClass().getSimpleName().toLowerCase(Locale.ROOT) + " yet, which '" + job.getNetwork().getName()
                        + "' has at '" + layer.name() + "'; it can be checked and described", job, JobPackage.Literals.JOB__NETWORK));
    }

    private static boolean isRunnable(Layer layer) {
        return switch (layer.operator()) {
            case Operator.Input _, Operator.Flatten _, Operator.Dense _, Operator.Neurons _ -> true;
            default -> false;
        };
    }

    private void weights(Job job) {
        TrainJob train = job.getWeights();
        if (train == null) {
            missing(job, "trained weights", "network Classifier from Learn");
        } else if (!train.eIsProxy() && job.getNetwork() != null && train.getNetwork() != job.getNetwork()) {
            problems.report(Code.JOB_INCOMPLETE, "'" + train.getName() + "' trains another network than '"
                    + job.getNetwork().getName() + "'", job, JobPackage.Literals.JOB__WEIGHTS);
        }
    }

    private void fits(Job job, Dataset dataset) {
        Optional<org.spikewright.network.Network> network = elaborated(job);
        if (dataset == null || dataset.eIsProxy() || network.isEmpty()) {
            return;
        }
        Optional<Call> source = Settings.of(dataset, "Dataset", dataset.getSettings()).call("read");
        if (source.isEmpty() || !source.get().function().equals("glyphs")) {
            return;
        }
        Shape sample = Shape.of(1, Math.max(1, source.get().count("height")), Math.max(1, source.get().count("width")));
        Shape input = network.get().layers().getFirst().shape();
        if (input.size() != sample.size()) {
            problems.report(Code.DATA_MISMATCH, "samples of '" + dataset.getName() + "' are " + sample + ", but the input of '"
                    + network.get().name() + "' is " + input, job, data(job));
        }
        Shape output = network.get().layers().get(network.get().output()).shape();
        if (output.size() < 10) {
            problems.report(Code.DATA_MISMATCH, "'" + dataset.getName() + "' has 10 classes, but the output of '"
                    + network.get().name() + "' is " + output, job, data(job));
        }
    }

    private static org.eclipse.emf.ecore.EStructuralFeature data(Job job) {
        return job.eClass().getEStructuralFeature("data");
    }

    private void limits(MapJob job) {
        Optional<org.spikewright.network.Network> network = elaborated(job);
        if (network.isEmpty() || job.getChip() == null || job.getChip().eIsProxy()) {
            return;
        }
        Elaboration elaboration = new Elaboration(Problems.IGNORED, Locations.NONE);
        Optional<org.spikewright.chip.Chip> chip = elaboration.chip(job.getChip());
        if (chip.isEmpty()) {
            return;
        }
        int bits = weightBits(job, chip.get());
        Map<EObject, Layer> stages = elaboration.stages(job.getNetwork());
        for (Violation violation : Fit.check(network.get(), chip.get(), bits)) {
            EObject place = job.getNetwork().eResource() != job.eResource() ? job : stages.entrySet().stream()
                    .filter(stage -> stage.getValue().name().equals(violation.layer().name())).findFirst()
                    .map(Map.Entry::getKey).orElse(job);
            problems.report(Code.CHIP_LIMIT, violation.message(), place);
        }
    }

    /** How wide a weight is on the chip: what the job says, else what the chip stores. */
    public static int weightBits(MapJob job, org.spikewright.chip.Chip chip) {
        OptionalLong asked = Settings.of(job, "MapJob", job.getSettings()).count("weight");
        return (int) asked.orElse(chip.core().weightBits().orElse(CoreLimits.UNSTATED_WEIGHT_BITS));
    }

    private static Optional<org.spikewright.network.Network> elaborated(Job job) {
        return job.getNetwork() == null || job.getNetwork().eIsProxy() ? Optional.empty()
                : new Elaboration(Problems.IGNORED, Locations.NONE).network(job.getNetwork());
    }

    /** Checks one declaration. */
    public void declaration(Declaration declaration) {
        switch (declaration) {
            case Function function -> {
                distinct(function.getParameters());
                function(function);
            }
            case Neuron neuron -> {
                distinct(Stream.of(neuron.getParameters(), neuron.getStates(), neuron.getInputs(), neuron.getDerived())
                        .<Named>flatMap(List::stream).toList());
                neuron(neuron);
            }
            case Graph graph -> {
                distinct(Stream.concat(graph.getParameters().stream(), graph.getNodes().stream()).toList());
                graph(graph);
            }
            case Dataset dataset -> dataset(dataset);
            case Chip chip -> chip(chip);
            case Job job -> job(job);
            default -> {
                // a schema has nothing beyond its parameters
            }
        }
    }
}
