package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import java.util.List;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.RandomRows;
import org.spikewright.kernel.StepProgram;

/** Neurons that follow equations. */
final class NeuronShard extends Shard {

    private final int receptors;
    private final int column;
    private final NeuronArrays neurons;
    private final PieceDrive[] drives;
    private final long[] noiseKeys;
    private final ClockRow[] clocks;
    private final RandomRows random;
    private PointKernel kernel;
    private float[] noise = new float[0];
    private float[] outside = new float[0];

    /**
     * Neurons in their initial state, without a kernel yet.
     *
     * @param receptors how many they have
     * @param column their first column in the rows
     * @param neurons the kernel's arrays
     * @param drives what they receive from outside
     * @param noiseKeys the random keys of the kernel's noises
     * @param clocks what the kernel takes after them: what depends on the time
     */
    NeuronShard(int population, int from, int count, int number, int receptors, int column, NeuronArrays neurons,
            PieceDrive[] drives, long[] noiseKeys, ClockRow[] clocks, RandomRows random) {
        super(population, from, count, number);
        this.receptors = receptors;
        this.column = column;
        this.neurons = neurons;
        this.drives = drives;
        this.noiseKeys = noiseKeys;
        this.clocks = clocks;
        this.random = random;
    }

    /** Gives them the kernel that moves them from now on. */
    void kernel(PointKernel moving) {
        kernel = moving;
    }

    /** What they do in one time step. */
    StepProgram step() {
        return kernel.step();
    }

    @Override
    int lanes() {
        return kernel.lanes();
    }

    @Override
    int column() {
        return column;
    }

    /** How many receptors they have. */
    int receptors() {
        return receptors;
    }

    @Override
    int columns() {
        return receptors * padded;
    }

    /** The column of a receptor of a neuron, by the neuron's index in the population. */
    int column(int receptor, int neuron) {
        return column + receptor * padded + neuron - from;
    }

    /** Which of its arrays a state is. */
    int state(String name) {
        int index = kernel.step().states().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("neuron " + kernel.step().name() + " has no state " + name);
        }
        return index;
    }

    @Override
    float fraction(int neuron, int before) {
        return neurons.get(kernel.step().states().size() - 1, neuron);
    }

    @Override
    int mostSpikes() {
        return 1;
    }

    @Override
    NeuronArrays neurons() {
        return neurons;
    }

    @Override
    List<String> states() {
        return kernel.step().states();
    }

    @Override
    void advance(long start, int steps, InputRing rows) {
        room(steps);
        int driven = kernel.driven().length * padded;
        if (outside.length < driven * steps) {
            outside = new float[driven * steps];
        }
        Arrays.fill(outside, 0, driven * steps, 0);
        for (PieceDrive drive : drives) {
            for (int s = 0; s < steps; s++) {
                drive.add(start + s, outside, s * driven);
            }
        }
        int kinds = noiseKeys.length + clocks.length;
        if (noise.length < kinds * steps * padded) {
            noise = new float[kinds * steps * padded];
        }
        int normals = kernel.step().normals().size();
        for (int s = 0; s < steps; s++) {
            for (int k = 0; k < kinds; k++) {
                int at = (s * kinds + k) * padded;
                if (k < normals) {
                    random.normals(noiseKeys[k], from, (int) (start + s), noise, at, padded);
                } else if (k >= noiseKeys.length) {
                    clocks[k - noiseKeys.length].write(start + s, neurons, noise, at, padded);
                } else {
                    random.uniforms(noiseKeys[k], from, (int) (start + s), noise, at, padded);
                }
            }
        }
        kernel.advance(neurons, padded, rows.received, column, rows.stride(), outside, noise, fired, steps);
    }
}
