package org.spikewright.extension.sample;

import org.spikewright.common.Work;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.train.Batch;
import org.spikewright.train.LearningRule;

/** What another rule finds, scaled to that length where it is longer. */
public record Clipped(double length, LearningRule rule) implements LearningRule {

    @Override
    public Learner learner(Setting setting) {
        Learner found = rule.learner(setting);
        return new Learner() {

            @Override
            public Plan plan() {
                return found.plan();
            }

            @Override
            public Outcome learn(Parameters weights, Batch batch, Parameters direction, Work work) {
                Outcome outcome = found.learn(weights, batch, direction, work);
                shorten(direction);
                return outcome;
            }
        };
    }

    private void shorten(Parameters direction) {
        double square = 0;
        for (float[] array : direction.arrays()) {
            for (float value : array) {
                square += (double) value * value;
            }
        }
        double longer = Math.sqrt(square) / length;
        if (longer > 1) {
            for (float[] array : direction.arrays()) {
                for (int i = 0; i < array.length; i++) {
                    array[i] /= (float) longer;
                }
            }
        }
    }
}
