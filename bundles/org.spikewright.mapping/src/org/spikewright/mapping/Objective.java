package org.spikewright.mapping;

/** What a mapping makes small. */
public enum Objective {
    /** Energy per inference: spikes go few links. */
    ENERGY,
    /** Time per inference: cores carry equal loads. */
    LATENCY,
    /** Spikes over the busiest link. */
    CONGESTION,
    /** Cores in use. */
    CORES
}
