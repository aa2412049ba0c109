package org.spikewright.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spikewright.chip.Chip;
import org.spikewright.chip.CoreLimits;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.compile.job.EvaluateSettings;
import org.spikewright.compile.job.Figure;
import org.spikewright.compile.job.PopulationRunSettings;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.TextLiteral;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.network.Network;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.State;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.record.Measure;
import org.spikewright.record.Metric;
import org.spikewright.record.MetricUnit;
import org.spikewright.simulate.population.Recorder;

/** Which figures the metrics in a job's claims are: of which job, under which name in its record, and of which type. */
final class Figures {

    private static final Elaboration ELABORATION = new Elaboration(DiagnosticSink.IGNORED);

    private final Job job;
    private final DiagnosticSink problems;
    private final Map<Network, Optional<PopulationNetwork>> populations = new HashMap<>();
    private final Map<Network, Optional<org.spikewright.network.Network>> networks = new HashMap<>();

    /**
     * Figures of the claims of a job.
     *
     * @param problems hears which of them the jobs do not give
     */
    Figures(Job job, DiagnosticSink problems) {
        this.job = job;
        this.problems = problems;
    }

    /** A figure, with the type of its value. */
    record Typed(Figure figure, Type type) {
    }

    /** The jobs whose figures the claims of a job can be about: those that it compares, else the job and what it goes on from. */
    static List<Job> jobs(Job claiming) {
        Set<Job> jobs = new LinkedHashSet<>();
        if (claiming instanceof CompareJob compare) {
            jobs.addAll(compare.getCompared());
        } else {
            Deque<Job> open = new ArrayDeque<>(List.of(claiming));
            while (!open.isEmpty()) {
                Job at = open.pop();
                if (!at.eIsProxy() && jobs.add(at)) {
                    open.addAll(JobParts.sources(at));
                }
            }
        }
        return List.copyOf(jobs);
    }

    /** The figure of a metric as a claim calls it; empty if there is none, which is reported. */
    Optional<Typed> of(Reference call) {
        Optional<Measure> measure = Settings.bindings(call).value(Measure.class,
                new LibraryCall(Settings.fullName((Function) call.getTarget()), Map.of(), ModelFolder.of(call)));
        Optional<Job> of = measure.flatMap(_ -> job(call));
        if (of.isEmpty() || !hasParts(of.get())) {
            return Optional.empty(); // what is wrong is said elsewhere
        }
        Optional<Metric> metric = Measures.of(of.get(), measure.get());
        if (metric.isEmpty()) {
            report(call, "'" + of.get().getName() + "' does not give '" + measure.get().word() + "'; it gives " + given(of.get()));
            return Optional.empty();
        }
        return switch (metric.get().of()) {
            case JOB -> whole(call, of.get(), metric.get());
            case LAYER -> layer(call, of.get(), metric.get());
            case CONNECTION -> connection(call, of.get(), metric.get());
            case SAMPLED -> state(call, of.get(), metric.get());
            case POPULATION, RECORDED, RECORDED_WHOLE -> population(call, of.get(), metric.get());
        };
    }

    private Optional<Job> job(Reference call) {
        Optional<Expression> named = argument(call, Type.JOB);
        if (named.isPresent()) {
            return named.map(value -> value instanceof Reference reference && reference.getTarget() instanceof Job one ? one : null);
        }
        if (job instanceof CompareJob compare) {
            String example = compare.getCompared().stream().map(Job::getName).filter(name -> name != null).findFirst().orElse("Learn");
            report(call, "'" + call.getTarget().getName() + "' does not say of which of the compared jobs; write for instance job = " + example);
            return Optional.empty();
        }
        return Optional.of(job);
    }

    private static boolean hasParts(Job job) {
        Network network = JobParts.network(job);
        return job instanceof ExploreJob || job instanceof CompareJob || network != null && !network.eIsProxy();
    }

    /** The words of all metrics that a job gives. */
    private static String given(Job job) {
        String words = Settings.bindings(job).constants(Measure.class).filter(measure -> Measures.of(job, measure).isPresent())
                .map(Measure::word).distinct().sorted().collect(Collectors.joining(", "));
        return words.isEmpty() ? "nothing that is measured" : words;
    }

    private static Optional<Expression> argument(Reference call, Type type) {
        return Arguments.bind(call, DiagnosticSink.IGNORED).entrySet().stream()
                .filter(argument -> type.toString().equals(argument.getKey().getType())).map(Map.Entry::getValue).findFirst();
    }

    private Optional<Typed> whole(Reference call, Job of, Metric metric) {
        Optional<String> obstacle = switch (of) {
            case EvaluateJob evaluate -> isMeasured(evaluate, metric) ? Optional.empty()
                    : Optional.of("what 'measure' of '" + of.getName() + "' names leaves it out");
            case MapJob map -> Optional.ofNullable(JobParts.chip(map)).filter(chip -> !chip.eIsProxy()).flatMap(ELABORATION::chip)
                    .flatMap(chip -> unsaid(chip, metric));
            default -> Optional.empty();
        };
        if (obstacle.isPresent()) {
            report(call, "'" + of.getName() + "' does not give '" + call.getTarget().getName() + "': " + obstacle.get());
            return Optional.empty();
        }
        return Optional.of(new Typed(new Figure(of.getName(), metric.name()), type(metric)));
    }

    private static boolean isMeasured(EvaluateJob job, Metric metric) {
        try {
            List<Measure> asked = EvaluateSettings.of(Settings.of(job)).measure();
            return metric.equals(Metric.TEST_SAMPLES) || asked.isEmpty()
                    || asked.stream().anyMatch(measure -> Measures.of(job, measure).equals(Optional.of(metric)));
        } catch (IllegalArgumentException _) {
            return true; // what is wrong with the setting is said where it is
        }
    }

    /** What a chip would have to say for a metric to be known; nothing if it does. */
    private static Optional<String> unsaid(Chip chip, Metric metric) {
        boolean isSaid = switch (metric.unit()) {
            case JOULE -> List.of(chip.energy().synapse(), chip.energy().update(), chip.energy().spike(), chip.energy().hop(),
                    chip.energy().idle()).stream().anyMatch(cost -> cost.isPresent());
            case SECOND -> List.of(chip.latency().synapse(), chip.latency().update(), chip.latency().hop(), chip.latency().barrier()).stream()
                    .anyMatch(cost -> cost.isPresent());
            default -> !metric.equals(Metric.CORE_LOAD) || isLimited(chip.core());
        };
        return isSaid ? Optional.empty() : Optional.of("chip '" + chip.name() + "' says nothing that it follows from");
    }

    private static boolean isLimited(CoreLimits core) {
        return core.neurons().isPresent() || core.synapseBits().isPresent() || core.inputs().isPresent() || core.outputs().isPresent();
    }

    private Optional<Typed> layer(Reference call, Job of, Metric metric) {
        Optional<org.spikewright.network.Network> network = networks.computeIfAbsent(JobParts.network(of), ELABORATION::network);
        List<String> layers = network.map(known -> spiking(known, of)).orElse(List.of());
        return network.flatMap(_ -> named(call)).flatMap(name -> {
            if (layers.contains(name)) {
                return Optional.of(new Typed(new Figure(of.getName(), metric.of(Optional.of(name))), type(metric)));
            }
            report(call, "'" + name + "' sends no spikes in '" + of.getName() + "'; " + (layers.isEmpty() ? "no layer does"
                    : "those that do are " + String.join(", ", layers)));
            return Optional.empty();
        });
    }

    /** The layers of neurons that spike, and the input if it is spikes. */
    private static List<String> spiking(org.spikewright.network.Network network, Job of) {
        List<String> names = new ArrayList<>();
        network.inputs().stream().filter(_ -> SampleChecks.areSpikes(JobParts.data(of))).forEach(input -> names.add(input.name()));
        network.layers().stream().filter(layer -> layer.operator() instanceof Neurons neurons && neurons.program().spike().isPresent())
                .forEach(layer -> names.add(layer.name()));
        return names;
    }

    private Optional<Typed> population(Reference call, Job of, Metric metric) {
        Optional<PopulationNetwork> network = populations.computeIfAbsent(JobParts.network(of), ELABORATION::populations);
        Optional<String> name = named(call);
        if (network.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        List<Population> all = network.get().populations();
        Optional<Population> population = all.stream().filter(one -> one.name().equals(name.get())).findFirst();
        if (network.get().groups().containsKey(name.get())) {
            if (metric.of() == Metric.Of.POPULATION) {
                return Optional.of(new Typed(new Figure(of.getName(), metric.of(name)), type(metric)));
            }
            report(call, "'" + call.getTarget().getName() + "' is of one population, but '" + name.get() + "' is a group; of groups there are spikes"
                    + " and rate");
            return Optional.empty();
        }
        if (population.isEmpty()) {
            report(call, "'" + of.getName() + "' has no population '" + name.get() + "'; it has "
                    + all.stream().map(Population::name).collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        long recorded = metric.of() == Metric.Of.POPULATION ? population.get().size() : recorded(of, network.get(), population.get());
        if (metric.equals(Metric.CORRELATION) && recorded == 1) {
            report(call, "'correlation' is of pairs of neurons, but '" + of.getName() + "' records the spikes of one neuron of '" + name.get() + "'");
            return Optional.empty();
        }
        if (recorded == 0 || metric.of() == Metric.Of.RECORDED_WHOLE && recorded < population.get().size()) {
            report(call, "'" + call.getTarget().getName() + "' is of all spikes of '" + name.get() + "', but '" + of.getName() + "' records "
                    + (recorded == 0 ? "none of them" : "those of " + recorded + " of " + population.get().size() + " neurons"));
            return Optional.empty();
        }
        return Optional.of(new Typed(new Figure(of.getName(), metric.of(name)), type(metric)));
    }

    /** Of how many neurons of a population a job records the spikes. */
    private static long recorded(Job of, PopulationNetwork network, Population population) {
        try {
            List<Recorder.Spikes> spikes = recorders(of, network, Recorder.Spikes.class);
            return spikes.isEmpty() ? population.size() : spikes.stream().filter(one -> one.of().equals(population.name()))
                    .flatMapToInt(one -> IntStream.of(one.selection().indices(population.size()))).distinct().count();
        } catch (IllegalArgumentException _) {
            return population.size(); // what is wrong with the setting is said where it is
        }
    }

    /** What a job records of a kind. */
    private static <R extends Recorder> List<R> recorders(Job of, PopulationNetwork network, Class<R> kind) {
        return PopulationRunSettings.of(Settings.of(of)).record().stream().flatMap(request -> request.in(network).stream())
                .filter(kind::isInstance).map(kind::cast).toList();
    }

    private Optional<Typed> state(Reference call, Job of, Metric metric) {
        Optional<PopulationNetwork> network = populations.computeIfAbsent(JobParts.network(of), ELABORATION::populations);
        Map<String, Expression> arguments = Arguments.byName(call);
        if (network.isEmpty() || !(arguments.get("neurons") instanceof Reference neurons) || !(arguments.get("watched") instanceof Reference watched)
                || isMissing(neurons.getTarget()) || !(watched.getTarget() instanceof State state) || isMissing(state)) {
            return Optional.empty();
        }
        String population = neurons.getTarget().getName();
        try {
            if (recorders(of, network.get(), Recorder.States.class).stream()
                    .noneMatch(one -> one.of().equals(population) && one.state().equals(state.getName()))) {
                report(call, "'" + of.getName() + "' does not record '" + state.getName() + "' of '" + population + "'; add to it record [states("
                        + population + ", " + state.getName() + ")]");
                return Optional.empty();
            }
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // what is wrong with the setting is said where it is
        }
        return Type.of(state.getType()).map(type -> new Typed(new Figure(of.getName(), metric.of(Optional.of(population + "." + state.getName()))), type));
    }

    private Optional<Typed> connection(Reference call, Job of, Metric metric) {
        Optional<PopulationNetwork> network = populations.computeIfAbsent(JobParts.network(of), ELABORATION::populations);
        Map<String, Expression> arguments = Arguments.byName(call);
        if (network.isEmpty() || !(arguments.get("source") instanceof Reference source) || !(arguments.get("target") instanceof Reference target)
                || isMissing(source.getTarget()) || isMissing(target.getTarget())) {
            return Optional.empty();
        }
        Optional<Double> number = new Formulas(DiagnosticSink.IGNORED).number(arguments.get("number"));
        String name = source.getTarget().getName() + "->" + target.getTarget().getName()
                + number.filter(one -> one != 1).map(one -> " " + Extents.text(one)).orElse("");
        List<Projection> learning = network.get().projections().stream().filter(one -> one.plasticity().isPresent()).toList();
        Optional<Projection> projection = learning.stream().filter(one -> one.name().equals(name)).findFirst();
        if (projection.isEmpty()) {
            report(call, "no connection '" + name + "' of '" + of.getName() + "' learns" + (learning.isEmpty() ? "" : "; those that do are "
                    + learning.stream().map(Projection::name).collect(Collectors.joining(", "))));
            return Optional.empty();
        }
        return Optional.of(new Typed(new Figure(of.getName(), metric.of(Optional.of(name))),
                input(JobParts.network(of), projection.get()).orElse(Type.REAL)));
    }

    /** The type of the input at which a connection ends. */
    private static Optional<Type> input(Network network, Projection projection) {
        return network.getPopulations().stream().filter(one -> projection.target().equals(one.getName()) && one.getNeuron() != null)
                .map(one -> one.getNeuron().getTarget()).filter(Dynamics.class::isInstance).flatMap(neuron -> ((Dynamics) neuron).getInputs().stream())
                .filter(input -> projection.receptor().equals(input.getName())).findFirst().flatMap(input -> Type.of(input.getType()));
    }

    /** The name of the population or layer that a call names. */
    private static Optional<String> named(Reference call) {
        return argument(call, Type.NEURONS).flatMap(value -> switch (value) {
            case TextLiteral text -> Optional.ofNullable(text.getValue());
            case Reference reference when !isMissing(reference.getTarget()) -> Optional.of(reference.getTarget().getName());
            case null, default -> Optional.empty();
        });
    }

    private static boolean isMissing(Named named) {
        return named == null || named.eIsProxy() || named.getName() == null;
    }

    private static Type type(Metric metric) {
        return metric.unit() == MetricUnit.COUNT ? Type.Simple.COUNT : metric.unit() == MetricUnit.TEXT ? Type.Simple.TEXT
                : new Type.Quantity(metric.unit().dimension());
    }

    private void report(Reference call, String message) {
        problems.report(Code.NOT_MEASURED, message, call, CorePackage.Literals.REFERENCE__TARGET);
    }
}
