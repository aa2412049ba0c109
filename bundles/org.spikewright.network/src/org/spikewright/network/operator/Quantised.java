package org.spikewright.network.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;

/**
 * A layer whose weights take a few values only while it runs, each channel with a learnt step {@code NAME.step} between
 * them. Esser et al., ICLR 2020.
 *
 * @param layer with weights
 * @param bits of a weight, with its sign
 * @param inputs whether what comes in is quantised too, each incoming channel with a learnt step {@code NAME.inputStep} and
 *               zero {@code NAME.inputZero}. Bhalgat et al., CVPR workshops 2020
 */
public record Quantised(Weighted layer, int bits, boolean inputs) implements Operator {

    @Override
    public OptionalInt arity() {
        return layer.arity();
    }

    @Override
    public Shape shape(List<Incoming> incoming) throws ShapeMismatch {
        return layer.shape(incoming);
    }

    @Override
    public List<Parameter> parameters(String owner, List<Shape> incoming, Shape output) {
        List<Parameter> all = new ArrayList<>(layer.parameters(owner, incoming, output));
        all.add(new Parameter(owner + ".step", Shape.of(all.getFirst().shape().extent(0)), 1));
        if (inputs) {
            Shape channels = Shape.of(incoming.getFirst().extent(layer.channelAxis()));
            all.add(new Parameter(owner + ".inputStep", channels, 1));
            all.add(new Parameter(owner + ".inputZero", channels, 1));
        }
        return List.copyOf(all);
    }

    @Override
    public OperationCount operations(List<Shape> incoming, Shape output) {
        return layer.operations(incoming, output);
    }

    @Override
    public Connectivity connectivity(List<Shape> incoming, Shape output) {
        return layer.connectivity(incoming, output);
    }

    @Override
    public Time time() {
        return layer.time();
    }

    @Override
    public String label() {
        return layer.label() + " in " + bits + " bit";
    }

    @Override
    public String family() {
        return "quantised";
    }
}
