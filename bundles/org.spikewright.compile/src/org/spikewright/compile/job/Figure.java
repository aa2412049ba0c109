package org.spikewright.compile.job;

/**
 * A value in the record of a run.
 *
 * @param job the name of the job that gave it
 * @param metric its name among those of the job, for instance {@code rate.hertz.E}
 */
public record Figure(String job, String metric) {
}
