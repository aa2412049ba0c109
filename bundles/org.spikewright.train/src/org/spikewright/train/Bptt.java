package org.spikewright.train;

import org.spikewright.train.internal.BackPropagation;

/**
 * Back-propagation through time with the surrogate derivatives that the neurons name.
 *
 * @param resetGradient whether gradients also flow through the spike into the reset
 */
public record Bptt(boolean resetGradient) implements LearningRule {

    /** With resets that take the spike as given, as is usual. */
    public Bptt() {
        this(false);
    }

    @Override
    public Learner learner(Setting setting) {
        return new BackPropagation(setting, resetGradient);
    }
}
