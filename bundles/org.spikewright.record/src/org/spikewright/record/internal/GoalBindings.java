package org.spikewright.record.internal;

import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Bindings;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.record.Goal;
import org.spikewright.record.Limit;
import org.spikewright.record.Measure;

/** What functions of the library mean for results that are compared. */
public final class GoalBindings implements Contribution {

    private static final String METRIC = "metric";

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("std.job.most", Goal.class, (call, others) -> new Goal.Most(measure(call, others))),
                new Binding<>("std.job.least", Limit.class, (call, others) -> new Limit(measure(call, others), call.number("value"), true)));
    }

    private static Measure measure(LibraryCall call, Bindings others) {
        return others.value(Measure.class, call.call(METRIC)).orElseThrow(() -> new IllegalArgumentException(
                "no engine measures " + call.call(METRIC).name() + " yet"));
    }
}
