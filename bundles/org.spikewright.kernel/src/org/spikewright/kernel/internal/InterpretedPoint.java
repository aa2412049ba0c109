package org.spikewright.kernel.internal;

import java.util.List;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.StepProgram;

/** A population's kernel that evaluates its formulas one by one. */
public record InterpretedPoint(StepProgram step, int[] driven) implements PointKernel {

    @Override
    public int lanes() {
        return BLOCK;
    }

    @Override
    public void advance(NeuronArrays neurons, int n, float[] ring, int row, int stride, float[] outside, float[] noise,
            long[] fired, int steps) {
        java.util.Arrays.fill(fired, 0, n / BLOCK * steps, 0L);
        List<String> arrays = step.arrays();
        List<String> noises = step.noises();
        InterpretedStep neuron = new InterpretedStep(step);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < arrays.size(); i++) {
                neuron.set(arrays.get(i), neurons.get(i, j));
            }
            for (int t = 0; t < steps; t++) {
                int at = (row + t * stride & ring.length - 1) + j;
                for (int r = 0; r < step.inputs().size(); r++) {
                    int d = java.util.Arrays.binarySearch(driven, r);
                    neuron.set(step.inputs().get(r), d < 0 ? ring[at + r * n]
                            : ring[at + r * n] + outside[(t * driven.length + d) * n + j]);
                }
                for (int k = 0; k < noises.size(); k++) {
                    neuron.set(noises.get(k), noise[(t * noises.size() + k) * n + j]);
                }
                neuron.move();
                if (neuron.fires()) {
                    fired[(t * n + j) / BLOCK] |= 1L << j;
                }
                neuron.finish();
            }
            for (int i = 0; i < step.states().size(); i++) {
                neurons.set(i, j, neuron.get(step.states().get(i)));
            }
        }
    }

    @Override
    public String source() {
        return String.join("\n", step.lines().stream().map(Definition::toString).toList());
    }
}
