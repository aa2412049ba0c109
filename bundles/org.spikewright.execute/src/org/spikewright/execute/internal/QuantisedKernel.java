package org.spikewright.execute.internal;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.spikewright.execute.DeferredKernel;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.kernel.Primitives;

/**
 * A kernel whose weights are whole multiples of a learnt step for each outgoing channel, within {@code bits} with a sign. Derivatives by
 * weights are those by what they became, as far as they lie within. Esser et al., <i>Learned step size quantization</i>, ICLR 2020.
 *
 * @param kernel takes the quantised weights
 * @param step which of the parameters is the step
 * @param channels outgoing ones
 * @param isTurned whether the weights stand as {@code [rest][channels]}
 */
record QuantisedKernel(OperatorKernel kernel, int step, int channels, boolean isTurned, int bits) implements DeferredKernel {

    /**
     * What follows from the parameters.
     *
     * @param parameters with quantised weights
     * @param inner what the kernel makes of them
     */
    private record Quantised(float[][] parameters, Object inner) {
    }

    private float least() {
        return -Math.scalb(1f, bits - 1);
    }

    /** With one bit, which is a sign, the largest is 1. */
    private float most() {
        return Math.max(1, Math.scalb(1f, bits - 1) - 1);
    }

    @Override
    public boolean defers() {
        return kernel instanceof DeferredKernel;
    }

    @Override
    public boolean takesRepeated() {
        return kernel.takesRepeated();
    }

    @Override
    public boolean keepsZeros() {
        return kernel.keepsZeros();
    }

    /** The step is twice the mean size of the weights over the root of the largest multiple. */
    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        if (parameter != step) {
            kernel.initialise(parameter, values, random);
            return;
        }
        double sum = 0;
        for (float weight : values[0]) {
            sum += Math.abs(weight);
        }
        Arrays.fill(values[parameter], (float) (2 * sum / values[0].length / Math.sqrt(most())));
    }

    private int channel(int weight, int weights) {
        return isTurned ? weight % channels : weight / (weights / channels);
    }

    @Override
    public boolean prepares() {
        return true;
    }

    @Override
    public Object prepare(float[][] parameters, Object before) {
        Quantised last = before instanceof Quantised known ? known : null;
        float[][] own = Arrays.copyOf(parameters, step);
        own[0] = last == null ? new float[parameters[0].length] : last.parameters[0];
        for (int i = 0; i < own[0].length; i++) {
            float size = parameters[step][channel(i, own[0].length)];
            own[0][i] = (float) Math.rint(Math.clamp(parameters[0][i] / size, least(), most())) * size;
        }
        return new Quantised(own, kernel.prepare(own, last == null ? null : last.inner));
    }

    private void within(Frame frame, Runnable call) {
        Quantised quantised = (Quantised) frame.prepared();
        frame.with(quantised.parameters, quantised.inner, call);
    }

    @Override
    public void forward(Frame frame) {
        within(frame, () -> kernel.forward(frame));
    }

    @Override
    public void backward(Frame frame) {
        within(frame, () -> kernel.backward(frame));
    }

    @Override
    public void parameterGradients(Frame frame) {
        within(frame, () -> kernel.parameterGradients(frame));
    }

    @Override
    public Object keep(Frame frame, Object before) {
        return ((DeferredKernel) kernel).keep(frame, before);
    }

    @Override
    public int parts() {
        return ((DeferredKernel) kernel).parts();
    }

    @Override
    public void sum(List<Object> kept, float[][] gradients, Primitives primitives, int part, int parts) {
        ((DeferredKernel) kernel).sum(kept, Arrays.copyOf(gradients, step), primitives, part, parts);
    }

    /** So far the derivatives are those by the quantised weights. */
    @Override
    public void conclude(float[][] parameters, float[][] gradients) {
        kernel.conclude(parameters, gradients);
        float[] weights = parameters[0];
        double[] bySteps = new double[channels];
        for (int i = 0; i < weights.length; i++) {
            int channel = channel(i, weights.length);
            float multiple = weights[i] / parameters[step][channel];
            float gradient = gradients[0][i];
            if (multiple <= least() || multiple >= most()) {
                bySteps[channel] += (double) gradient * (multiple <= least() ? least() : most());
            } else {
                bySteps[channel] += gradient * (Math.rint(multiple) - multiple);
            }
            if (multiple < least() || multiple > most()) {
                gradients[0][i] = 0;
            }
        }
        double scale = 1 / Math.sqrt((double) weights.length * most());
        for (int c = 0; c < channels; c++) {
            gradients[step][c] = (float) (bySteps[c] * scale);
        }
    }
}
