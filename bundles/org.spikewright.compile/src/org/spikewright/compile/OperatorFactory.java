package org.spikewright.compile;

import org.spikewright.network.operator.Operator;

/** Makes the operator that a layer function stands for. */
public interface OperatorFactory {

    /** The operator with those arguments. */
    Operator of(OperatorArguments arguments);
}
