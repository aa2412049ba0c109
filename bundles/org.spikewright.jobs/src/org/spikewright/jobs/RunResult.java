package org.spikewright.jobs;

import java.util.Optional;
import org.spikewright.common.Location;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/**
 * How a run ended.
 *
 * @param record what it left
 * @param state done, failed or cancelled
 * @param message why it failed, in one sentence; empty otherwise
 * @param failure what that is about, if it is about a place in the model
 */
public record RunResult(RunRecord record, RunState state, String message, Optional<Failure> failure) {

    /**
     * What keeps a job from going on.
     *
     * @param location where in the model
     * @param reason one sentence, without the place
     */
    public record Failure(Location location, String reason) {
    }
}
