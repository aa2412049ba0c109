package org.spikewright.compile;

import java.util.List;
import java.util.Locale;
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
import org.spikewright.network.Operator;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.Solver;

/** Checks what engines can do of a job: what its settings name, what it measures, and the layers of its network. */
final class EngineChecks {

    /** What engines know of what a job or a data set can set: the functions of each setting that stand for something. */
    private static final Map<String, Set<String>> KNOWN = Map.of("loss", Set.of("crossEntropy", "meanSquaredError"), "optimizer",
            Set.of("adam", "adamW", "sgd"), "schedule", Set.of("constant", "cosine"), "rule", Set.of("bptt"), "encode",
            Set.of("rate", "latency", "direct"), "search", Set.of("grid", "random"));
    /** What can be set and no engine reads yet. */
    private static final Set<String> UNREAD = Set.of("regularise", "augment", "validation");

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
        elaborated.stream().flatMap(network -> network.layers().stream()).filter(layer -> !isRunnable(layer)).findFirst()
                .ifPresent(layer -> problems.report(Code.NO_ENGINE, "no engine runs " + unrunnable(layer) + " yet, as '"
                        + JobParts.network(job).getName() + "' has at '" + layer.name() + "'; it can be checked and described", job,
                        job.getNetwork() == null ? CorePackage.Literals.NAMED__NAME : JobPackage.Literals.JOB__NETWORK));
    }

    /** What about a layer keeps it from being run, in the language's words. */
    private static String unrunnable(Layer layer) {
        return switch (layer.operator()) {
            case Operator.Past _ -> "states with 'next'";
            case Operator.Neurons neurons when !neurons.varied().isEmpty() -> "a learned, stored or drawn '"
                    + neurons.varied().getFirst().parameter() + "' in layers";
            case Operator.Neurons _ when layer.inputs().size() > 1 -> "neurons with several inputs in layers";
            case Operator.Neurons neurons -> "neurons such as '" + neurons.program().name() + "' in layers, with "
                    + (neurons.program().noises().isEmpty() ? "solver rk45" : "noise") + ",";
            case Operator.Dense _ when !layer.owner().equals(layer.name()) -> "shared layers";
            case Operator.Dense _ -> "dense over several positions";
            case Operator.Formula _ -> "arithmetic and functions of values";
            case Operator.Tensor _ -> "tensors";
            case Operator.Product _ -> "matmul";
            case Operator.Reduction _ -> "sums, means and maxima";
            default -> layer.operator().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    private static boolean isRunnable(Layer layer) {
        return switch (layer.operator()) {
            case Operator.Input _, Operator.Flatten _ -> true;
            case Operator.Dense _ -> layer.shape().rank() == 1 && layer.owner().equals(layer.name());
            case Operator.Neurons neurons -> neurons.varied().isEmpty() && layer.inputs().size() == 1
                    && isRunnable(neurons.program());
            default -> false;
        };
    }

    /** Layers run neurons that move by straight lines, the same in each run: without noise and steps of their own choice. */
    private static boolean isRunnable(NeuronProgram program) {
        return program.noises().isEmpty() && !(program.solver() instanceof Solver.RungeKutta45);
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
