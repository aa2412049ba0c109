package org.spikewright.extension.sample;

import org.spikewright.common.Work;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.train.Batch;
import org.spikewright.train.LearningRule;

/** What another rule finds, scaled to that length where it is longer. */
public record Clipped(double length, LearningRule rule) implements LearningRule {

    @Override
    public Learner learner(Setting setting) {
        Learner found = rule.learner(setting);
        return new Learner() {

            @Override
            public LayerChain chain() {
                return found.chain();
            }

            @Override
            public Outcome learn(LayerWeights[] weights, Batch batch, LayerWeights[] direction, Work work) {
                Outcome outcome = found.learn(weights, batch, direction, work);
                shorten(direction);
                return outcome;
            }
        };
    }

    private void shorten(LayerWeights[] direction) {
        double square = 0;
        for (LayerWeights stage : direction) {
            for (float[] array : stage.arrays()) {
                for (float value : array) {
                    square += (double) value * value;
                }
            }
        }
        double longer = Math.sqrt(square) / length;
        if (longer > 1) {
            for (LayerWeights stage : direction) {
                for (float[] array : stage.arrays()) {
                    for (int i = 0; i < array.length; i++) {
                        array[i] /= (float) longer;
                    }
                }
            }
        }
    }
}
