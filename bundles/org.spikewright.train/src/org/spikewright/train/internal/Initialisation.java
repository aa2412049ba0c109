package org.spikewright.train.internal;

import java.util.Optional;
import org.spikewright.common.RandomStream;
import org.spikewright.execute.Node;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.Parameter;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Quantised;
import org.spikewright.network.operator.Weighted;

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

    /** Parameters of a layer with weights that are drawn here: weights and bias. */
    private static final int DRAWN = 2;

    private final Plan plan;
    private final int steps;
    private final double dt;

    Initialisation(Plan plan, int steps, double dt) {
        this.plan = plan;
        this.steps = steps;
        this.dt = dt;
    }

    /** The first weights of that seed. Each parameter has a stream of its own. */
    Parameters draw(long seed) {
        Parameters weights = Parameters.zero(plan);
        boolean[] isDrawn = new boolean[plan.parameters().size()];
        for (Node node : plan.nodes()) {
            float[][] own = node.parameters().stream().map(p -> weights.arrays()[p]).toArray(float[][]::new);
            for (int k = 0; k < own.length; k++) {
                int p = node.parameters().get(k);
                if (!isDrawn[p]) {
                    isDrawn[p] = true;
                    Parameter parameter = plan.parameters().get(p);
                    RandomStream random = RandomStream.of(seed, "weights/" + parameter.name());
                    if (isWeighted(node) && parameter.shape().rank() > 1 || isBias(node, k)) {
                        fill(own[k], random, gain(node) / Math.sqrt(parameter.fanIn()));
                    } else {
                        node.kernel().initialise(k, own, random);
                    }
                }
            }
        }
        return weights;
    }

    private static boolean isWeighted(Node node) {
        return node.layer().operator() instanceof Weighted || node.layer().operator() instanceof Quantised;
    }

    private boolean isBias(Node node, int k) {
        return isWeighted(node) && k < DRAWN && plan.parameters().get(node.parameters().get(k)).name().endsWith(".bias");
    }

    private static void fill(float[] values, RandomStream random, double bound) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }

    /** What operators between weights and the neurons that they drive do is left out. */
    private double gain(Node node) {
        Optional<Neurons> driven = driven(node);
        if (driven.isEmpty()) {
            return LINEAR;
        }
        StepProgram program = Discretiser.of(driven.get().program(), dt);
        double resting = meanMargin(program, 0);
        double response = Math.abs(meanMargin(program, PROBE) - resting) / PROBE;
        double distance = program.fires() ? Math.max(Math.abs(resting), 1e-6) : 1;
        double gain = DRIVE * distance / response;
        return Double.isFinite(gain) ? gain : LINEAR;
    }

    /** The neurons that are reached first from a layer, without other weights on the way. */
    private Optional<Neurons> driven(Node node) {
        boolean[] isReached = new boolean[plan.nodes().size()];
        isReached[node.index()] = true;
        for (Node next : plan.nodes()) {
            if (next != node && next.inputs().stream().anyMatch(input -> isReached[input])) {
                if (next.layer().operator() instanceof Neurons neurons) {
                    return Optional.of(neurons);
                }
                isReached[next.index()] = !isWeighted(next);
            }
        }
        return Optional.empty();
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
