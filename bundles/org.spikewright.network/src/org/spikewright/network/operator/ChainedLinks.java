package org.spikewright.network.operator;

import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * Links behind others.
 *
 * @param last between what is computed at last and what lies between
 * @param first between that and what comes in
 */
record ChainedLinks(Links last, Links first) implements Links {

    @Override
    public int outputs() {
        return last.outputs();
    }

    @Override
    public int inputs() {
        return first.inputs();
    }

    @Override
    public long fanIn(int output) {
        if (last.fanIn(output) > 1) {
            return sources(output, output + 1).cardinality();
        }
        long[] count = new long[1];
        last.forEachSource(output, between -> count[0] = first.fanIn(between));
        return count[0];
    }

    @Override
    public void forEachSource(int output, IntConsumer source) {
        sources(output, output + 1).stream().forEach(source);
    }

    @Override
    public BitSet sources(int from, int to) {
        BitSet sources = new BitSet(inputs());
        last.sources(from, to).stream().forEach(between -> first.forEachSource(between, sources::set));
        return sources;
    }
}
