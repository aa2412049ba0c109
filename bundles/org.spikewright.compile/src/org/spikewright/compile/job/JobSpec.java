package org.spikewright.compile.job;

import org.spikewright.common.Location;

/**
 * A job as engines take it: its parts elaborated, its settings read, nothing of the model left in it. A job is made once for as long as
 * its file does not change, so that two that use one training hold the same of it.
 */
public interface JobSpec {

    /** The name of the job. */
    String name();

    /** Where it is declared. */
    Location location();
}
