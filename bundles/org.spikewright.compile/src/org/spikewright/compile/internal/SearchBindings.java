package org.spikewright.compile.internal;

import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.compile.job.Search;

/** What functions of the library mean for explorations. */
public final class SearchBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("std.job.grid", Search.class, (_, _) -> new Search.Grid()),
                new Binding<>("std.job.random", Search.class, (_, _) -> new Search.Random()));
    }
}
