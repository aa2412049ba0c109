package org.spikewright.network.operator;

/**
 * Makes the operator that a layer function stands for. It is bound to the function as a value of this kind, whatever the function's
 * arguments: those follow from what comes in, too.
 */
public interface OperatorFactory {

    /** The operator with those arguments. */
    Operator of(OperatorArguments arguments);
}
