package org.spikewright.train.internal;

import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Bindings;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.execute.Readout;
import org.spikewright.train.Bptt;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Schedule;

/** What functions of the library mean to training. */
public final class TrainingBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("std.job.meanOverTime", Readout.class, (_, _) -> Readout.MEAN),
                new Binding<>("std.job.sumOverTime", Readout.class, (_, _) -> Readout.SUM),
                new Binding<>("std.job.largestOverTime", Readout.class, (_, _) -> Readout.LARGEST),
                new Binding<>("std.job.lastStep", Readout.class, (_, _) -> Readout.LAST),
                new Binding<>("std.job.firstSpike", Readout.class, (call, _) -> new Readout.First(call.number("scale"))),
                new Binding<>("std.job.crossEntropy", Loss.class, (call, others) -> read(Loss.CROSS_ENTROPY, call, others)),
                new Binding<>("std.job.crossEntropyOfSum", Loss.class, (_, _) -> new Loss.Read(Loss.CROSS_ENTROPY, Readout.SUM)),
                new Binding<>("std.job.crossEntropyPerStep", Loss.class, (call, _) -> new Loss.PerStep(call.number("regular"))),
                new Binding<>("std.job.meanSquaredError", Loss.class, (call, others) -> read(Loss.MEAN_SQUARED_ERROR, call, others)),
                new Binding<>("std.job.meanAbsoluteError", Loss.class, (call, others) -> read(Loss.MEAN_ABSOLUTE_ERROR, call, others)),
                new Binding<>("std.job.huber", Loss.class, (call, others) -> read(new Loss.Huber(call.number("bound")), call, others)),
                new Binding<>("std.job.adam", Optimizer.class, (call, _) -> adam(call, 0)),
                new Binding<>("std.job.adamW", Optimizer.class, (call, _) -> adam(call, call.number("decay"))),
                new Binding<>("std.job.sgd", Optimizer.class,
                        (call, _) -> new Optimizer.Descent(call.number("rate"), call.number("momentum"))),
                new Binding<>("std.job.constant", Schedule.class, (_, _) -> Schedule.CONSTANT),
                new Binding<>("std.job.cosine", Schedule.class, (_, _) -> Schedule.COSINE),
                new Binding<>("std.job.bptt", LearningRule.class, (call, _) -> new Bptt(call.truth("resetGradient"))));
    }

    private static Loss read(Loss loss, LibraryCall call, Bindings others) {
        return new Loss.Read(loss, others.value(Readout.class, call.call("readout"))
                .orElseThrow(() -> new IllegalArgumentException("no engine knows '" + call.call("readout").name() + "'")));
    }

    private static Optimizer adam(LibraryCall call, double decay) {
        return new Optimizer.Adam(call.number("rate"), call.number("beta1"), call.number("beta2"), call.number("epsilon"), decay);
    }
}
