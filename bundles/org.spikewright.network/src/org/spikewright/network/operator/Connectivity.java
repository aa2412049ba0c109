package org.spikewright.network.operator;

import java.util.BitSet;
import java.util.List;
import org.spikewright.network.Shape;

/**
 * How the elements that an operator gives are connected to those that it receives, exactly: zeros around what comes in, and
 * places that a stride leaves out, are no connections.
 *
 * @param role what the connections stand for
 * @param inputs one for each input
 */
public record Connectivity(Role role, List<Links> inputs) {

    /** What the connections of an operator stand for, where synapses are counted. */
    public enum Role {
        /** What it gives is a source: an input, a state, neurons, rows of a table. Synapses into others begin here. */
        SOURCE,
        /** The same numbers in every step, which are no source of synapses. */
        CONSTANT,
        /** Synapses: it sums its first input by weights, which it stores or has from its second. */
        WEIGHTED,
        /** It arranges what comes in, or sums it by fixed numbers; the synapses are those before it, and weights behind it can hold it. */
        LINEAR,
        /** It combines what comes in otherwise; the synapses are those before it. */
        NONLINEAR
    }

    public Connectivity {
        inputs = List.copyOf(inputs);
    }

    /** A source that receives nothing. */
    public static Connectivity source() {
        return new Connectivity(Role.SOURCE, List.of());
    }

    /** Values that are arranged, or summed by fixed numbers. */
    public static Connectivity linear(Links... inputs) {
        return new Connectivity(Role.LINEAR, List.of(inputs));
    }

    /** Values that are combined otherwise. */
    public static Connectivity nonlinear(Links... inputs) {
        return new Connectivity(Role.NONLINEAR, List.of(inputs));
    }

    /** Sums of the first input by weights. */
    public static Connectivity weighted(Links... inputs) {
        return new Connectivity(Role.WEIGHTED, List.of(inputs));
    }

    /** Each element from the one at the same place. */
    public static Connectivity oneToOne(Shape output) {
        return linear(Links.oneToOne(output.size()));
    }

    /** The inputs whose elements are summed: of weighted ones the first, as the second holds the weights. */
    public List<Links> summed() {
        return role == Role.WEIGHTED ? inputs.subList(0, 1) : inputs;
    }

    /** All connections. */
    public long synapses() {
        return summed().stream().mapToLong(Links::count).sum();
    }

    /** The most connections that end at one element. */
    public long fanIn() {
        List<Links> summed = summed();
        if (summed.size() <= 1) {
            return summed.stream().mapToLong(Links::mostIn).sum();
        }
        long most = 0;
        for (int output = 0; output < summed.getFirst().outputs(); output++) {
            long here = 0;
            for (Links links : summed) {
                here += links.fanIn(output);
            }
            most = Math.max(most, here);
        }
        return most;
    }

    /** The most elements that one element of an input goes into. */
    public long fanOut(int input) {
        return inputs.get(input).mostOut();
    }

    /** The elements of an input that any of the elements {@code from} to, but without, {@code to} is computed from. */
    public BitSet sources(int input, int from, int to) {
        return inputs.get(input).sources(from, to);
    }
}
