package org.spikewright.train;

/**
 * What training makes small: a number for one sample from the network's output, averaged over time, and the label. Used by several
 * threads at once. Other bundles may bring losses of their own.
 */
@FunctionalInterface
public interface Loss {

    /** Cross entropy of the softmax of the outputs: {@code log Σ exp y − y[label]}. */
    Loss CROSS_ENTROPY = (outputs, label, gradient) -> {
        double largest = Double.NEGATIVE_INFINITY;
        for (float y : outputs) {
            largest = Math.max(largest, y);
        }
        double sum = 0;
        for (float y : outputs) {
            sum += Math.exp(y - largest);
        }
        for (int i = 0; i < outputs.length; i++) {
            gradient[i] = (float) (Math.exp(outputs[i] - largest) / sum - (i == label ? 1 : 0));
        }
        return Math.log(sum) + largest - outputs[label];
    };

    /** Mean square of the distance to 1 for the label's output and 0 for the others; for spikes: of their rates. */
    Loss MEAN_SQUARED_ERROR = (outputs, label, gradient) -> {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            double error = outputs[i] - (i == label ? 1 : 0);
            sum += error * error;
            gradient[i] = (float) (2 * error / outputs.length);
        }
        return sum / outputs.length;
    };

    /**
     * The loss of one sample.
     *
     * @param outputs one for each class
     * @param label the class it belongs to
     * @param gradient receives the derivative of the loss by each output
     */
    double of(float[] outputs, int label, float[] gradient);
}
