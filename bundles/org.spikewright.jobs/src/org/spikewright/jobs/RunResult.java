package org.spikewright.jobs;

import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/**
 * How a run ended.
 *
 * @param record what it left
 * @param state done, failed or cancelled
 * @param message why it failed, in one sentence; empty otherwise
 */
public record RunResult(RunRecord record, RunState state, String message) {
}
