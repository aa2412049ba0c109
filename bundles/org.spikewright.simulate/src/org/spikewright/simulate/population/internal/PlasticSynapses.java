package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.SynapseArrays;
import org.spikewright.kernel.SynapseInputs;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Side;

/**
 * The synapses of a plastic projection that end in one piece, by target. They change when a spike arrives, when the target fires,
 * when the rule's clock strikes and when weights are normalised; between, states and traces fade and are looked at only then.
 * Traces of the source are kept for each of its delays, since spikes arrive after each; those of the target once for each neuron.
 */
final class PlasticSynapses {

    /** Synapses that are asked for together, about as many as stay in the nearer caches. */
    private static final int ASKED = 1024;

    final PlasticProjection rule;
    final NeuronShard piece;
    final float[] weights;
    private final SynapseArrays arrays;
    private final int shortest;
    private final double[] brought;
    private final float[][][] sending;
    private final float[][] own;
    private final int[] at;
    private final SynapseInputs inputs;
    private SentValues sent;
    private int[] before = new int[0];
    private int[] after = new int[0];
    private int[] common = new int[0];
    private int first;
    private double factor;
    /** What was asked for, so that asking is not left out. */
    @SuppressWarnings("unused")
    private int asked;

    /** Draws the synapses. */
    PlasticSynapses(PlasticProjection rule, NeuronShard piece) {
        this.rule = rule;
        this.piece = piece;
        StaticProjection connections = rule.connections;
        SynapseProgram program = rule.program;
        boolean isSpiking = !program.actsInEveryStep() || !program.onPre().isEmpty();
        DrawnSynapses drawn = DrawnSynapses.of(connections, piece, isSpiking ? connections::steps : connections::wholeSteps);
        this.weights = drawn.weights();
        this.shortest = Arrays.stream(drawn.delays()).min().orElse(1);
        int last = Arrays.stream(drawn.delays()).max().orElse(1);
        int delays = last - shortest + 1;
        int[] rows = new int[weights.length];
        Arrays.setAll(rows, k -> drawn.sources()[k] * delays + drawn.delays()[k] - shortest);
        this.arrays = arrays(drawn.ends(), rows, Math.multiplyExact(connections.sources, delays), delays);
        this.brought = new double[program.actsInEveryStep() ? piece.count : 0];
        this.sending = new float[program.reads(Side.PRE).size()][delays][];
        this.own = new float[program.reads(Side.POST).size()][];
        this.at = new int[own.length];
        this.inputs = new SynapseInputs(sending, own, at, rule.noises, piece.from,
                new double[program.reads(Side.SHARED).size()]);
    }

    /** From now on it reads there what its rule asks of neurons. */
    void read(SentValues values) {
        sent = values;
        before = values.places(rule.program.reads(Side.PRE), rule.connections.source);
        after = values.places(rule.program.reads(Side.POST), rule.connections.target);
        common = rule.factor.map(source -> values.places(rule.program.reads(Side.SHARED), source.population())).orElse(common);
    }

    /** Steps before a step that must be over when it begins, where it reads something. */
    int shortestDelay() {
        return rule.program.reads(Side.POST).isEmpty() ? shortest : 0;
    }

    private SynapseArrays arrays(int[] ends, int[] rows, int many, int delays) {
        SynapseProgram program = rule.program;
        int count = rows.length;
        int[] starts = new int[Math.addExact(many, 1)];
        for (int row : rows) {
            starts[row + 1]++;
        }
        for (int row = 0; row < many; row++) {
            starts[row + 1] += starts[row];
        }
        int[] order = new int[count];
        int[] targets = new int[count];
        int[] at = Arrays.copyOf(starts, many);
        for (int t = 0; t < piece.count; t++) {
            for (int synapse = ends[t]; synapse < ends[t + 1]; synapse++) {
                int k = at[rows[synapse]]++;
                order[k] = synapse;
                targets[k] = t;
            }
        }
        float[][] own = new float[1 + program.states().size()][];
        own[0] = weights;
        for (int i = 1; i < own.length; i++) {
            own[i] = new float[count];
            fill(own[i], ends, program.states().get(i - 1));
        }
        int traces = program.traces(Side.PRE).size();
        boolean asksSource = traces > 0 || !program.reads(Side.PRE).isEmpty();
        boolean fades = program.states().stream().anyMatch(SynapseProgram.State::fades);
        return new SynapseArrays(delays, starts, order, targets, asksSource ? rows : new int[0], ends, own, new int[fades ? count : 0],
                new float[traces][many], new int[traces == 0 ? 0 : many],
                new float[program.traces(Side.POST).size()][piece.count], new int[piece.count]);
    }

    /** Gives each synapse the value of a state at the start. */
    private void fill(float[] values, int[] ends, SynapseProgram.State state) {
        if (state.initial() instanceof Distribution.Constant(double value)) {
            Arrays.fill(values, (float) value);
            return;
        }
        Sampler sampler = Sampler.of(state.initial());
        SourceSampler.Found found = new SourceSampler.Found();
        for (int t = 0; t < piece.count; t++) {
            rule.connections.find(piece.from + t, found);
            RandomStream random = rule.connections.ruleStream(state.name(), piece.from + t);
            int synapse = ends[t];
            for (int k = 0; k < found.count(); k++) {
                if (rule.connections.source(found, k) >= 0) {
                    values[synapse++] = (float) sampler.draw(random, rule.connections.place(found, k, piece.from + t));
                }
            }
        }
    }

    /** The number of its first synapse among all of the projection. */
    int first() {
        return first;
    }

    void first(int number) {
        first = number;
    }

    int longestDelay() {
        return shortest + arrays.delays() - 1;
    }

    long bytes() {
        int perSynapse = arrays.own().length + (arrays.touched().length + arrays.rows().length) / Math.max(1, weights.length) + 2;
        return 4L * weights.length * perSynapse + 4L * arrays.starts().length + 4L * arrays.arrived().length * (1 + arrays.before().length);
    }

    /**
     * Spikes arrive in a step: weights change and are sent on, before the neurons move. What a neuron receives is summed in the
     * order of projections, delays and sources, however many partitions there are.
     */
    void arrive(SpikeHistory[] spikes, int step, InputRing rows) {
        for (int i = 0; i < common.length; i++) {
            inputs.shared()[i] = sent.ended(rule.factor.orElseThrow().population(), common[i], step - 1)[0];
        }
        rule.factor.ifPresent(source -> factor = factor * source.decay() + source.scale() * count(spikes, step - 1, source));
        StaticProjection connections = rule.connections;
        if (!rule.program.course().isEmpty()) {
            look(step);
            rule.kernel.move(arrays, inputs, step, factor, brought.length > 0 ? brought : new double[piece.count]);
        }
        if (rule.program.onPre().isEmpty()) {
            return;
        }
        lookAt(step);
        int column = piece.column(connections.receptor, piece.from);
        for (int delay = 0; delay < arrays.delays() && shortest + delay <= step; delay++) {
            for (SpikeHistory history : spikes) {
                int[] fired = history.list(step - shortest - delay);
                int to;
                for (int from = SpikeHistory.FIRST; from < fired[SpikeHistory.END]; from = to) {
                    to = arrays.own().length == 1 ? ask(fired, from, delay) : fired[SpikeHistory.END];
                    rule.kernel.arrive(arrays, inputs, fired, from, to, connections.first, delay, step, factor, rows.sums, column);
                }
            }
        }
    }

    /**
     * Brings the weights of some spikes' synapses near, all at once: they lie apart, and one after the other each would be waited
     * for. Where synapses have states beside the weight, too much would be brought.
     *
     * @return the first spike whose synapses were not asked for
     */
    private int ask(int[] fired, int from, int delay) {
        int sum = 0;
        int many = 0;
        int i = from;
        for (; i < fired[SpikeHistory.END] && (many < ASKED || fired[i] == fired[i - 1]); i++) {
            int source = fired[i] - rule.connections.first;
            if (source >= 0 && source < rule.connections.sources) {
                int row = source * arrays.delays() + delay;
                int start = arrays.starts()[row];
                int end = arrays.starts()[row + 1];
                many += end - start;
                for (int k = start; k < end; k++) {
                    sum += Float.floatToRawIntBits(weights[arrays.order()[k]]);
                }
            }
        }
        asked = sum;
        return i;
    }

    /** Looks at both sides in the middle of a step. */
    private void look(long step) {
        for (int i = 0; i < before.length; i++) {
            for (int d = 0; d < sending[i].length; d++) {
                sending[i][d] = sent.at(rule.connections.source, before[i], step - shortest - d);
            }
        }
        for (int i = 0; i < after.length; i++) {
            own[i] = sent.at(rule.connections.target, after[i], step);
            at[i] = piece.from;
        }
    }

    /** Looks at sources as they were when what arrives in a step was fired, and at targets as they are. */
    private void lookAt(long step) {
        for (int i = 0; i < before.length; i++) {
            for (int d = 0; d < sending[i].length; d++) {
                sending[i][d] = sent.ended(rule.connections.source, before[i], step - shortest - d);
            }
        }
        for (int i = 0; i < after.length; i++) {
            own[i] = piece.neurons().values();
            at[i] = piece.sentAt(after[i]);
        }
    }

    /** Adds what targets receive over the present step. */
    void add(float[] received, int from) {
        for (int t = 0; t < brought.length; t++) {
            received[from + t] += (float) brought[t];
        }
    }

    private static int count(SpikeHistory[] spikes, int step, PlasticProjection.FactorSource source) {
        if (step < 0) {
            return 0;
        }
        int count = 0;
        for (SpikeHistory history : spikes) {
            int[] list = history.list(step);
            for (int i = SpikeHistory.FIRST; i < list[SpikeHistory.END]; i++) {
                count += list[i] >= source.first() && list[i] < source.end() ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * The step ends: synapses of those who fired change after what arrived in it, and all of them where the clock strikes; then
     * weights are normalised.
     *
     * @param history who fired; not all need be of the piece
     */
    void end(SpikeHistory history, long step) {
        lookAt(step);
        if (step >= rule.back) {
            int[] spikes = history.list(step - rule.back);
            rule.kernel.fire(arrays, inputs, spikes, SpikeHistory.FIRST, spikes[SpikeHistory.END], piece.number, (int) step, factor);
        }
        if (isDue(rule.period, step)) {
            rule.kernel.tick(arrays, inputs, (int) step, factor);
        }
        if (isDue(rule.interval, step)) {
            normalise(rule.program.normalisation().orElseThrow().total());
        }
    }

    private static boolean isDue(OptionalLong every, long step) {
        return every.isPresent() && (step + 1) % every.getAsLong() == 0;
    }

    /** All synapses of a target are here, in an order that does not depend on the pieces: sums are the same on any number of threads. */
    private void normalise(double total) {
        int[] ends = arrays.ends();
        for (int t = 0; t < piece.count; t++) {
            double sum = 0;
            for (int synapse = ends[t]; synapse < ends[t + 1]; synapse++) {
                sum += Math.abs(weights[synapse]);
            }
            if (sum > 0) {
                double scale = total / sum;
                for (int synapse = ends[t]; synapse < ends[t + 1]; synapse++) {
                    weights[synapse] = (float) Math.clamp(weights[synapse] * scale, rule.program.low(), rule.program.high());
                }
            }
        }
    }

    /** Saves or restores what changes of all synapses of a projection, as if they were in one piece. */
    static void transfer(List<PlasticSynapses> pieces, StateCodec archive) {
        if (pieces.isEmpty()) {
            return;
        }
        for (int i = 0; i < pieces.getFirst().floats().size(); i++) {
            for (PlasticSynapses piece : pieces) {
                archive.floats(piece.floats().get(i));
            }
        }
        pieces.forEach(piece -> archive.ints(piece.arrays.touched(), piece.arrays.touched().length));
        pieces.forEach(piece -> archive.ints(piece.arrays.fired(), piece.arrays.fired().length));
        for (int i = 0; i < pieces.getFirst().arrays.before().length; i++) {
            for (PlasticSynapses piece : pieces) {
                piece.transferByRow(piece.arrays.before()[i], archive);
            }
        }
        pieces.forEach(piece -> piece.transferByRow(piece.arrays.arrived(), archive));
        double factor = Double.longBitsToDouble(archive.number(Double.doubleToLongBits(pieces.getFirst().factor)));
        pieces.forEach(piece -> piece.factor = factor);
    }

    private List<float[]> floats() {
        List<float[]> floats = new ArrayList<>(List.of(arrays.own()));
        floats.addAll(List.of(arrays.after()));
        return floats;
    }

    /** What a row has, once for each of its synapses: rows are cut where pieces end. Those without synapses stand as at the start. */
    private void transferByRow(float[] values, StateCodec archive) {
        float[] bySynapse = new float[values.length == 0 ? 0 : arrays.rows().length];
        for (int k = 0; k < bySynapse.length; k++) {
            bySynapse[k] = values[arrays.rows()[k]];
        }
        archive.floats(bySynapse);
        Arrays.fill(values, 0);
        for (int k = 0; k < bySynapse.length; k++) {
            values[arrays.rows()[k]] = bySynapse[k];
        }
    }

    private void transferByRow(int[] values, StateCodec archive) {
        int[] bySynapse = new int[values.length == 0 ? 0 : arrays.rows().length];
        for (int k = 0; k < bySynapse.length; k++) {
            bySynapse[k] = values[arrays.rows()[k]];
        }
        archive.ints(bySynapse, bySynapse.length);
        Arrays.fill(values, 0);
        for (int k = 0; k < bySynapse.length; k++) {
            values[arrays.rows()[k]] = bySynapse[k];
        }
    }
}
