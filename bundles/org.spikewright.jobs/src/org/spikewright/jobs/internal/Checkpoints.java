package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.spikewright.common.Work;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Weights;
import org.spikewright.record.RunRecord;
import org.spikewright.record.Tensors.Tensor;
import org.spikewright.record.TrainingRecord;
import org.spikewright.train.EpochMetrics;
import org.spikewright.train.TestResult;
import org.spikewright.train.TrainingListener;
import org.spikewright.train.TrainingResult;

/**
 * Writes what a training has reached into the record while it goes on, after epochs and within long ones, so that a run which is killed
 * leaves its curve and its last weights.
 */
final class Checkpoints implements TrainingListener {

    private final RunRecord record;
    private final String job;
    private final Network network;
    private final List<String> classes;
    private final Work work;
    private final Pace pace = new Pace();
    private boolean isEpochNew;

    /**
     * For one training.
     *
     * @param job its name
     * @param network what learns
     * @param classes the names of the classes
     * @param work hears that something cannot be written; training goes on
     */
    Checkpoints(RunRecord record, String job, Network network, List<String> classes, Work work) {
        this.record = record;
        this.job = job;
        this.network = network;
        this.classes = classes;
        this.work = work;
    }

    @Override
    public void epochDone(EpochMetrics metrics) {
        isEpochNew = true;
    }

    @Override
    public void progressed(Supplier<TrainingResult> reached) {
        if (isEpochNew && pace.isDue() || pace.isOverdue()) {
            tryToWrite(reached.get());
            isEpochNew = false;
        }
    }

    private void tryToWrite(TrainingResult reached) {
        long began = System.nanoTime();
        try {
            write(reached);
        } catch (IOException e) {
            work.say(job + ": what was reached cannot be written, training goes on: " + e.getMessage());
        }
        pace.wrote(began);
    }

    /** Writes weights and curve, each as a whole; whoever is killed in between leaves weights newer than the curve. */
    void write(TrainingResult reached) throws IOException {
        record.putWeights(job, tensors(reached.weights()));
        List<TrainingRecord.Epoch> epochs = reached.history().stream().map(epoch -> new TrainingRecord.Epoch(epoch.epoch(), epoch.loss(),
                share(epoch.trainAccuracy()), epoch.testLoss(), share(epoch.testAccuracy()))).toList();
        record.putTraining(job, new TrainingRecord(epochs, classes, reached.test().map(TestResult::confusion).orElse(new int[0][])));
    }

    private static Double share(double accuracy) {
        return Double.isNaN(accuracy) ? null : (Double) accuracy;
    }

    private Map<String, Tensor> tensors(Weights weights) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : network.stored()) {
            int[] extents = new int[parameter.shape().rank()];
            for (int axis = 0; axis < extents.length; axis++) {
                extents[axis] = parameter.shape().extent(axis);
            }
            tensors.put(parameter.name(), new Tensor(weights.get(parameter.name()), extents));
        }
        return tensors;
    }
}
