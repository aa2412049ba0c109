package org.spikewright.execute;

import java.util.List;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Operator;

/** An operator that brings what engines compute for it: those of other bundles do. */
public interface ComputedOperator extends Operator {

    /** What engines compute for a layer of those shapes. */
    OperatorKernel kernel(List<Shape> inputs, Shape output);
}
