package org.spikewright.jobs.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.spikewright.common.Work;
import org.spikewright.compile.job.DataSpec;
import org.spikewright.compile.job.JobSpec;
import org.spikewright.compile.job.PopulationRunSpec;
import org.spikewright.compile.job.TrainSpec;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.RunRequest;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Weights;
import org.spikewright.record.RunRecord;
import org.spikewright.simulate.population.Reached;

/**
 * What the jobs of a run share: what is asked for, the record that they fill, and what one hands to the next.
 *
 * @param inputs what was read from outside of the model
 * @param trained weights by the job that trained them
 * @param reached where simulations ended that others go on from
 */
record RunContext(RunRequest request, RunRecord record, Engines engines, InputLog inputs, DataSets dataSets, Map<TrainSpec, Weights> trained,
        Map<PopulationRunSpec, Reached> reached) {

    /** The seed that is asked for, else that of the job. */
    long seed(long own) {
        return request.seed().orElse(own);
    }

    /** Whether another job of the model works with what a job gives. */
    boolean isNeeded(String job) {
        return request.model().jobs().stream().flatMap(other -> other.needed().stream()).anyMatch(needed -> needed.name().equals(job));
    }

    /** The metrics of a job that ran; none if it did not. */
    Map<String, Object> metrics(String job) {
        return record.metrics().getOrDefault(job, Map.of());
    }

    /**
     * The data of a job, which must fit its network; files are only looked into here.
     *
     * @throws JobException if they do not fit
     */
    DataSet data(JobSpec job, DataSpec data, Network network, Work work) {
        Source.Fields fields;
        try {
            fields = data.fields(network);
        } catch (IllegalArgumentException e) {
            throw new JobException(job.location(), e.getMessage());
        }
        data.obstacle(fields).ifPresent(obstacle -> {
            throw new JobException(data.location(), obstacle);
        });
        Consumer<int[]> fitting = extents -> {
            int inputs = inputs(data, extents);
            if (inputs != network.received()) {
                throw new JobException(job.location(), "samples of '" + data.name() + "' are " + Arrays.toString(extents)
                        + (inputs == Arrays.stream(extents).asLongStream().reduce(1, RunContext::product) ? "" : ", encoded as " + inputs + " inputs")
                        + ", but " + received(network));
            }
        };
        DataSet set = dataSets.of(data, fields, fitting, work);
        fitting.accept(set.train().extents());
        fitting.accept(set.test().extents());
        int classes = network.layers().get(network.output()).shape().size();
        if (set.classes() > classes) {
            throw new JobException(job.location(), "'" + data.name() + "' has " + set.classes() + " classes, but '" + network.name()
                    + "' has only " + classes + " outputs");
        }
        return set;
    }

    private static String received(Network network) {
        List<Layer> inputs = network.inputs();
        return inputs.size() == 1 ? "the input of '" + network.name() + "' is " + inputs.getFirst().shape()
                : "the inputs of '" + network.name() + "' take " + network.received() + " values";
    }

    /** How many inputs samples of such extents have once they are encoded. */
    private static int inputs(DataSpec data, int... extents) {
        try {
            SampleForm form = SampleForm.values(extents);
            data.settings().encoder().check(form);
            return data.settings().encoder().inputs(form.size(0));
        } catch (DataException | IllegalArgumentException e) {
            throw new JobException(data.location(), "'" + data.name() + "' cannot be encoded: " + e.getMessage());
        }
    }

    /** The test samples of a job as they enter its network. */
    EncodedSamples testing(JobSpec job, DataSpec data, Network network, long seed, Work work) {
        return EncodedSamples.testing(data(job, data, network, work).test(), data.settings().encoder(), seed(seed));
    }

    /** How many of the test samples a job takes: as many as it says, or all there are, which is said. */
    static int count(JobSpec job, long wanted, Samples there, Work work) {
        if (wanted > there.size()) {
            work.say(job.name() + ": takes all " + there.size() + " test samples, since there are no " + wanted);
        }
        return (int) Math.min(wanted, there.size());
    }

    /** The product, or more than any array has. */
    private static long product(long a, long b) {
        return Math.min(a * b, Integer.MAX_VALUE);
    }
}
