package org.spikewright.jobs.internal;

import org.spikewright.mapping.Mapper;
import org.spikewright.simulate.Simulator;
import org.spikewright.train.Trainer;

/** What does the work of jobs. */
public record Engines(Trainer trainer, Simulator simulator, Mapper mapper) {
}
