package org.spikewright.network.operator;

import java.util.List;
import org.spikewright.network.Shape;

/** Other axes for as many elements; the elements keep their order (row-major). */
public record Reshape(Shape shape) implements Operator {

    @Override
    public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
        Incoming first = inputs.getFirst();
        if (shape.fits() && shape.size() != first.shape().size()) {
            throw new ShapeMismatch(first + ", which has " + first.shape().size() + " elements, but " + shape + " has " + shape.size());
        }
        return shape;
    }

    @Override
    public Connectivity connectivity(List<Shape> inputs, Shape output) {
        return Connectivity.oneToOne(output);
    }
}
