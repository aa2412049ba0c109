package org.spikewright.train;

import org.spikewright.common.RandomStream;
import org.spikewright.execute.Node;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.network.Parameter;

/** What is added to the loss, of what neurons do or of weights, or to its derivatives. Other bundles may bring some of their own. */
public interface Regulariser {

    /** Whether anything is added for what layers give, see {@link #ofActivity}. */
    default boolean isOfActivity() {
        return false;
    }

    /**
     * What is added to the loss of a sample for what layers give. Called by several threads at once.
     *
     * @param sample of the chunk
     * @param weight what the derivatives are multiplied by that are added to {@link Outputs#gradient(Node)}; 0 where none are wanted
     */
    default double ofActivity(Outputs outputs, int sample, float weight) {
        return 0;
    }

    /**
     * What is added to the loss for the weights.
     *
     * @param weights only read
     * @param direction the derivatives by them, to which its own are added
     * @param number which change of the run comes next, from 1
     * @param seed of the run
     */
    default double ofWeights(Parameters weights, Parameters direction, long number, long seed) {
        return 0;
    }

    /**
     * {@code strength · Σ_layers mean_n (rate_n − rate)²}: the part of the steps in which neuron n spikes, held near a rate.
     *
     * @param rate from 0 to 1
     */
    record Rate(double rate, double strength) implements Regulariser {

        @Override
        public boolean isOfActivity() {
            return true;
        }

        @Override
        public double ofActivity(Outputs outputs, int sample, float weight) {
            double sum = 0;
            for (Node node : outputs.spiking()) {
                float[] given = outputs.of(node).dense();
                int steps = outputs.of(node).rows() / outputs.samples();
                float[] into = weight > 0 && node.hasGradient() ? outputs.gradient(node) : null;
                for (int n = 0; n < node.width(); n++) {
                    double mean = 0;
                    for (int t = 0; t < steps; t++) {
                        mean += given[(sample * steps + t) * node.width() + n];
                    }
                    double error = mean / steps - rate;
                    sum += strength * error * error / node.width();
                    for (int t = 0; into != null && t < steps; t++) {
                        into[(sample * steps + t) * node.width() + n] += (float) (weight * 2 * strength * error / node.width() / steps);
                    }
                }
            }
            return sum;
        }
    }

    /** {@code strength · Σ w²} or {@code strength · Σ |w|} over all weights, biases and the like left out. */
    record Decay(double strength, boolean absolute) implements Regulariser {

        @Override
        public double ofWeights(Parameters weights, Parameters direction, long number, long seed) {
            double sum = 0;
            for (int p = 0; p < weights.arrays().length; p++) {
                Parameter parameter = weights.plan().parameters().get(p);
                float[] w = weights.arrays()[p];
                for (int i = 0; parameter.learned() && parameter.shape().rank() > 1 && i < w.length; i++) {
                    sum += absolute ? Math.abs(w[i]) : (double) w[i] * w[i];
                    direction.arrays()[p][i] += (float) (strength * (absolute ? Math.signum(w[i]) : 2 * w[i]));
                }
            }
            return strength * sum;
        }
    }

    /** Normal noise of variance {@code eta / number^gamma} on the derivatives. Neelakantan and others, 2015. */
    record Noise(double eta, double gamma) implements Regulariser {

        @Override
        public double ofWeights(Parameters weights, Parameters direction, long number, long seed) {
            double deviation = Math.sqrt(eta / Math.pow(number, gamma));
            for (int p = 0; p < weights.arrays().length; p++) {
                Parameter parameter = weights.plan().parameters().get(p);
                RandomStream random = RandomStream.of(seed, "noise/" + parameter.name(), number);
                for (int i = 0; parameter.learned() && i < direction.arrays()[p].length; i++) {
                    direction.arrays()[p][i] += (float) (deviation * random.nextGaussian());
                }
            }
            return 0;
        }
    }
}
