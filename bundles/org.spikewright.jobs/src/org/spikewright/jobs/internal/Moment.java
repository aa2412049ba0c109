package org.spikewright.jobs.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as records hold them. */
final class Moment {

    private Moment() {
    }

    /** This moment, ISO 8601 in UTC. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
