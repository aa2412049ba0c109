package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikewright.common.RandomStream;
import org.spikewright.network.population.SynapseProgram;

/**
 * The synapses of a plastic projection that end in one piece, by target. They change when a spike arrives and when the target
 * fires; between, states and traces fade and are looked at only then. Traces of the source are kept for each synapse, since
 * spikes arrive after delays of their own; those of the target once for each neuron.
 */
final class PlasticSynapses {

    final PlasticProjection rule;
    final NeuronPiece piece;
    /** Where each target's synapses end; one entry more than targets, from 0. */
    private final int[] ends;
    /** Synapses by source and then by delay. */
    private final int[] order;
    /** Where those of each source and delay start. */
    private final int[] starts;
    private final int shortest;
    private final int delays;
    private final int[] target;
    final float[] weights;
    private final float[][] states;
    private final float[][] before;
    private final int[] touched;
    private final float[][] after;
    private final int[] fired;
    private final double[] slots;
    private final double[] jumped;
    private int first;
    private double factor;
    private double unit = 1;
    private double most;

    /** Draws the synapses. */
    PlasticSynapses(PlasticProjection rule, NeuronPiece piece) {
        this.rule = rule;
        this.piece = piece;
        StaticProjection connections = rule.connections;
        Incoming.Found found = new Incoming.Found();
        this.ends = new int[piece.count + 1];
        for (int t = 0; t < piece.count; t++) {
            connections.incoming.find(piece.from + t, found);
            ends[t + 1] = Math.addExact(ends[t], found.count());
        }
        int count = ends[piece.count];
        int[] source = new int[count];
        int[] delay = new int[count];
        this.target = new int[count];
        this.weights = new float[count];
        int least = Integer.MAX_VALUE;
        int last = 1;
        for (int t = 0; t < piece.count; t++) {
            RandomStream random = connections.incoming.find(piece.from + t, found);
            for (int k = 0; k < found.count(); k++) {
                int synapse = ends[t] + k;
                double distance = connections.distance(found.source(k), piece.from + t);
                source[synapse] = found.source(k);
                target[synapse] = t;
                weights[synapse] = (float) Sampler.draw(connections.projection.weight(), random, found.index(k), distance);
                delay[synapse] = connections.steps(Sampler.draw(connections.projection.delay(), random, found.index(k), distance));
                least = Math.min(least, delay[synapse]);
                last = Math.max(last, delay[synapse]);
            }
        }
        this.shortest = count == 0 ? 1 : least;
        this.delays = last - shortest + 1;
        this.starts = new int[Math.addExact(Math.multiplyExact(connections.sources, delays), 1)];
        for (int k = 0; k < count; k++) {
            starts[source[k] * delays + delay[k] - shortest + 1]++;
        }
        for (int k = 1; k < starts.length; k++) {
            starts[k] += starts[k - 1];
        }
        this.order = new int[count];
        int[] at = Arrays.copyOf(starts, starts.length);
        for (int k = 0; k < count; k++) {
            order[at[source[k] * delays + delay[k] - shortest]++] = k;
        }
        List<SynapseProgram.State> own = rule.program.states();
        this.states = new float[own.size()][count];
        for (int i = 0; i < states.length; i++) {
            Arrays.fill(states[i], (float) own.get(i).initial());
        }
        this.before = new float[rule.pre.size()][count];
        this.touched = new int[count];
        this.after = new float[rule.post.size()][piece.count];
        this.fired = new int[piece.count];
        this.slots = new double[rule.slots];
        this.jumped = new double[rule.slots];
    }

    /** The number of its first synapse among all of the projection. */
    int first() {
        return first;
    }

    void first(int number) {
        first = number;
    }

    int longestDelay() {
        return shortest + delays - 1;
    }

    long bytes() {
        return 4L * weights.length * (4 + states.length + before.length) + 4L * starts.length;
    }

    /** The most that can arrive at a neuron in one step. */
    double bound() {
        double largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        most = rule.most(largest);
        int widest = 0;
        for (int t = 0; t < piece.count; t++) {
            widest = Math.max(widest, ends[t + 1] - ends[t]);
        }
        return most * widest;
    }

    /** What a whole number in the rows counts. */
    void unit(float value) {
        unit = value;
    }

    /** Spikes arrive in a step: weights change and are sent on, before the neurons move. */
    void arrive(SpikeHistory[] spikes, int step, Rows rows) {
        rule.factor.ifPresent(source -> factor = factor * source.decay() + source.scale() * count(spikes, step - 1, source));
        int number = rule.connections.first;
        for (int delay = shortest; delay < shortest + delays && delay <= step; delay++) {
            for (SpikeHistory history : spikes) {
                int[] fired = history.list(step - delay);
                for (int i = 1; i <= fired[0]; i++) {
                    int source = fired[i] - number;
                    if (source >= 0 && source < rule.connections.sources) {
                        int row = source * delays + delay - shortest;
                        for (int k = starts[row]; k < starts[row + 1]; k++) {
                            arrive(order[k], step, rows);
                        }
                    }
                }
            }
        }
    }

    private static int count(SpikeHistory[] spikes, int step, PlasticProjection.FactorSource source) {
        if (step < 0) {
            return 0;
        }
        int count = 0;
        for (SpikeHistory history : spikes) {
            int[] list = history.list(step);
            for (int i = 1; i <= list[0]; i++) {
                count += list[i] >= source.first() && list[i] < source.end() ? 1 : 0;
            }
        }
        return count;
    }

    private void arrive(int synapse, int step, Rows rows) {
        load(synapse, step);
        for (PlasticProjection.Step action : rule.onPre) {
            double value = action.value().at(slots);
            if (action.slot() < 0) {
                rows.values[piece.column(rule.connections.receptor, piece.from + target[synapse])]
                        += (int) Math.round(Math.clamp(value, -most, most) / unit);
            } else {
                put(action.slot(), value);
            }
        }
        for (int i = 0; i < rule.preJumps.length; i++) {
            jumped[i] = rule.preJumps[i].at(slots);
        }
        System.arraycopy(jumped, 0, slots, rule.firstPre(), rule.preJumps.length);
        store(synapse, step);
    }

    /** A neuron of the piece fires in a step: its synapses change after what arrived in it. */
    void fire(int neuron, int step) {
        for (int k = ends[neuron]; k < ends[neuron + 1]; k++) {
            load(k, step);
            for (PlasticProjection.Step action : rule.onPost) {
                put(action.slot(), action.value().at(slots));
            }
            store(k, step);
        }
        loadAfter(neuron, step);
        for (int i = 0; i < rule.postJumps.length; i++) {
            after[i][neuron] = (float) rule.postJumps[i].at(slots);
        }
        fired[neuron] = step;
    }

    private void put(int slot, double value) {
        slots[slot] = slot == 0 ? Math.clamp(value, rule.program.low(), rule.program.high()) : value;
    }

    /** Brings what a rule may ask for to a step. */
    private void load(int synapse, int step) {
        slots[0] = weights[synapse];
        int passed = step - touched[synapse];
        for (int i = 0; i < states.length; i++) {
            slots[1 + i] = states[i][synapse] * rule.stateDecays[i].after(passed);
        }
        for (int i = 0; i < before.length; i++) {
            slots[rule.firstPre() + i] = before[i][synapse] * rule.preDecays[i].after(passed);
        }
        loadAfter(target[synapse], step);
        slots[rule.factorSlot()] = factor;
    }

    private void loadAfter(int neuron, int step) {
        for (int i = 0; i < after.length; i++) {
            slots[rule.firstPost() + i] = after[i][neuron] * rule.postDecays[i].after(step - fired[neuron]);
        }
    }

    private void store(int synapse, int step) {
        weights[synapse] = (float) slots[0];
        for (int i = 0; i < states.length; i++) {
            states[i][synapse] = (float) slots[1 + i];
        }
        for (int i = 0; i < before.length; i++) {
            before[i][synapse] = (float) slots[rule.firstPre() + i];
        }
        touched[synapse] = step;
    }

    /** Saves or restores what changes of all synapses of a projection, as if they were in one piece. */
    static void transfer(List<PlasticSynapses> pieces, Archive archive) {
        if (pieces.isEmpty()) {
            return;
        }
        for (int i = 0; i < pieces.getFirst().arrays().size(); i++) {
            for (PlasticSynapses piece : pieces) {
                archive.floats(piece.arrays().get(i));
            }
        }
        pieces.forEach(piece -> archive.ints(piece.touched, piece.touched.length));
        pieces.forEach(piece -> archive.ints(piece.fired, piece.fired.length));
        double factor = Double.longBitsToDouble(archive.number(Double.doubleToLongBits(pieces.getFirst().factor)));
        pieces.forEach(piece -> piece.factor = factor);
    }

    private List<float[]> arrays() {
        List<float[]> arrays = new ArrayList<>(List.of(weights));
        for (float[][] kind : List.of(states, before, after)) {
            arrays.addAll(List.of(kind));
        }
        return arrays;
    }
}
