package org.spikewright.train.internal;

import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Bindings;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.execute.Flow;
import org.spikewright.execute.Readout;
import org.spikewright.train.Averaging;
import org.spikewright.train.Bptt;
import org.spikewright.train.Clipping;
import org.spikewright.train.EligibilityPropagation;
import org.spikewright.train.EvolutionStrategy;
import org.spikewright.train.Lamb;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Lion;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Part;
import org.spikewright.train.ReadoutOnly;
import org.spikewright.train.Regulariser;
import org.spikewright.train.RmsProp;
import org.spikewright.train.Schedule;
import org.spikewright.train.Sltt;

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
                new Binding<>("std.job.rmsProp", Optimizer.class,
                        (call, _) -> new RmsProp(call.number("rate"), call.number("keep"), call.number("epsilon"))),
                new Binding<>("std.job.lion", Optimizer.class,
                        (call, _) -> new Lion(call.number("rate"), call.number("beta1"), call.number("beta2"), call.number("decay"))),
                new Binding<>("std.job.lamb", Optimizer.class, (call, _) -> new Lamb(call.number("rate"), call.number("beta1"),
                        call.number("beta2"), call.number("epsilon"), call.number("decay"))),
                new Binding<>("std.job.sgd", Optimizer.class,
                        (call, _) -> new Optimizer.Descent(call.number("rate"), call.number("momentum"))),
                new Binding<>("std.job.constant", Schedule.class, (_, _) -> Schedule.CONSTANT),
                new Binding<>("std.job.cosine", Schedule.class, (_, _) -> Schedule.COSINE),
                new Binding<>("std.job.linear", Schedule.class, (call, _) -> new Schedule.Linear(call.number("end"))),
                new Binding<>("std.job.geometric", Schedule.class, (call, _) -> new Schedule.Exponential(call.number("end"))),
                new Binding<>("std.job.steps", Schedule.class, (call, _) -> new Schedule.Steps(call.count("count"), call.number("factor"))),
                new Binding<>("std.job.warmUp", Schedule.class, (call, others) -> new Schedule.WarmUp(call.number("share"),
                        nested(Schedule.class, "schedule", call, others))),
                new Binding<>("std.job.byNorm", Clipping.class, (call, _) -> new Clipping.Norm(call.number("most"))),
                new Binding<>("std.job.byValue", Clipping.class, (call, _) -> new Clipping.Value(call.number("most"))),
                new Binding<>("std.job.movingAverage", Averaging.class, (call, _) -> new Averaging.Exponential(call.number("keep"))),
                new Binding<>("std.job.averageOfLast", Averaging.class, (call, _) -> new Averaging.Last(call.number("share"))),
                new Binding<>("std.job.sparsity", Regulariser.class, (call, _) -> new Regulariser.Rate(call.number("rate"),
                        call.number("strength"))),
                new Binding<>("std.job.decay", Regulariser.class, (call, _) -> new Regulariser.Decay(call.number("strength"), false)),
                new Binding<>("std.job.absolute", Regulariser.class, (call, _) -> new Regulariser.Decay(call.number("strength"), true)),
                new Binding<>("std.job.gradientNoise", Regulariser.class, (call, _) -> new Regulariser.Noise(call.number("eta"),
                        call.number("gamma"))),
                new Binding<>("std.job.part", Part.class, (call, _) -> new Part(call.text("name"))),
                new Binding<>("std.job.bptt", LearningRule.class, (call, _) -> new Bptt(call.truth("resetGradient"))),
                new Binding<>("std.job.truncated", LearningRule.class, (call, _) -> new Bptt(false, new Flow(call.count("steps"), true))),
                new Binding<>("std.job.sltt", LearningRule.class, (call, _) -> new Sltt(call.count("steps"))),
                new Binding<>("std.job.eprop", LearningRule.class, (_, _) -> new EligibilityPropagation()),
                new Binding<>("std.job.readout", LearningRule.class, (_, _) -> new ReadoutOnly()),
                new Binding<>("std.job.evolution", LearningRule.class, (call, _) -> new EvolutionStrategy(call.count("size"),
                        call.number("mutation"))));
    }

    private static Loss read(Loss loss, LibraryCall call, Bindings others) {
        return new Loss.Read(loss, nested(Readout.class, "readout", call, others));
    }

    private static <T> T nested(Class<T> kind, String parameter, LibraryCall call, Bindings others) {
        return others.value(kind, call.call(parameter))
                .orElseThrow(() -> new IllegalArgumentException("no engine knows '" + call.call(parameter).name() + "'"));
    }

    private static Optimizer adam(LibraryCall call, double decay) {
        return new Optimizer.Adam(call.number("rate"), call.number("beta1"), call.number("beta2"), call.number("epsilon"), decay);
    }
}
