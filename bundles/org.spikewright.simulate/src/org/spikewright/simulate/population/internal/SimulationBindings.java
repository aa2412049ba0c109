package org.spikewright.simulate.population.internal;

import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.simulate.population.RecorderRequest;
import org.spikewright.simulate.population.SpikeTiming;
import org.spikewright.simulate.population.StopCondition;

/** What functions of the library mean to a simulation. */
public final class SimulationBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("std.job.onGrid", SpikeTiming.class, (_, _) -> SpikeTiming.ON_GRID),
                new Binding<>("std.job.offGrid", SpikeTiming.class, (_, _) -> SpikeTiming.OFF_GRID),
                new Binding<>("std.job.spikesReach", StopCondition.class, (call, _) -> new StopCondition.Spikes(call.text("watched"),
                        Math.round(call.number("count")), call.number("interval"))),
                new Binding<>("std.job.rateAbove", StopCondition.class, (call, _) -> new StopCondition.RateAbove(call.text("watched"),
                        call.number("rate"), call.number("interval"))),
                new Binding<>("std.job.rateBelow", StopCondition.class, (call, _) -> new StopCondition.RateBelow(call.text("watched"),
                        call.number("rate"), call.number("interval"))),
                new Binding<>("std.job.spikes", RecorderRequest.class, (call, _) -> new RecorderRequest.Spikes(neurons(call))),
                new Binding<>("std.job.states", RecorderRequest.class, (call, _) -> new RecorderRequest.States(neurons(call),
                        call.text("watched"), call.number("interval"))),
                new Binding<>("std.job.rates", RecorderRequest.class, (call, _) -> new RecorderRequest.Rates(call.text("recorded"),
                        call.number("bin"))),
                new Binding<>("std.job.weights", RecorderRequest.class, (call, _) -> new RecorderRequest.Weights(call.text("source"),
                        call.text("target"), call.count("count"), call.number("interval"))));
    }

    private static RecorderRequest.Neurons neurons(LibraryCall call) {
        return new RecorderRequest.Neurons(call.text("recorded"), call.count("first"), call.count("count"),
                Math.max(1, call.count("each")));
    }
}
