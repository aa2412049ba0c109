package org.spikewright.dataset.internal.transform;

import java.util.Optional;
import java.util.stream.IntStream;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Transform;

/** The values of each sample, in each step of a series, in another order, the same for all. */
public final class Permuted implements Transform {

    private final long seed;

    /** The order that a seed gives. */
    public Permuted(long seed) {
        this.seed = seed;
    }

    @Override
    public Optional<SampleForm> form(SampleForm before) {
        return Optional.of(before.kind() == SampleForm.Kind.EVENTS ? SampleForm.values(before.extents()) : before);
    }

    @Override
    public DataSet apply(DataSet data, Work work) {
        return SampleMapping.of(data, this, this::mapping);
    }

    private SampleMapping mapping(SampleForm before, SampleForm after) {
        int places = before.size(before.firstPlace());
        int steps = before.size(0) / places;
        int[] order = IntStream.range(0, places).toArray();
        RandomStream.of(seed, "permuted").shuffle(order);
        return (own, values) -> {
            for (int t = 0; t < steps; t++) {
                for (int p = 0; p < places; p++) {
                    values[t * places + p] = own[t * places + order[p]];
                }
            }
        };
    }
}
