package org.spikewright.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.chip.CoreLimits;
import org.spikewright.chip.Fit;
import org.spikewright.chip.Violation;
import org.spikewright.common.Dimension;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.ExportJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.job.VerifyJob;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.Population;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.network.Layer;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.simulate.population.RecorderRequest;
import org.spikewright.simulate.population.SpikeTiming;

/** Checks that a job has all it needs, that its parts fit each other, and that an engine can do it. */
final class JobChecks {

    /** Steps that a spike can be on its way. */
    private static final int LONGEST_DELAY = 100_000;

    private final DiagnosticSink problems;
    private final EngineChecks engines;

    JobChecks(DiagnosticSink problems) {
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
            problems.report(Code.CIRCLE, circular.get() == job ? "'" + job.getName() + "' needs its own result; take another job"
                    + " for it" : "'" + job.getName() + "' needs '" + circular.get().getName() + "', which needs its own result", job,
                    CorePackage.Literals.NAMED__NAME);
            return;
        }
        if (job.getBase() != null && !job.getBase().eIsProxy() && job.getBase().eClass() != job.eClass()) {
            problems.report(Code.JOB_INCOMPLETE, "'" + job.getBase().getName() + "' is another kind of job, so '" + job.getName()
                    + "' cannot extend it", job, JobPackage.Literals.JOB__BASE);
        }
        alone(job);
        switch (job) {
            case ExploreJob explore -> explore(explore);
            case CompareJob compare -> compare(compare);
            default -> ofNetwork(job);
        }
        new ClaimChecks(job, problems).check();
        if (!(job instanceof ExportJob) || ExportChecks.format(job).isPresent()) { // whatever else it says, no engine does it
            engines.known(job.getSettings());
            unread(job);
        }
    }

    /** What jobs give is kept by their names, so that those that run together must not share one. */
    private void alone(Job job) {
        Map<String, DeclaredJob> known = new LinkedHashMap<>();
        if (job.eContainer() instanceof Model model) {
            model.getDeclarations().stream().filter(Job.class::isInstance).map(Job.class::cast).filter(own -> own.getName() != null)
                    .forEach(own -> known.putIfAbsent(own.getName(), new DeclaredJob(own)));
        }
        Deque<DeclaredJob> open = new ArrayDeque<>(new DeclaredJob(job).needed());
        while (!open.isEmpty()) {
            DeclaredJob needed = open.pop();
            DeclaredJob other = known.putIfAbsent(needed.name(), needed);
            if (other != null && !other.equals(needed)) {
                problems.report(Code.DUPLICATE_NAME, "'" + job.getName() + "' needs '" + needed.name() + "' of another file, and a run keeps what jobs"
                        + " give by their names; rename one of the two that are called so", job, CorePackage.Literals.NAMED__NAME);
                return;
            }
            if (other == null) {
                open.addAll(needed.needed());
            }
        }
    }

    /** Settings that change nothing in this job. */
    private void unread(Job job) {
        SettingReaders.of(job).ifPresent(reader -> engines.unread(job.getSettings(), Settings.of(job), reader.specification(), reader.otherwise()));
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
        new PhaseChecks(problems, job, network).check();
        new PartsInUse(problems).check(job, network);
        if (!network.getPopulations().isEmpty()) {
            if (!(job instanceof SimulateJob)) {
                problems.report(Code.NO_ENGINE, "no engine does this with the populations of '" + network.getName()
                        + "' yet; they can be simulated", job, CorePackage.Literals.NAMED__NAME);
            } else if (JobParts.data(job) == null && new Elaboration(DiagnosticSink.IGNORED).populations(network)
                    .filter(PopulationNetwork::showsSamples).isPresent()) {
                missing(job, "data, whose samples '" + network.getName() + "' shows", "data Glyphs");
            }
            recorders(job, network);
            delays(job, network);
            Settings.of(job).quantity("step").stream().filter(step -> step > 0 && isTime(job, "step")).forEach(step -> {
                if (job instanceof SimulateJob) {
                    new TimeChecks(problems, job, network, step).check();
                }
            });
            if (Settings.of(job).value("timing", SpikeTiming.class).filter(SpikeTiming.OFF_GRID::equals).isPresent()) {
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
                engines.trainable(job, elaborated(job));
                new SampleChecks(problems).fit(job, elaborated(job));
            }
            case SimulateJob _, EvaluateJob _ -> {
                engines.measured(job, List.of(job), "measure");
                engines.runnable(job, elaborated(job));
                weights(job);
                new SampleChecks(problems).fit(job, elaborated(job));
            }
            case VerifyJob verify -> {
                engines.runnable(job, elaborated(job));
                if (JobParts.weights(job) != null) {
                    weights(job);
                }
                new VerifyChecks(problems).check(verify, elaborated(job));
            }
            case MapJob map -> {
                engines.runnable(job, elaborated(job));
                engines.mappable(job, elaborated(job));
                weights(job);
                if (JobParts.chip(map) == null) {
                    missing(job, "chip", "onto Mesh128");
                }
                new SampleChecks(problems).fit(job, elaborated(job));
                limits(map);
            }
            case ExportJob _ when ExportChecks.format(job).isEmpty() -> noEngine(job, "writes networks in this format");
            case ExportJob _ -> {
                weights(job);
                new ExportChecks(problems).check(job, elaborated(job));
            }
            default -> throw new IllegalArgumentException("unknown job " + job.eClass().getName());
        }
    }

    /** What is varied must be a number of the model, and the values of its kind. */
    private void explore(ExploreJob explore) {
        new VariationChecks(explore, problems).check();
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
        double step = isTime(job, "step") ? Settings.of(job).quantity("step").orElse(0) : 0;
        new Elaboration(DiagnosticSink.IGNORED).populations(network).stream()
                .flatMap(populations -> populations.projections().stream())
                .filter(projection -> step > 0 && projection.delay().most() / step > LONGEST_DELAY
                        && projection.delay().most() < Double.POSITIVE_INFINITY)
                .findFirst().ifPresent(projection -> problems.report(Code.CONNECTION, "delays of connection " + projection.name() + " take up to "
                        + Extents.text(Math.rint(projection.delay().most() / step)) + " steps of '" + job.getName() + "'; at most "
                        + Extents.text(LONGEST_DELAY) + " can be simulated", job, CorePackage.Literals.NAMED__NAME));
    }

    /** Weights change, and are worth a recorder, where a connection learns. */
    private void recorders(Job job, Network network) {
        for (Setting setting : job.getSettings()) {
            for (Reference recorder : Settings.references(setting)) {
                Settings.value(recorder, RecorderRequest.class, new Formulas(DiagnosticSink.IGNORED))
                        .filter(RecorderRequest.Weights.class::isInstance).map(RecorderRequest.Weights.class::cast)
                        .filter(weights -> network.getConnections().stream().noneMatch(connection -> learns(network, connection, weights)))
                        .ifPresent(weights -> problems.report(Code.NOT_RECORDED, "no connection from '" + weights.source() + "' to '"
                                + weights.target() + "' learns, so that its weights stay as they are", recorder));
            }
        }
    }

    /** Within steps, spikes need a step to arrive and a state to arrive at, neurons a solver that takes whole steps, and synapses stay. */
    private void offGrid(Job job, Network network) {
        double step = Settings.of(job).quantity("step").orElse(0);
        new Elaboration(DiagnosticSink.IGNORED).populations(network).flatMap(populations -> obstacle(populations, step))
                .ifPresent(obstacle -> problems.report(Code.NO_ENGINE, "spike times off the grid: " + obstacle
                        + "; or take timing onGrid", job, CorePackage.Literals.NAMED__NAME));
    }

    private static Optional<String> obstacle(PopulationNetwork network, double step) {
        for (Projection projection : network.projections()) {
            if (projection.plasticity().isPresent()) {
                return Optional.of("no engine lets connection " + projection.name() + " learn from them");
            }
            if (projection.coupling().isPresent()) {
                return Optional.of("connection " + projection.name() + " acts in every step, at the ends of steps");
            }
            if (projection.delay().least() < step * (1 - 1e-6)) {
                return Optional.of("the delay of connection " + projection.name() + " must be one step at least; take a shorter step");
            }
        }
        Optional<Projection> held = network.heldOverSteps();
        if (held.isPresent()) {
            return Optional.of("what connection " + held.get().name() + " brings to '" + held.get().receptor()
                    + "' is held over whole steps; add it to a state with into");
        }
        return network.populations().stream().flatMap(population -> population.program().stream())
                .filter(program -> program.solver() instanceof Solver.RungeKutta45).findFirst()
                .map(program -> "solver rk45 of neuron " + program.name() + " chooses its own steps; choose rk4");
    }

    private static boolean learns(Network network, Connection connection, RecorderRequest.Weights weights) {
        return connection.getSettings().stream().anyMatch(setting -> setting.getParameter() != null
                && "plasticity".equals(setting.getParameter().getName()))
                && Pools.populations(connection.getSources()).stream().anyMatch(population -> isOf(network, population, weights.source()))
                && Pools.populations(connection.getTargets()).stream().anyMatch(population -> isOf(network, population, weights.target()));
    }

    /** Whether a population has a name, or is part of the group that has it. */
    private static boolean isOf(Network network, Population population, String name) {
        return name.equals(population.getName()) || network.getGroups().stream().filter(group -> name.equals(group.getName()))
                .anyMatch(group -> Pools.populations(group.getPools()).contains(population));
    }

    /** A neuron whose time constant is shorter than the step jumps where it should glide. */
    private void timeConstants(Job job) {
        OptionalDouble step = Settings.of(job).quantity("step");
        Network network = JobParts.network(job);
        if (step.isEmpty() || step.getAsDouble() <= 0 || !isTime(job, "step")) {
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

    /** Whether a setting is a time: where it is something else, which is said there, nothing follows from it. */
    private static boolean isTime(Job job, String setting) {
        return Settings.of(job).expression(setting).flatMap(new Typing(DiagnosticSink.IGNORED)::of)
                .filter(type -> type.isNumeric() && type.dimension().equals(Dimension.TIME)).isPresent();
    }

    /** A parameter that a state fades with, and that is shorter than the step. */
    private static Optional<Parameter> tooShort(Neuron neuron, Reference use, double step) {
        Map<Parameter, Expression> values = Arguments.bind(use, DiagnosticSink.IGNORED);
        return neuron.getParameters().stream().filter(parameter -> "Time".equals(parameter.getType()) && divides(neuron, parameter)
                && values.containsKey(parameter)).filter(parameter -> new Formulas(DiagnosticSink.IGNORED).number(values.get(parameter))
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

    private void limits(MapJob job) {
        Optional<org.spikewright.network.Network> network = elaborated(job);
        org.spikewright.model.chip.Chip model = JobParts.chip(job);
        if (network.isEmpty() || model == null || model.eIsProxy()) {
            return;
        }
        DiagnosticSink ofChip = (code, message, _, _) -> {
            if (code == Code.NO_ENGINE) {
                problems.report(code, "'" + model.getName() + "': " + message, job, CorePackage.Literals.NAMED__NAME);
            }
        };
        Elaboration elaboration = new Elaboration(ofChip);
        Optional<org.spikewright.chip.Chip> chip = elaboration.chip(model);
        if (chip.isEmpty()) {
            new EngineChecks(ofChip).known(model.getSettings());
            return;
        }
        bitsOfWeights(job, chip.get().core());
        Network described = JobParts.network(job);
        Map<EObject, Layer> stages = new Elaboration(DiagnosticSink.IGNORED).stages(described);
        for (Violation violation : Fit.check(network.get(), chip.get(), weightBits(job, chip.get()))) {
            EObject place = described.eResource() != job.eResource() ? job : stages.entrySet().stream()
                    .filter(stage -> stage.getValue().name().equals(violation.layer().name())).findFirst()
                    .map(Map.Entry::getKey).orElse(job);
            problems.report(Code.CHIP_LIMIT, violation.message(), place);
        }
    }

    /** A weight has whole bits, no more than the chip's synapses store. */
    private void bitsOfWeights(MapJob job, CoreLimits core) {
        for (Setting setting : JobParts.settings(job)) {
            if (setting.getParameter() == null || !"weight".equals(setting.getParameter().getName())) {
                continue;
            }
            new Formulas(DiagnosticSink.IGNORED).number(setting.getValue()).ifPresent(bits -> {
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

    private static int weightBits(MapJob job, org.spikewright.chip.Chip chip) {
        return (int) Settings.of(job).count("weight").orElse(chip.core().weightBits().orElse(CoreLimits.UNSTATED_WEIGHT_BITS));
    }

    private static Optional<org.spikewright.network.Network> elaborated(Job job) {
        Network network = JobParts.network(job);
        return network == null || network.eIsProxy() ? Optional.empty()
                : new Elaboration(DiagnosticSink.IGNORED).network(network);
    }
}
