package org.spikewright.mapping.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;
import org.spikewright.chip.Mesh;
import org.spikewright.chip.Technology;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.mapping.Objective;
import org.spikewright.record.Limit;

/** What functions of the library mean to a mapping. */
public final class MappingBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("std.chip.mesh", Mesh.class, (call, _) -> new Mesh(call.count("rows"), call.count("columns"))),
                technology("cmos", call -> "CMOS at " + nanometres(call.number("node"))),
                technology("mixedSignal", call -> "mixed-signal CMOS at " + nanometres(call.number("node"))),
                technology("memristive", call -> "memristive: " + call.text("device")),
                technology("singleFluxQuantum", call -> "single flux quanta at " + number(call.number("temperature")) + " K"),
                technology("photonic", call -> "photonic at " + nanometres(call.number("wavelength"))),
                new Binding<>("std.job.energy", Objective.class, (_, _) -> Objective.ENERGY),
                new Binding<>("std.job.latency", Objective.class, (_, _) -> Objective.LATENCY),
                new Binding<>("std.job.congestion", Objective.class, (_, _) -> Objective.CONGESTION),
                new Binding<>("std.job.cores", Objective.class, (_, _) -> Objective.CORES),
                new Binding<>("std.job.energyBelow", Limit.class, (call, _) -> new Limit(Objective.ENERGY.measure(), call.number("value"), false)),
                new Binding<>("std.job.latencyBelow", Limit.class, (call, _) -> new Limit(Objective.LATENCY.measure(), call.number("value"), false)));
    }

    private static Binding<Technology> technology(String name, Function<LibraryCall, String> description) {
        return new Binding<>("std.chip." + name, Technology.class, (call, _) -> new Technology(description.apply(call)));
    }

    private static String nanometres(double metres) {
        return number(metres * 1e9) + " nm";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
