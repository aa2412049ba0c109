package org.spikewright.execute.internal;

import java.util.Arrays;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.operator.Pooling;

/**
 * The mean or the largest of what lies in each window of a channel. What lies beyond an edge counts as 0 in a mean, and not among the
 * largest.
 */
record PoolingKernel(Pooling.Kind kind, int channels, Windows windows) implements OperatorKernel {

    @Override
    public boolean keepsZeros() {
        return true;
    }

    @Override
    public void forward(Frame frame) {
        float[] y = frame.output();
        boolean isMean = kind == Pooling.Kind.MEAN;
        float share = 1f / windows.volume();
        for (int row = 0; row < frame.rows(); row++) {
            for (int c = 0; c < channels; c++) {
                int in = frame.input(0, row) + c * windows.places();
                int out = frame.output(row) + c * windows.count();
                Arrays.fill(y, out, out + windows.count(), isMean ? 0 : Float.NEGATIVE_INFINITY);
                if (isMean) {
                    add(frame.input(0), in, y, out);
                    for (int i = out; i < out + windows.count(); i++) {
                        y[i] *= share;
                    }
                } else {
                    most(frame.input(0), in, y, out);
                }
            }
        }
    }

    private void add(float[] x, int in, float[] y, int out) {
        for (int place = 0; place < windows.places(); place++) {
            float value = x[in + place];
            for (int owner = windows.start(place); value != 0 && owner < windows.start(place + 1); owner++) {
                y[out + windows.window(owner)] += value;
            }
        }
    }

    private void most(float[] x, int in, float[] y, int out) {
        for (int place = 0; place < windows.places(); place++) {
            for (int owner = windows.start(place); owner < windows.start(place + 1); owner++) {
                int to = out + windows.window(owner);
                y[to] = Math.max(y[to], x[in + place]);
            }
        }
    }

    /** The first of several largest has all of the derivative. */
    @Override
    public void backward(Frame frame) {
        float[] x = frame.input(0);
        float[] y = frame.output();
        float[] gradient = frame.outputGradient();
        float[] into = frame.inputGradient(0);
        float share = 1f / windows.volume();
        boolean[] isFound = new boolean[windows.count()];
        for (int row = 0; row < frame.rows(); row++) {
            for (int c = 0; c < channels; c++) {
                int in = frame.input(0, row) + c * windows.places();
                int out = frame.output(row) + c * windows.count();
                Arrays.fill(isFound, false);
                for (int place = 0; place < windows.places(); place++) {
                    float sum = 0;
                    for (int owner = windows.start(place); owner < windows.start(place + 1); owner++) {
                        int window = windows.window(owner);
                        if (kind == Pooling.Kind.MEAN) {
                            sum += share * gradient[out + window];
                        } else if (!isFound[window] && x[in + place] == y[out + window]) {
                            isFound[window] = true;
                            sum += gradient[out + window];
                        }
                    }
                    into[in + place] += sum;
                }
            }
        }
    }
}
