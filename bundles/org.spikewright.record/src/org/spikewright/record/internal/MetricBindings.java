package org.spikewright.record.internal;

import java.util.List;
import java.util.Map;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.record.Measure;
import org.spikewright.record.Metric;

/** By which words the language names the metrics of records. */
public final class MetricBindings implements Contribution {

    private static final String TRAIN = "train";
    private static final String EVALUATE = "evaluate";
    private static final String VERIFY = "verify";
    private static final String LAYERS = "simulate";
    private static final String POPULATIONS = "populations";
    private static final String MAP = "map";
    private static final String EXPLORE = "explore";

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                word("accuracy", Map.of(TRAIN, Metric.TEST_ACCURACY, EVALUATE, Metric.TEST_ACCURACY, MAP, Metric.TEST_ACCURACY, LAYERS,
                        Metric.ACCURACY)),
                word("loss", Map.of(TRAIN, Metric.TEST_LOSS, EVALUATE, Metric.TEST_LOSS)),
                word("trainAccuracy", TRAIN, Metric.TRAIN_ACCURACY), word("trainLoss", TRAIN, Metric.TRAIN_LOSS),
                word("validationAccuracy", TRAIN, Metric.VALIDATION_ACCURACY), word("validationLoss", TRAIN, Metric.VALIDATION_LOSS),
                word("weightsTaken", TRAIN, Metric.WEIGHTS_TAKEN), word("epochs", TRAIN, Metric.EPOCHS), word("spikesPerSample", TRAIN, Metric.SAMPLE_SPIKES), word("parameters", TRAIN, Metric.PARAMETERS),
                word("weightsHash", TRAIN, Metric.WEIGHTS_HASH), word("difference", VERIFY, Metric.DIFFERENCE), word("samples", EVALUATE, Metric.TEST_SAMPLES),
                word("spikes", Map.of(LAYERS, Metric.LAYER_SPIKES, POPULATIONS, Metric.SPIKES)),
                word("rate", Map.of(LAYERS, Metric.LAYER_RATE, POPULATIONS, Metric.RATE)),
                word("neurons", POPULATIONS, Metric.NEURONS), word("synapses", POPULATIONS, Metric.SYNAPSES),
                word("duration", POPULATIONS, Metric.TIME), word("cv", POPULATIONS, Metric.INTERVALS_CV),
                word("correlation", POPULATIONS, Metric.CORRELATION), word("synchrony", POPULATIONS, Metric.SYNCHRONY),
                word("branching", POPULATIONS, Metric.BRANCHING), word("meanWeight", POPULATIONS, Metric.WEIGHT_MEAN),
                word("meanState", POPULATIONS, Metric.STATE_MEAN), word("largestState", POPULATIONS, Metric.STATE_MOST),
                word("smallestState", POPULATIONS, Metric.STATE_LEAST), word("endState", POPULATIONS, Metric.STATE_END),
                word("spikesHash", POPULATIONS, Metric.SPIKES_HASH), word("cores", MAP, Metric.CORES),
                word("limitsViolated", MAP, Metric.VIOLATED), word("coreLoad", MAP, Metric.CORE_LOAD),
                word("spikesPerInference", MAP, Metric.INFERENCE_SPIKES), word("updates", MAP, Metric.UPDATES),
                word("synapticOperations", MAP, Metric.OPERATIONS), word("hops", MAP, Metric.HOPS),
                word("hopsPerMessage", MAP, Metric.MESSAGE_HOPS), word("congestion", MAP, Metric.LINK_SPIKES),
                word("energy", MAP, Metric.ENERGY), word("latency", MAP, Metric.LATENCY), word("latencyMost", MAP, Metric.LATENCY_MOST),
                word("energyUnknown", MAP, Metric.ENERGY_UNKNOWN), word("latencyUnknown", MAP, Metric.LATENCY_UNKNOWN),
                word("trials", EXPLORE, Metric.TRIALS), word("trialsFailed", EXPLORE, Metric.TRIALS_FAILED),
                word("trialsAdmissible", EXPLORE, Metric.TRIALS_ADMISSIBLE), word("trialsBest", EXPLORE, Metric.TRIALS_BEST));
    }

    private static Binding<Measure> word(String word, String kind, Metric metric) {
        return word(word, Map.of(kind, metric));
    }

    private static Binding<Measure> word(String word, Map<String, Metric> metrics) {
        return new Binding<>("std.metric." + word, Measure.class, (_, _) -> new Measure(word, metrics));
    }
}
