package org.spikewright.train;

import org.spikewright.common.Work;
import org.spikewright.kernel.Primitives;
import org.spikewright.train.internal.TrainingRun;

/** Trains by batches: a learning rule finds the direction, an optimizer takes the step. */
public final class GradientTrainer implements Trainer {

    private final Primitives primitives;

    /** On the best primitives of this machine. */
    public GradientTrainer() {
        this(Primitives.best());
    }

    /** On those primitives. */
    public GradientTrainer(Primitives primitives) {
        this.primitives = primitives;
    }

    @Override
    public TrainingResult train(TrainingTask task, TrainingListener listener, Work work) {
        try (TrainingRun run = new TrainingRun(task, primitives, work)) {
            return run.run(listener, work);
        }
    }
}
