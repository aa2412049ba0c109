package org.spikewright.extension.sample;

import java.net.URL;
import java.util.List;
import java.util.OptionalLong;
import org.spikewright.chip.Resource;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.dataset.Source;
import org.spikewright.network.NetworkFormat;
import org.spikewright.network.operator.OperatorFactory;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;

/** What the functions of {@code library/sample.spike} mean. */
public final class SampleContribution implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return List.of(
                new Binding<>("sample.gain", OperatorFactory.class, (_, _) -> given -> new Gain(given.number("initial"))),
                new Binding<>("sample.mirror", OperatorFactory.class, (_, _) -> _ -> new Mirror()),
                new Binding<>("sample.faulty", OperatorFactory.class, (_, _) -> _ -> new Faulty()),
                new Binding<>("sample.faultyLoss", Loss.class, (_, _) -> (Loss) (outputs, _, _) -> outputs[outputs.length]),
                new Binding<>("sample.hinge", Loss.class, (call, _) -> new Hinge(call.number("margin"))),
                new Binding<>("sample.signDescent", Optimizer.class, (call, _) -> new SignDescent(call.number("rate"))),
                new Binding<>("sample.clipped", LearningRule.class, (call, others) -> new Clipped(call.number("length"),
                        others.value(LearningRule.class, call.call("rule")).orElseThrow())),
                new Binding<>("sample.bars", Source.class, (call, _) -> new Bars(call.count("size"), call.number("noise"))),
                new Binding<>("sample.csv", Source.class, (call, _) -> new CsvFolder(call.text("folder"))),
                new Binding<>("sample.connections", NetworkFormat.class, (call, _) -> new ConnectionTable(call.truth("zeros"))),
                new Binding<>("sample.dendrites", Resource.class, (call, _) -> new Dendrites(call.hasNumbers("branches")
                        ? OptionalLong.of(call.count("branches")) : OptionalLong.empty(), call.count("inputs"))));
    }

    @Override
    public List<URL> library() {
        return List.of(getClass().getResource("/library/sample.spike"));
    }
}
