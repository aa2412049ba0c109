package org.spikewright.mapping.ui.internal;

import java.util.Map;
import java.util.stream.Collectors;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.ChipRecord.Core;
import org.spikewright.record.ChipRecord.Link;
import org.spikewright.report.Quantity;

/** What the floor plan says in words. */
final class Caption {

    private Caption() {
    }

    /** Which job put what on which chip, and in a second line what an inference takes there. */
    static String of(String model, String job, ChipRecord chip, Map<String, Object> metrics) {
        StringBuilder caption = new StringBuilder(job + " of " + model + " on " + chip.chip() + "\n" + chip.cores().size() + " of "
                + chip.rows() * chip.columns() + " cores");
        if (metrics != null && metrics.get("energy.joule.perInference") instanceof Number joule) {
            caption.append(", ").append(Quantity.of(joule.doubleValue(), "J"));
        }
        if (metrics != null && metrics.get("latency.second.mean") instanceof Number second) {
            caption.append(", ").append(Quantity.of(second.doubleValue(), "s"));
        }
        return caption + (metrics == null ? "" : " per inference");
    }

    static String of(Core core) {
        return "Core " + core.core() + ", load " + Math.round(100 * core.load()) + " %\n" + core.slices().stream()
                .map(slice -> slice.layer() + ": neurons " + slice.from() + " to " + (slice.to() - 1)).collect(Collectors.joining("\n"))
                + "\n" + Quantity.plain(core.neurons()) + " neurons, " + Quantity.plain(core.synapticOperations())
                + " synaptic operations per inference";
    }

    static String of(Link link) {
        return "Core " + link.from() + " to core " + link.to() + ": " + Quantity.plain(link.spikes()) + " spikes per inference";
    }
}
