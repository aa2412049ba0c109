package org.spikewright.record;

import java.util.List;
import java.util.Optional;

/**
 * A figure that jobs leave in a record. {@code docs/language.md} says what each of them is.
 *
 * @param name in the record, before the name of what it is of: {@code rate.hertz} where the record says {@code rate.hertz.E}
 * @param unit of its values
 * @param of what a job has several values of it for
 */
public record Metric(String name, MetricUnit unit, Of of) {

    /** What a figure is of. */
    public enum Of {
        /** The whole job. */
        JOB,
        /** A layer of neurons, or the input if it is spikes. */
        LAYER,
        /** A population. */
        POPULATION,
        /** A population of which some spikes are recorded. */
        RECORDED,
        /** A population of which all spikes are recorded. */
        RECORDED_WHOLE,
        /** A connection that learns. */
        CONNECTION,
        /** A state that is recorded of some neurons of a population. */
        SAMPLED
    }

    public static final Metric TRAIN_LOSS = job("train.loss", MetricUnit.NUMBER);
    public static final Metric TRAIN_ACCURACY = job("train.accuracy", MetricUnit.SHARE);
    public static final Metric TEST_LOSS = job("test.loss", MetricUnit.NUMBER);
    public static final Metric TEST_ACCURACY = job("test.accuracy", MetricUnit.SHARE);
    public static final Metric TEST_SAMPLES = job("test.samples", MetricUnit.COUNT);
    public static final Metric VALIDATION_LOSS = job("validation.loss", MetricUnit.NUMBER);
    public static final Metric VALIDATION_ACCURACY = job("validation.accuracy", MetricUnit.SHARE);
    public static final Metric DIFFERENCE = job("difference", MetricUnit.NUMBER);
    public static final Metric EPOCHS = job("epochs", MetricUnit.COUNT);
    public static final Metric WEIGHTS_TAKEN = job("weights.taken", MetricUnit.COUNT);
    public static final Metric SAMPLE_SPIKES = job("spikes.perSample", MetricUnit.NUMBER);
    public static final Metric PARAMETERS = job("parameters", MetricUnit.COUNT);
    public static final Metric WEIGHTS_HASH = job("weights.hash", MetricUnit.TEXT);
    public static final Metric ACCURACY = job("accuracy", MetricUnit.SHARE);
    public static final Metric LAYER_SPIKES = new Metric("spikes.perSample", MetricUnit.NUMBER, Of.LAYER);
    public static final Metric LAYER_RATE = new Metric("rate.hertz", MetricUnit.HERTZ, Of.LAYER);
    public static final Metric NEURONS = job("neurons", MetricUnit.COUNT);
    public static final Metric SYNAPSES = job("synapses", MetricUnit.COUNT);
    public static final Metric TIME = job("time.seconds", MetricUnit.SECOND);
    public static final Metric SPIKES = new Metric("spikes", MetricUnit.COUNT, Of.POPULATION);
    public static final Metric RATE = new Metric("rate.hertz", MetricUnit.HERTZ, Of.POPULATION);
    public static final Metric INTERVALS_CV = new Metric("intervals.cv", MetricUnit.NUMBER, Of.RECORDED);
    public static final Metric CORRELATION = new Metric("correlation", MetricUnit.NUMBER, Of.RECORDED);
    public static final Metric SYNCHRONY = new Metric("synchrony", MetricUnit.NUMBER, Of.RECORDED_WHOLE);
    public static final Metric BRANCHING = new Metric("branching", MetricUnit.NUMBER, Of.RECORDED_WHOLE);
    public static final Metric WEIGHT_MEAN = new Metric("weight.mean", MetricUnit.WEIGHT, Of.CONNECTION);
    public static final Metric STATE_MEAN = new Metric("state.mean", MetricUnit.STATE, Of.SAMPLED);
    public static final Metric STATE_MOST = new Metric("state.max", MetricUnit.STATE, Of.SAMPLED);
    public static final Metric STATE_LEAST = new Metric("state.min", MetricUnit.STATE, Of.SAMPLED);
    public static final Metric STATE_END = new Metric("state.end", MetricUnit.STATE, Of.SAMPLED);
    public static final Metric SPIKES_HASH = job("spikes.hash", MetricUnit.TEXT);
    public static final Metric CORES = job("cores.used", MetricUnit.COUNT);
    public static final Metric VIOLATED = job("limits.violated", MetricUnit.COUNT);
    public static final Metric CORE_LOAD = job("core.load.max", MetricUnit.SHARE);
    public static final Metric INFERENCE_SPIKES = job("spikes.perInference", MetricUnit.NUMBER);
    public static final Metric UPDATES = job("updates.perInference", MetricUnit.NUMBER);
    public static final Metric OPERATIONS = job("synapticOperations.perInference", MetricUnit.NUMBER);
    public static final Metric HOPS = job("hops.perInference", MetricUnit.NUMBER);
    public static final Metric MESSAGE_HOPS = job("hops.perMessage", MetricUnit.NUMBER);
    public static final Metric LINK_SPIKES = job("link.spikes.max", MetricUnit.NUMBER);
    public static final Metric ENERGY = job("energy.joule.perInference", MetricUnit.JOULE);
    public static final Metric LATENCY = job("latency.second.mean", MetricUnit.SECOND);
    public static final Metric LATENCY_MOST = job("latency.second.max", MetricUnit.SECOND);
    public static final Metric ENERGY_UNKNOWN = job("energy.unknown", MetricUnit.TEXT);
    public static final Metric LATENCY_UNKNOWN = job("latency.unknown", MetricUnit.TEXT);
    public static final Metric TRIALS = job("trials", MetricUnit.COUNT);
    public static final Metric TRIALS_FAILED = job("trials.failed", MetricUnit.COUNT);
    public static final Metric TRIALS_ADMISSIBLE = job("trials.admissible", MetricUnit.COUNT);
    public static final Metric TRIALS_BEST = job("trials.best", MetricUnit.COUNT);

    /** Those that count right answers, of samples that have classes. */
    public static final List<Metric> OF_CLASSES = List.of(TRAIN_ACCURACY, TEST_ACCURACY, VALIDATION_ACCURACY, ACCURACY);
    /** All metrics that there are. */
    public static final List<Metric> ALL = List.of(TRAIN_LOSS, TRAIN_ACCURACY, TEST_LOSS, TEST_ACCURACY, TEST_SAMPLES, VALIDATION_LOSS,
            VALIDATION_ACCURACY, DIFFERENCE, EPOCHS, WEIGHTS_TAKEN, SAMPLE_SPIKES,
            PARAMETERS, WEIGHTS_HASH, ACCURACY, LAYER_SPIKES, LAYER_RATE, NEURONS, SYNAPSES, TIME, SPIKES, RATE, INTERVALS_CV, CORRELATION,
            SYNCHRONY, BRANCHING, WEIGHT_MEAN, STATE_MEAN, STATE_MOST, STATE_LEAST, STATE_END, SPIKES_HASH, CORES, VIOLATED, CORE_LOAD, INFERENCE_SPIKES, UPDATES, OPERATIONS, HOPS,
            MESSAGE_HOPS, LINK_SPIKES, ENERGY, LATENCY, LATENCY_MOST, ENERGY_UNKNOWN, LATENCY_UNKNOWN, TRIALS, TRIALS_FAILED,
            TRIALS_ADMISSIBLE, TRIALS_BEST);

    private static Metric job(String name, MetricUnit unit) {
        return new Metric(name, unit, Of.JOB);
    }

    /** The metric of a value in a record, whatever it is of; empty where the record is of another version of the product. */
    public static Optional<Metric> of(String recorded) {
        for (String stem = recorded; !stem.isEmpty(); stem = stem.contains(".") ? stem.substring(0, stem.lastIndexOf('.')) : "") {
            String name = stem;
            Optional<Metric> known = ALL.stream().filter(metric -> metric.name().equals(name)).findFirst();
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    /** The name in a record of the value for one of several layers, populations or connections. */
    public String of(Optional<String> one) {
        return one.map(whose -> name + "." + whose).orElse(name);
    }
}
