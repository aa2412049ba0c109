package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import org.spikewright.kernel.CouplingKernel;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram.Side;

/** The synapses of a projection that act in every step and end in one piece, by target. */
final class CoupledSynapses {

    private final StaticProjection connections;
    private final NeuronShard piece;
    private final CouplingKernel kernel;
    private final int[] ends;
    private final int[] sources;
    private final int[] delays;
    private final float[] weights;
    private final int shortest;
    private final int longest;
    private SentValues sent;
    private int[] before;
    private int[] after;

    /** Draws the synapses. */
    CoupledSynapses(StaticProjection connections, NeuronShard piece, CouplingKernel kernel) {
        this.connections = connections;
        this.piece = piece;
        this.kernel = kernel;
        DrawnSynapses drawn = DrawnSynapses.of(connections, piece, connections::wholeSteps);
        this.ends = drawn.ends();
        this.sources = drawn.sources();
        this.weights = drawn.weights();
        this.shortest = Arrays.stream(drawn.delays()).min().orElse(0);
        this.longest = Arrays.stream(drawn.delays()).max().orElse(0);
        this.delays = shortest == longest ? new int[0] : drawn.delays();
    }

    private Coupling coupling() {
        return connections.projection.coupling().orElseThrow();
    }

    /** Its receptor's index. */
    int receptor() {
        return connections.receptor;
    }

    /** How many there are. */
    int count() {
        return sources.length;
    }

    long bytes() {
        return 4L * (ends.length + sources.length + delays.length + weights.length);
    }

    /** Steps before a step that must be over when it begins: 0 where a synapse needs the values of the step itself. */
    int shortestDelay() {
        return coupling().values(Side.POST).isEmpty() ? shortest : 0;
    }

    int longestDelay() {
        return longest;
    }

    /** From now on it reads there. */
    void read(SentValues values) {
        sent = values;
        before = sent.places(coupling().values(Side.PRE), connections.source);
        after = sent.places(coupling().values(Side.POST), connections.target);
    }

    /** Adds what its targets receive in a step. */
    void add(long step, float[] received, int at) {
        if (sources.length == 0) {
            return;
        }
        float[][][] sending = new float[before.length][][];
        for (int i = 0; i < before.length; i++) {
            sending[i] = rows(before[i], step);
        }
        float[][] own = new float[after.length][];
        Arrays.setAll(own, i -> sent.at(connections.target, after[i], step));
        kernel.add(piece.count, ends, sources, delays, weights, sending, own, piece.from, received, at);
    }

    private float[][] rows(int quantity, long step) {
        if (delays.length == 0) {
            return new float[][] {sent.at(connections.source, quantity, step - longest)};
        }
        float[][] rows = new float[longest + 1][];
        for (int d = shortest; d <= longest; d++) {
            rows[d] = sent.at(connections.source, quantity, step - d);
        }
        return rows;
    }
}
