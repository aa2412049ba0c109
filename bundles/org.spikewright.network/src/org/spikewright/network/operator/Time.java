package org.spikewright.network.operator;

/** What an operator needs of other time steps and other samples. */
public enum Time {
    /** Nothing: each step of each sample can be computed by itself. */
    POINTWISE,
    /** What it kept of the steps before. */
    SCAN,
    /** All samples of a batch together. */
    BATCH
}
