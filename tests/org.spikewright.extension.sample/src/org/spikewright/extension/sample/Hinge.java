package org.spikewright.extension.sample;

import org.spikewright.train.Loss;

/** {@code Σ max(0, margin + y[j] − y[label])} over all outputs j but the label's. */
public record Hinge(double margin) implements Loss {

    @Override
    public double of(float[] outputs, int label, float[] gradient) {
        double sum = 0;
        int within = 0;
        for (int j = 0; j < outputs.length; j++) {
            double excess = margin + outputs[j] - outputs[label];
            boolean counts = j != label && excess > 0;
            gradient[j] = counts ? 1 : 0;
            within += counts ? 1 : 0;
            sum += counts ? excess : 0;
        }
        gradient[label] = -within;
        return sum;
    }
}
