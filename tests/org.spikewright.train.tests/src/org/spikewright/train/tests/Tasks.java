package org.spikewright.train.tests;

import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Glyphs;
import org.spikewright.network.Network;
import org.spikewright.testing.engine.Networks;
import org.spikewright.testing.engine.Neurons;
import org.spikewright.train.Bptt;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Schedule;
import org.spikewright.train.TrainingTask;

/** Small training tasks. */
final class Tasks {

    static final DataSet DIGITS = Glyphs.digits(14, 12, 0.05).generate(600, 200, 1, Work.NONE);
    static final Network NETWORK = Networks.chain(14 * 12, new int[] {50, 10}, Neurons.leaky(0.01, 1),
            Neurons.integrator(0.02));

    private Tasks() {
    }

    static TrainingTask task(Encoder encoder, Optimizer optimizer, Loss loss, int epochs, int threads) {
        return new TrainingTask("Learn", NETWORK, DIGITS, encoder, loss, optimizer, Schedule.COSINE, new Bptt(), epochs,
                50, 1, threads, 0.001);
    }
}
