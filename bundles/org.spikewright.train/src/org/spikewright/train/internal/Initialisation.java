package org.spikewright.train.internal;

import org.spikewright.common.RandomStream;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Stage;
import org.spikewright.kernel.StepProgram;

/**
 * Draws the first weights: uniform in ±gain/√fanIn, the gain taken from the neurons that the layer drives. A neuron
 * that integrates exactly takes in only the part {@code 1 − exp(−dt/tau)} of its drive in a step, so that a gain
 * without regard to its equations leaves it silent or saturated. Here the neuron's own step tells how far a constant
 * drive of 1 moves the margin on average over a sample, spikes left out; the gain is such that drives typically move it
 * across its distance to firing.
 */
final class Initialisation {

    /**
     * The standard deviation of a drive is gain/√3 times the root mean square of the inputs, which is about 0.1 to 0.3
     * for images and for spikes. With this factor the margin's standard deviation is about its distance to firing.
     * Found by experiment to suit graded outputs as well, which have 1 in place of that distance.
     */
    private static final double DRIVE = 8;
    /** A unit variance of outputs from inputs of unit variance (LeCun and others, <i>Efficient backprop</i>, 1998). */
    private static final double LINEAR = Math.sqrt(3);
    /** The drive that probes a neuron: small, since its equations need not be linear. */
    private static final float PROBE = 0.01f;

    private final LayerChain chain;
    private final int steps;

    Initialisation(LayerChain chain, int steps) {
        this.chain = chain;
        this.steps = steps;
    }

    /** The first weights of that seed. Each parameter has a stream of its own. */
    LayerWeights[] draw(long seed) {
        LayerWeights[] weights = new LayerWeights[chain.stages().size()];
        for (int i = 0; i < weights.length; i++) {
            Stage stage = chain.stages().get(i);
            weights[i] = LayerWeights.zero(stage);
            double bound = stage instanceof Stage.Dense dense ? gain(i + 1) / Math.sqrt(dense.fanIn()) : 0;
            for (int p = 0; p < stage.parameters().size(); p++) {
                RandomStream random = RandomStream.of(seed, "weights/" + stage.parameters().get(p).name());
                if (stage instanceof Stage.Computed computed) {
                    computed.kernel().initialise(p, weights[i].arrays()[p], random);
                } else {
                    fill(weights[i].arrays()[p], random, bound);
                }
            }
        }
        return weights;
    }

    private static void fill(float[] values, RandomStream random, double bound) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }

    /** What operators between weights and the neurons that they drive do is left out. */
    private double gain(int behind) {
        int next = behind;
        while (next < chain.stages().size() && chain.stages().get(next) instanceof Stage.Computed) {
            next++;
        }
        if (next == chain.stages().size() || !(chain.stages().get(next) instanceof Stage.Scan scan)) {
            return LINEAR;
        }
        StepProgram program = scan.kernel().program();
        double resting = meanMargin(program, 0);
        double response = Math.abs(meanMargin(program, PROBE) - resting) / PROBE;
        double distance = scan.spikes() ? Math.max(Math.abs(resting), 1e-6) : 1;
        double gain = DRIVE * distance / response;
        return Double.isFinite(gain) ? gain : LINEAR;
    }

    /**
     * The mean over a sample of the margin, or of a graded neuron's output, under a constant drive, spikes left out.
     */
    private double meanMargin(StepProgram program, float drive) {
        float[] margins = new float[steps];
        Kernels.interpreted().of(program.silent(), false).run(new float[] {drive}, 1, 1, steps, 1, margins);
        double sum = 0;
        for (float margin : margins) {
            sum += margin;
        }
        return sum / steps;
    }
}
