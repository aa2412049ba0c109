package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.RandomRows;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

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
    private final List<CoupledSynapses> couplings = new ArrayList<>();
    private final List<PlasticSynapses> acting = new ArrayList<>();
    private SentValues sent;
    private float[][] before = new float[0][];
    private long[] firedNow = new long[0];

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

    /** Adds synapses that end here and act in every step. */
    void couple(CoupledSynapses synapses) {
        couplings.add(synapses);
    }

    /** Adds synapses that end here, change, and act in every step. */
    void act(PlasticSynapses synapses) {
        acting.add(synapses);
    }

    List<CoupledSynapses> couplings() {
        return couplings;
    }

    /** Where what is read of a neuron at the end of the present step stands, for the first of them. */
    int sentAt(int quantity) {
        return neurons.index(state(StepProgram.sent(quantity)), 0);
    }

    /**
     * From now on its neurons send there what synapses read of them; they send what they are at the start.
     *
     * @param parameters values of parameters that all of them share
     */
    void send(SentValues values, Map<String, Double> parameters) {
        sent = values;
        couplings.forEach(synapses -> synapses.read(values));
        List<Expression> quantities = values.quantities(population);
        before = new float[quantities.size()][count];
        List<String> names = step().arrays();
        for (int k = 0; k < quantities.size(); k++) {
            float[] row = values.at(population, k, 0);
            float[] ended = values.ended(population, k, -1);
            for (int j = 0; j < count; j++) {
                int neuron = j;
                double value = quantities.get(k).value(name -> names.contains(name) ? neurons.get(names.indexOf(name), neuron)
                        : parameters.getOrDefault(name, 0.0));
                neurons.set(state(StepProgram.sent(k)), j, (float) value);
                row[from + j] = (float) value;
                ended[from + j] = (float) value;
            }
        }
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
    void advance(long start, int steps, InputRing.Received received, InputRing rows) {
        room(steps);
        if (before.length == 0) {
            advance(start, steps, received, 0, rows, fired);
            return;
        }
        // What is sent has to be known after every step.
        int words = padded / lanes();
        if (firedNow.length < words) {
            firedNow = new long[words];
        }
        for (int s = 0; s < steps; s++) {
            for (int k = 0; k < before.length; k++) {
                System.arraycopy(neurons.values(), neurons.index(state(StepProgram.sent(k)), 0), before[k], 0, count);
            }
            advance(start + s, 1, received, s, rows, firedNow);
            System.arraycopy(firedNow, 0, fired, s * words, words);
            tell(start + s + 1);
        }
    }

    /** Sends what neurons will be in the middle of the next step if they go on as they did, or where they are if they fired. */
    private void tell(long step) {
        int lanes = lanes();
        for (int k = 0; k < before.length; k++) {
            float[] row = sent.at(population, k, step);
            System.arraycopy(neurons.values(), neurons.index(state(StepProgram.sent(k)), 0), sent.ended(population, k, step - 1), from, count);
            int at = neurons.index(state(StepProgram.sent(k)), 0);
            for (int j = 0; j < count; j++) {
                float now = neurons.values()[at + j];
                boolean spiked = (firedNow[j / lanes] >>> j % lanes & 1) != 0;
                row[from + j] = spiked ? now : now + 0.5f * (now - before[k][j]);
            }
        }
    }

    private void advance(long start, int steps, InputRing.Received received, int first, InputRing rows, long[] firing) {
        int driven = kernel.driven().length * padded;
        float[] outside = rows.outside(driven * steps);
        for (PieceDrive drive : drives) {
            for (int s = 0; s < steps; s++) {
                drive.add(start + s, outside, s * driven);
            }
        }
        for (CoupledSynapses synapses : couplings) {
            int receptor = Arrays.binarySearch(kernel.driven(), synapses.receptor()) * padded;
            for (int s = 0; s < steps; s++) {
                synapses.add(start + s, outside, s * driven + receptor);
            }
        }
        for (PlasticSynapses synapses : acting) {
            synapses.add(outside, Arrays.binarySearch(kernel.driven(), synapses.rule.connections.receptor) * padded);
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
        kernel.advance(neurons, padded, received.numbers(), received.from() + first * received.stride(), received.stride(), outside, noise, firing, steps);
    }
}
