package org.spikewright.network.operator;

import java.util.BitSet;
import java.util.function.IntConsumer;

/** Links of which either one counts, between the same elements. */
record MergedLinks(Links one, Links other) implements Links {

    @Override
    public int outputs() {
        return one.outputs();
    }

    @Override
    public int inputs() {
        return one.inputs();
    }

    @Override
    public long fanIn(int output) {
        return sources(output, output + 1).cardinality();
    }

    @Override
    public void forEachSource(int output, IntConsumer source) {
        sources(output, output + 1).stream().forEach(source);
    }

    @Override
    public BitSet sources(int from, int to) {
        BitSet sources = one.sources(from, to);
        sources.or(other.sources(from, to));
        return sources;
    }
}
