package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.IdxFiles;
import org.spikewright.testing.engine.Networks;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.testing.engine.SharedData;
import org.spikewright.train.Bptt;
import org.spikewright.train.GradientTrainer;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Schedule;
import org.spikewright.train.TrainingResult;
import org.spikewright.train.TrainingTask;

/** Handwritten digits, read from files and learnt. */
class MnistTest {

    @Test
    void oneEpochReadsHandwriting() {
        DataSet digits = IdxFiles.directory(SharedData.path("mnist"));
        TrainingResult result = new GradientTrainer().train(new TrainingTask("Learn",
                Networks.chain(784, new int[] {256, 10}, Neurons.leaky(0.005, 1), Neurons.integrator(0.01)), digits,
                new Encoder.Direct(10), Loss.CROSS_ENTROPY, Optimizer.Adam.of(0.01), Schedule.COSINE, new Bptt(), 1,
                128, 1, 2, 0.001), _ -> {
                    // the result tells all
                }, Work.NONE);
        assertTrue(result.test().orElseThrow().accuracy() > 0.955, result.history().toString());
    }
}
