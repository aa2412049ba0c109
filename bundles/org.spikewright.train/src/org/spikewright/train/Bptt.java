package org.spikewright.train;

import org.spikewright.execute.Flow;
import org.spikewright.train.internal.BackPropagation;

/**
 * Back-propagation through time with the surrogate derivatives that the neurons name.
 *
 * @param resetGradient whether gradients also flow through the spike into the reset
 * @param flow how far they flow back in time
 */
public record Bptt(boolean resetGradient, Flow flow) implements LearningRule {

    /** With resets that take the spike as given, as is usual. */
    public Bptt() {
        this(false);
    }

    /** Through all steps. */
    public Bptt(boolean resetGradient) {
        this(resetGradient, Flow.ALL);
    }

    @Override
    public Learner learner(Setting setting) {
        return new BackPropagation(setting, resetGradient, flow);
    }
}
