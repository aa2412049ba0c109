package org.spikewright.dataset.internal.transform;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Subset;

/** Changes both parts of a data set; what both are taken from is changed once. */
final class Parts {

    private final UnaryOperator<Samples> change;
    private final Map<Samples, Samples> changed = new IdentityHashMap<>();

    private Parts(UnaryOperator<Samples> change) {
        this.change = change;
    }

    /** The data set with both parts changed. */
    static DataSet of(DataSet data, UnaryOperator<Samples> change) {
        Parts parts = new Parts(change);
        return new DataSet(data.name(), parts.changed(data.train()), parts.changed(data.test()));
    }

    private Samples changed(Samples samples) {
        if (samples instanceof Subset some) {
            return some.over(changed(some.all()));
        }
        Samples known = changed.get(samples);
        if (known == null) {
            known = change.apply(samples);
            changed.put(samples, known);
        }
        return known;
    }
}
