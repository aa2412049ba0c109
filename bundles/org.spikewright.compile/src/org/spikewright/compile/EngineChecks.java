package org.spikewright.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.network.Layer;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.Solver;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Operator;

/** Checks what engines can do of a job: what its settings name, what it measures, and the layers of its network. */
final class EngineChecks {

    /** What engines know of what a job or a data set can set: the functions of each setting that stand for something. */
    private static final Map<String, Set<String>> KNOWN = Map.of("loss", Set.of("crossEntropy", "meanSquaredError"), "optimizer",
            Set.of("adam", "adamW", "sgd"), "schedule", Set.of("constant", "cosine"), "rule", Set.of("bptt"), "encode",
            Set.of("rate", "latency", "direct"), "search", Set.of("grid", "random"));
    /** What can be set and no engine reads yet. */
    private static final Set<String> UNREAD = Set.of("regularise", "augment", "validation");

    /** The operators that engines run, and what may keep a layer with one from being run. */
    private static final Map<Class<? extends Operator>, Obstacle> RUN = Map.of(Input.class, _ -> Optional.empty(), Flatten.class,
            _ -> Optional.empty(), Dense.class, EngineChecks::dense, Neurons.class, EngineChecks::neurons);

    /** What keeps a layer from being run, if anything does, in the language's words. */
    private interface Obstacle {

        Optional<String> of(Layer layer);
    }

    private final Problems problems;

    EngineChecks(Problems problems) {
        this.problems = problems;
    }

    /** Settings that no engine reads, or whose function stands for nothing to an engine. */
    void known(List<Setting> settings) {
        for (Setting setting : settings) {
            if (setting.getParameter() == null || setting.getParameter().eIsProxy() || setting.getValue() == null) {
                continue;
            }
            String name = setting.getParameter().getName();
            if (UNREAD.contains(name)) {
                problems.report(Code.NO_ENGINE, "no engine reads '" + name + "' yet; it would change nothing", setting.getValue());
            } else if (KNOWN.containsKey(name)) {
                Settings.references(setting).stream().filter(value -> value.getTarget() instanceof Function function
                        && !KNOWN.get(name).contains(function.getName())).findFirst()
                        .ifPresent(value -> problems.report(Code.NO_ENGINE, "no engine knows '" + value.getTarget().getName() + "' as '" + name
                                + "' yet; those that can run are " + String.join(", ", new TreeSet<>(KNOWN.get(name))), value));
            }
        }
    }

    /** What goals and measures are about must be something that the jobs give. */
    void measured(Job job, List<Job> measured, String setting) {
        for (Setting own : job.getSettings()) {
            if (own.getParameter() == null || !setting.equals(own.getParameter().getName())) {
                continue;
            }
            for (Reference goal : Settings.references(own)) {
                Settings.call(goal, new Formulas(Problems.IGNORED)).map(Measures::word).ifPresent(word -> measured.stream()
                        .filter(one -> one != null && !one.eIsProxy() && Measures.of(one, word).isEmpty()).findFirst()
                        .ifPresent(one -> problems.report(Code.NO_ENGINE, "no engine gives the " + word + " of '" + one.getName() + "' yet; it gives "
                                + (Measures.words(one).isEmpty() ? "nothing that can be measured" : String.join(", ", Measures.words(one))),
                                goal)));
            }
        }
    }

    /** Engines run chains of a few operators so far; what else a network has is described and checked only. */
    void runnable(Job job, Optional<org.spikewright.network.Network> elaborated) {
        elaborated.stream().flatMap(network -> network.layers().stream()).flatMap(layer -> unrunnable(layer).map(what -> "no engine runs "
                + what + " yet, as '" + JobParts.network(job).getName() + "' has at '" + layer.name() + "'").stream()).findFirst()
                .ifPresent(obstacle -> problems.report(Code.NO_ENGINE, obstacle + "; it can be checked and described", job,
                        job.getNetwork() == null ? CorePackage.Literals.NAMED__NAME : JobPackage.Literals.JOB__NETWORK));
    }

    /** What about a layer keeps it from being run, in the language's words; nothing if an engine runs it. */
    private static Optional<String> unrunnable(Layer layer) {
        Obstacle obstacle = RUN.get(layer.operator().getClass());
        return obstacle == null ? Optional.of(layer.operator().family()) : obstacle.of(layer);
    }

    private static Optional<String> dense(Layer layer) {
        return !layer.owner().equals(layer.name()) ? Optional.of("shared layers")
                : layer.shape().rank() != 1 ? Optional.of("dense over several positions") : Optional.empty();
    }

    private static Optional<String> neurons(Layer layer) {
        Neurons neurons = (Neurons) layer.operator();
        if (!neurons.varied().isEmpty()) {
            return Optional.of("a learned, stored or drawn '" + neurons.varied().getFirst().parameter() + "' in layers");
        }
        if (layer.inputs().size() > 1) {
            return Optional.of("neurons with several inputs in layers");
        }
        return isRunnable(neurons.program()) ? Optional.empty() : Optional.of("neurons such as '" + neurons.program().name()
                + "' in layers, with refractoriness, noise, events, a solver of their own or inputs into states,");
    }

    /** Layers run neurons with one event, whose inputs are held over a step. */
    private static boolean isRunnable(NeuronProgram program) {
        return program.events().stream().allMatch(NeuronProgram.Spike.class::isInstance) && program.events().size() <= 1
                && program.noises().isEmpty() && program.refractoriness().isEmpty() && program.solver() instanceof Solver.Automatic
                && program.receptors().stream().allMatch(receptor -> receptor.jumps().isEmpty());
    }

    /** Accuracy is what test samples are measured by; the rest waits for an engine. */
    void measures(Job job) {
        for (Setting setting : job.getSettings()) {
            if (setting.getParameter() != null && "measure".equals(setting.getParameter().getName())) {
                Settings.references(setting).stream().filter(metric -> metric.getTarget() instanceof Function function
                        && Measures.of(job, function.getName()).isEmpty())
                        .forEach(metric -> problems.report(Code.NO_ENGINE, "no engine measures " + metric.getTarget().getName()
                                + " yet; '" + job.getName() + "' gives accuracy and loss", metric));
            }
        }
    }
}
