package org.spikewright.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.network.Network;

/** Which metric of a job a word of the language stands for, in goals, constraints and comparisons. */
public final class Measures {

    private static final Map<String, String> TESTED = Map.of("accuracy", "test.accuracy");

    private static final Map<String, String> SIMULATED = Map.of("accuracy", "accuracy");

    private static final Map<String, String> MAPPED = Map.of("accuracy", "test.accuracy", "energy", "energy.joule.perInference",
            "latency", "latency.second.mean", "congestion", "link.spikes.max", "cores", "cores.used",
            "synapticOperations", "synapticOperations.perInference");

    /** Words of goals that stand for another word's metric. */
    private static final Map<String, String> LIMITS = Map.of("energyBelow", "energy", "latencyBelow", "latency");

    private Measures() {
    }

    /** The metric that a job gives for a word; empty if it gives none. */
    public static Optional<String> of(Job job, String word) {
        return Optional.ofNullable(all(job).get(word));
    }

    /** The word that a goal, constraint or measure is about: {@code most(accuracy())} and {@code least(accuracy(), 0.9)} are about accuracy. */
    public static String word(Call call) {
        return call.arguments().get("metric") instanceof Call metric ? metric.function()
                : LIMITS.getOrDefault(call.function(), call.function());
    }

    /** The words that a job gives a metric for, in alphabetical order. */
    static List<String> words(Job job) {
        return List.copyOf(new TreeMap<>(all(job)).keySet());
    }

    private static Map<String, String> all(Job job) {
        return switch (job) {
            case TrainJob _, EvaluateJob _ -> TESTED;
            case MapJob _ -> MAPPED;
            case SimulateJob simulate when !hasPopulations(simulate) -> SIMULATED;
            case null, default -> Map.of();
        };
    }

    private static boolean hasPopulations(Job job) {
        Network network = JobParts.network(job);
        return network != null && !network.getPopulations().isEmpty();
    }
}
