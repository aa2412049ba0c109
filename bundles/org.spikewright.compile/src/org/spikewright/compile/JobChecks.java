package org.spikewright.compile;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.spikewright.chip.CoreLimits;
import org.spikewright.chip.Fit;
import org.spikewright.chip.Violation;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.core.Variable;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.dataset.Field;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.ExportJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.job.Variation;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.Population;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.network.Layer;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;

/** Checks that a job has all it needs, that its parts fit each other, and that an engine can do it. */
final class JobChecks {

    private static final Set<String> READ = Set.of("glyphs", "idx");
    private static final String LABEL = "Label";
    /** Steps that a spike can be on its way. */
    private static final int LONGEST_DELAY = 100_000;
    /** Samples that engines run together. */
    private static final int TOGETHER = 8;

    private final Problems problems;
    private final EngineChecks engines;

    JobChecks(Problems problems) {
        this.problems = problems;
        this.engines = new EngineChecks(problems);
    }

    void check(Job job) {
        Settings.check(job.getSettings(), problems);
        if (JobParts.isCircular(job)) {
            problems.report(Code.CIRCLE, "'" + job.getName() + "' extends itself", job, JobPackage.Literals.JOB__BASE);
            return;
        }
        Optional<Job> circular = Circles.of(job);
        if (circular.isPresent()) {
            problems.report(Code.CIRCLE, circular.get() == job ? "'" + job.getName() + "' needs its own result; take its weights from"
                    + " another job" : "'" + job.getName() + "' needs '" + circular.get().getName() + "', which needs its own result", job,
                    CorePackage.Literals.NAMED__NAME);
            return;
        }
        if (job.getBase() != null && !job.getBase().eIsProxy() && job.getBase().eClass() != job.eClass()) {
            problems.report(Code.JOB_INCOMPLETE, "'" + job.getBase().getName() + "' is another kind of job, so '" + job.getName()
                    + "' cannot extend it", job, JobPackage.Literals.JOB__BASE);
        }
        switch (job) {
            case ExploreJob explore -> explore(explore);
            case CompareJob compare -> compare(compare);
            default -> ofNetwork(job);
        }
        engines.known(job.getSettings());
    }

    private void compare(CompareJob compare) {
        engines.measured(compare, compare.getCompared(), "measure");
    }

    private void ofNetwork(Job job) {
        Network network = JobParts.network(job);
        if (network == null) {
            missing(job, "network", "network Classifier");
            return;
        }
        if (network.eIsProxy()) {
            return;
        }
        timeConstants(job);
        if (!network.getPopulations().isEmpty()) {
            if (!(job instanceof SimulateJob)) {
                problems.report(Code.NO_ENGINE, "no engine does this with the populations of '" + network.getName()
                        + "' yet; they can be simulated", job, CorePackage.Literals.NAMED__NAME);
            } else if (JobParts.data(job) == null && network.getPopulations().stream().anyMatch(JobChecks::showsSamples)) {
                missing(job, "data, whose samples '" + network.getName() + "' shows", "data Glyphs");
            }
            recorders(job, network);
            delays(job, network);
            if (Settings.of(job).call("timing").filter(call -> call.function().equals("offGrid")).isPresent()) {
                offGrid(job, network);
            }
            return;
        }
        switch (job) {
            case TrainJob train -> {
                engines.runnable(job, elaborated(job));
                if (JobParts.data(train) == null) {
                    missing(job, "data", "data Glyphs");
                }
                fits(job);
            }
            case SimulateJob _, EvaluateJob _ -> {
                engines.measures(job);
                engines.runnable(job, elaborated(job));
                weights(job);
                fits(job);
            }
            case MapJob map -> {
                engines.runnable(job, elaborated(job));
                weights(job);
                if (JobParts.chip(map) == null) {
                    missing(job, "chip", "onto Mesh128");
                }
                fits(job);
                limits(map);
            }
            case ExportJob _ -> noEngine(job, "writes networks for other tools");
            default -> throw new IllegalArgumentException("unknown job " + job.eClass().getName());
        }
    }

    /** What is varied must be a number of the model, and the values of its kind. */
    private void explore(ExploreJob explore) {
        for (Variation variation : explore.getVariations()) {
            if (variation.getTarget() instanceof Variable variable && !variable.eIsProxy()) {
                Type.of(variable.getType()).ifPresent(type -> new Typing(problems).each(variation.getValues(), type,
                        "a value of '" + variable.getName() + "'"));
            }
            if (variation.getTarget() instanceof Parameter parameter && !parameter.eIsProxy()) {
                new Bounds(problems).check(variation.getValues(), parameter, "a value of '" + parameter.getName() + "'");
            }
        }
        Job explored = explore.getExplored();
        if (explored != null) {
            engines.measured(explore, List.of(explored), "objectives");
            engines.measured(explore, List.of(explored), "constraints");
        }
        if (explored instanceof ExploreJob || explored instanceof CompareJob) {
            problems.report(Code.JOB_INCOMPLETE, "'" + explored.getName() + "' works with other jobs itself; explore one of those", explore,
                    JobPackage.Literals.EXPLORE_JOB__EXPLORED);
        } else if (explored != null && !explored.eIsProxy() && JobParts.network(explored) != null) {
            Checks.obstacle(explored).ifPresent(obstacle -> problems.report(Code.NO_ENGINE, obstacle, explore,
                    JobPackage.Literals.EXPLORE_JOB__EXPLORED));
        }
        if (explore.getVariations().isEmpty()) {
            missing(explore, "variation", "vary Learn.epochs over [1, 2, 4]");
        }
    }

    /** Spikes that are on their way are kept for each step of the longest delay. */
    private void delays(Job job, Network network) {
        double step = Settings.of(job).quantity("step").orElse(0);
        new Elaboration(Problems.IGNORED, Locations.NONE).populations(network).stream()
                .flatMap(populations -> populations.projections().stream())
                .filter(projection -> step > 0 && projection.delay().most() / step > LONGEST_DELAY
                        && !(projection.delay() instanceof Distribution.ByDistance))
                .findFirst().ifPresent(projection -> problems.report(Code.CONNECTION, "delays of connection " + projection.name() + " take up to "
                        + Extents.text(Math.rint(projection.delay().most() / step)) + " steps of '" + job.getName() + "'; at most "
                        + Extents.text(LONGEST_DELAY) + " can be simulated", job, CorePackage.Literals.NAMED__NAME));
    }

    /** Weights change, and are worth a recorder, where a connection learns. */
    private void recorders(Job job, Network network) {
        for (Setting setting : job.getSettings()) {
            for (Reference recorder : Settings.references(setting)) {
                Settings.call(recorder, new Formulas(Problems.IGNORED)).filter(call -> call.function().equals("weights"))
                        .filter(call -> network.getConnections().stream().noneMatch(connection -> learns(connection, call)))
                        .ifPresent(call -> problems.report(Code.NOT_RECORDED, "no connection from '" + call.text("source") + "' to '"
                                + call.text("target") + "' learns, so that its weights stay as they are", recorder));
            }
        }
    }

    /** Between the ends of steps, spikes need time to arrive, neurons a solver that takes whole steps, and synapses stay. */
    private void offGrid(Job job, Network network) {
        double step = Settings.of(job).quantity("step").orElse(0);
        new Elaboration(Problems.IGNORED, Locations.NONE).populations(network).flatMap(populations -> obstacle(populations, step))
                .ifPresent(obstacle -> problems.report(Code.NO_ENGINE, "spike times off the grid: " + obstacle
                        + "; or take timing onGrid", job, CorePackage.Literals.NAMED__NAME));
    }

    private static Optional<String> obstacle(PopulationNetwork network, double step) {
        for (Projection projection : network.projections()) {
            if (projection.plasticity().isPresent()) {
                return Optional.of("no engine lets connection " + projection.name() + " learn from them");
            }
            if (projection.delay() instanceof Distribution.Constant(double delay) && Math.round(delay / step) < 2) {
                return Optional.of("the delay of connection " + projection.name() + " must be two steps at least; take a shorter step");
            }
        }
        return network.populations().stream().flatMap(population -> population.program().stream())
                .filter(program -> program.solver() instanceof Solver.RungeKutta45).findFirst()
                .map(program -> "solver rk45 of neuron " + program.name() + " chooses its own steps; choose rk4");
    }

    private static boolean learns(Connection connection, Call call) {
        return connection.getSettings().stream().anyMatch(setting -> setting.getParameter() != null
                && "plasticity".equals(setting.getParameter().getName()))
                && connection.getSources().stream().anyMatch(population -> call.text("source").equals(population.getName()))
                && connection.getTargets().stream().anyMatch(population -> call.text("target").equals(population.getName()));
    }

    private static boolean showsSamples(Population population) {
        return population.getNeuron() != null && population.getNeuron().getTarget() instanceof Function function
                && "samples".equals(function.getName());
    }

    /** A neuron whose time constant is shorter than the step jumps where it should glide. */
    private void timeConstants(Job job) {
        OptionalDouble step = Settings.of(job).quantity("step");
        Network network = JobParts.network(job);
        if (step.isEmpty() || step.getAsDouble() <= 0) {
            return;
        }
        for (var contents = network.eAllContents(); contents.hasNext();) {
            if (contents.next() instanceof Reference use && use.getTarget() instanceof Neuron neuron && !neuron.eIsProxy()) {
                tooShort(neuron, use, step.getAsDouble()).ifPresent(parameter -> problems.report(Code.TIME_CONSTANT, "'"
                        + parameter.getName() + "' of '" + neuron.getName() + "' is shorter than the step of '" + job.getName() + "', "
                        + org.spikewright.network.equation.Expression.of(step.getAsDouble() * 1000) + " ms; take a shorter step", network.eResource() == job.eResource() ? use : job));
            }
        }
    }

    /** A parameter that a state fades with, and that is shorter than the step. */
    private static Optional<Parameter> tooShort(Neuron neuron, Reference use, double step) {
        Map<Parameter, Expression> values = Arguments.bind(use, Problems.IGNORED);
        return neuron.getParameters().stream().filter(parameter -> "Time".equals(parameter.getType()) && divides(neuron, parameter)
                && values.containsKey(parameter)).filter(parameter -> new Formulas(Problems.IGNORED).number(values.get(parameter))
                        .filter(value -> value > 0 && value < step).isPresent()).findFirst();
    }

    private static boolean divides(Neuron neuron, Parameter parameter) {
        for (var contents = neuron.eAllContents(); contents.hasNext();) {
            if (contents.next() instanceof Reference reference && reference.getTarget() == parameter
                    && reference.eContainer() instanceof Binary binary && binary.getOperator().equals("/")
                    && binary.getRight() == reference && isPartOfEquation(reference)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartOfEquation(EObject part) {
        EObject at = part;
        while (at != null && !(at instanceof Equation)) {
            at = at.eContainer();
        }
        return at != null;
    }

    private void noEngine(Job job, String what) {
        problems.report(Code.NO_ENGINE, "no engine " + what + " yet; '" + job.getName() + "' can be checked only", job,
                CorePackage.Literals.NAMED__NAME);
    }

    private void missing(Job job, String part, String example) {
        problems.report(Code.JOB_INCOMPLETE, "'" + job.getName() + "' has no " + part + "; add for instance " + example, job,
                CorePackage.Literals.NAMED__NAME);
    }

    private void weights(Job job) {
        TrainJob train = JobParts.weights(job);
        Network network = JobParts.network(job);
        if (train == null) {
            missing(job, "trained weights", "network Classifier from Learn");
        } else if (!train.eIsProxy() && JobParts.network(train) != network) {
            problems.report(Code.JOB_INCOMPLETE, "'" + train.getName() + "' trains another network than '" + network.getName() + "'",
                    job, job.getWeights() == null ? CorePackage.Literals.NAMED__NAME : JobPackage.Literals.JOB__WEIGHTS);
        }
    }

    private void fits(Job job) {
        Dataset dataset = JobParts.data(job);
        Optional<org.spikewright.network.Network> network = elaborated(job);
        if (dataset == null || dataset.eIsProxy() || network.isEmpty()) {
            return;
        }
        EStructuralFeature place = job.getData() == null ? CorePackage.Literals.NAMED__NAME : JobPackage.Literals.JOB__DATA;
        fields(job, dataset, network.get(), place);
        length(job, dataset, network.get(), place);
        Optional<Call> source = Settings.of(dataset, "Dataset", dataset.getSettings()).call("read");
        if (source.isPresent() && !READ.contains(source.get().function())) {
            problems.report(Code.NO_ENGINE, "no engine reads " + source.get().function() + " yet, which '" + dataset.getName()
                    + "' comes from; it can be checked", job, place);
        }
        if (source.isEmpty() && Settings.of(dataset, "Dataset", dataset.getSettings()).expression("read").filter(Flow.class::isInstance)
                .isPresent()) {
            problems.report(Code.NO_ENGINE, "no engine transforms samples yet, as 'read' of '" + dataset.getName() + "' does; it can be"
                    + " checked", job, place);
        }
        new EngineChecks((code, message, _, _) -> problems.report(code, "in '" + dataset.getName() + "': " + message, job, place))
                .known(dataset.getSettings());
        if (source.isEmpty() || !source.get().function().equals("glyphs") || !source.get().hasNumbers("height", "width")) {
            return;
        }
        Shape sample = Shape.of(1, Math.max(1, source.get().count("height")), Math.max(1, source.get().count("width")));
        Shape input = network.get().layers().getFirst().shape();
        if (input.size() != (long) sample.extent(1) * sample.extent(2)) {
            problems.report(Code.DATA_MISMATCH, "samples of '" + dataset.getName() + "' are " + sample + ", but the input of '"
                    + network.get().name() + "' is " + input, job, place);
        }
        Shape output = network.get().layers().get(network.get().output()).shape();
        if (output.size() < 10) {
            problems.report(Code.DATA_MISMATCH, "'" + dataset.getName() + "' has 10 classes, but the output of '"
                    + network.get().name() + "' is " + output, job, place);
        }
    }

    /** The values of a layer over all steps of the samples that run together must fit into one array. */
    private void length(Job job, Dataset dataset, org.spikewright.network.Network network, EStructuralFeature place) {
        OptionalDouble steps = Settings.of(dataset, "Dataset", dataset.getSettings()).call("encode").filter(call -> call.hasNumbers("steps"))
                .map(call -> OptionalDouble.of(call.number("steps"))).orElse(OptionalDouble.empty());
        Layer widest = network.layers().stream().max(Comparator.comparingInt(layer -> layer.shape().size())).orElseThrow();
        if (steps.isPresent() && TOGETHER * steps.getAsDouble() * widest.shape().size() > Integer.MAX_VALUE) {
            problems.report(Code.EXTENT, Extents.text(steps.getAsDouble()) + " steps of the " + Extents.text(widest.shape().size())
                    + " values of '" + widest.name() + "', for " + TOGETHER + " samples at a time, are too many; " + Extents.MOST
                    + "; take fewer steps", job, place);
        }
    }

    /** What a data set says about its samples holds for the network's input and output. */
    private void fields(Job job, Dataset dataset, org.spikewright.network.Network network, EStructuralFeature place) {
        for (Field field : dataset.getFields()) {
            Optional<Shape> shape = new NetworkElaboration(Problems.IGNORED, Locations.NONE).shape(field.getShape(),
                    new Formulas(Problems.IGNORED));
            boolean isLabel = LABEL.equals(field.getType());
            Shape there = isLabel ? network.layers().get(network.output()).shape() : network.layers().getFirst().shape();
            boolean isFirst = dataset.getFields().getFirst() == field;
            if (shape.isPresent() && (isFirst && !isLabel && shape.get().size() != there.size()
                    || isLabel && shape.get().size() > there.size())) {
                problems.report(Code.DATA_MISMATCH, "'" + field.getName() + "' of '" + dataset.getName() + "' is " + shape.get()
                        + ", but the " + (isLabel ? "output" : "input") + " of '" + network.name() + "' is " + there, job, place);
            }
        }
    }

    private void limits(MapJob job) {
        Optional<org.spikewright.network.Network> network = elaborated(job);
        org.spikewright.model.chip.Chip model = JobParts.chip(job);
        if (network.isEmpty() || model == null || model.eIsProxy()) {
            return;
        }
        Elaboration elaboration = new Elaboration(Problems.IGNORED, Locations.NONE);
        Optional<org.spikewright.chip.Chip> chip = elaboration.chip(model);
        if (chip.isEmpty()) {
            Settings.of(model, "Chip", model.getSettings()).call("topology").filter(topology -> !topology.function().equals("mesh"))
                    .ifPresent(topology -> problems.report(Code.NO_ENGINE, "no engine maps onto a " + topology.function() + " yet, which '"
                            + model.getName() + "' is; it can be checked and described", job, CorePackage.Literals.NAMED__NAME));
            return;
        }
        weightBits(job, chip.get().core());
        Network described = JobParts.network(job);
        Map<EObject, Layer> stages = elaboration.stages(described);
        for (Violation violation : Fit.check(network.get(), chip.get(), weightBits(job, chip.get()))) {
            EObject place = described.eResource() != job.eResource() ? job : stages.entrySet().stream()
                    .filter(stage -> stage.getValue().name().equals(violation.layer().name())).findFirst()
                    .map(Map.Entry::getKey).orElse(job);
            problems.report(Code.CHIP_LIMIT, violation.message(), place);
        }
    }

    /** A weight has whole bits, no more than the chip's synapses store. */
    private void weightBits(MapJob job, CoreLimits core) {
        for (Setting setting : JobParts.settings(job)) {
            if (setting.getParameter() == null || !"weight".equals(setting.getParameter().getName())) {
                continue;
            }
            new Formulas(Problems.IGNORED).number(setting.getValue()).ifPresent(bits -> {
                EObject place = setting.eResource() == job.eResource() ? setting.getValue() : job;
                if (bits >= 1 && bits != Math.rint(bits) || bits > CoreLimits.UNSTATED_WEIGHT_BITS) {
                    problems.report(Code.OUT_OF_BOUNDS, "'weight' must be a whole number of bits up to " + CoreLimits.UNSTATED_WEIGHT_BITS
                            + " bit, but this is " + Extents.text(bits) + " bit", place);
                } else if (core.weightBits().isPresent() && bits > core.weightBits().getAsLong()) {
                    problems.report(Code.CHIP_LIMIT, "weights of " + Extents.text(bits) + " bit are wider than the "
                            + core.weightBits().getAsLong() + " bit that a synapse of the chip stores; make 'weight' smaller", place);
                }
            });
        }
    }

    /** How wide a weight is on the chip: what the job says, else what the chip stores. */
    static int weightBits(MapJob job, org.spikewright.chip.Chip chip) {
        OptionalLong asked = Settings.of(job).count("weight");
        return (int) asked.orElse(chip.core().weightBits().orElse(CoreLimits.UNSTATED_WEIGHT_BITS));
    }

    private static Optional<org.spikewright.network.Network> elaborated(Job job) {
        Network network = JobParts.network(job);
        return network == null || network.eIsProxy() ? Optional.empty()
                : new Elaboration(Problems.IGNORED, Locations.NONE).network(network);
    }
}
