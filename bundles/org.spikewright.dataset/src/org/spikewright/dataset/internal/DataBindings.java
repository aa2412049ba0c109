package org.spikewright.dataset.internal;

import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Glyphs;
import org.spikewright.dataset.Source;

/** What functions of the library mean for data sets. */
public final class DataBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("std.data.glyphs", Source.class, (call, _) -> new DrawnDigits(
                        new Glyphs(call.count("height"), call.count("width"), call.number("jitter"), call.number("noise")))),
                new Binding<>("std.data.idx", Source.class, (call, _) -> new IdxFolder(call.text("folder"))),
                new Binding<>("std.data.rate", Encoder.class, (call, _) -> new Encoder.Rate(call.count("steps"))),
                new Binding<>("std.data.latency", Encoder.class, (call, _) -> new Encoder.Latency(call.count("steps"))),
                new Binding<>("std.data.direct", Encoder.class, (call, _) -> new Encoder.Direct(call.count("steps"))));
    }
}
