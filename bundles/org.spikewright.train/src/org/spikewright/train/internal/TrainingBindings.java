package org.spikewright.train.internal;

import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
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
                new Binding<>("std.job.crossEntropy", Loss.class, (_, _) -> Loss.CROSS_ENTROPY),
                new Binding<>("std.job.meanSquaredError", Loss.class, (_, _) -> Loss.MEAN_SQUARED_ERROR),
                new Binding<>("std.job.adam", Optimizer.class, (call, _) -> adam(call, 0)),
                new Binding<>("std.job.adamW", Optimizer.class, (call, _) -> adam(call, call.number("decay"))),
                new Binding<>("std.job.sgd", Optimizer.class,
                        (call, _) -> new Optimizer.Descent(call.number("rate"), call.number("momentum"))),
                new Binding<>("std.job.constant", Schedule.class, (_, _) -> Schedule.CONSTANT),
                new Binding<>("std.job.cosine", Schedule.class, (_, _) -> Schedule.COSINE),
                new Binding<>("std.job.bptt", LearningRule.class, (call, _) -> new Bptt(call.truth("resetGradient"))));
    }

    private static Optimizer adam(LibraryCall call, double decay) {
        return new Optimizer.Adam(call.number("rate"), call.number("beta1"), call.number("beta2"), call.number("epsilon"), decay);
    }
}
