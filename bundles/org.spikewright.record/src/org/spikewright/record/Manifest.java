package org.spikewright.record;

import java.util.List;
import java.util.Map;

/**
 * What a run was: enough to tell it apart and to repeat it.
 *
 * @param spikewright version of the product
 * @param started when it started, ISO 8601 in UTC
 * @param finished when it ended, or {@code null} while it runs
 * @param state how it stands
 * @param message what a failed run has to say, else {@code null}
 * @param model name of the model's file
 * @param modelHash SHA-256 of the model's text
 * @param jobs the jobs in the order of their running
 * @param options what the caller set: seed, data folders
 * @param machine what it ran on: Java, operating system, threads, how kernels of neurons ran
 */
public record Manifest(String spikewright, String started, @MayBeAbsent String finished, RunState state,
        @MayBeAbsent String message, String model, String modelHash, List<String> jobs, Map<String, String> options, Map<String, String> machine) {

    /** This manifest of a run that has ended. */
    public Manifest ended(String when, RunState how, String why) {
        return new Manifest(spikewright, started, when, how, why, model, modelHash, jobs, options, machine);
    }

    /** This manifest of a run whose process ended without a word. */
    Manifest interrupted() {
        return ended(finished, RunState.INTERRUPTED, message);
    }
}
