package org.spikewright.simulate.population;

import java.util.Objects;

/**
 * What ends a run before its time. It is looked at whenever the simulated time is a multiple of its interval, so that where a
 * run ends does not depend on threads, nor on how it was divided.
 */
public sealed interface StopCondition {

    /** The population or group that is watched. */
    String of();

    /** Seconds from one look to the next, rounded to whole steps and at least one. */
    double interval();

    /** The population has fired at least that many spikes since the start. */
    record Spikes(String of, long count, double interval) implements StopCondition {
        public Spikes {
            Objects.requireNonNull(of);
            checkInterval(interval);
        }
    }

    /** The population's mean rate over the last interval was above that many Hz. */
    record RateAbove(String of, double rate, double interval) implements StopCondition {
        public RateAbove {
            Objects.requireNonNull(of);
            checkInterval(interval);
        }
    }

    /** The population's mean rate over the last interval was below that many Hz. */
    record RateBelow(String of, double rate, double interval) implements StopCondition {
        public RateBelow {
            Objects.requireNonNull(of);
            checkInterval(interval);
        }
    }

    private static void checkInterval(double interval) {
        if (!(interval > 0)) {
            throw new IllegalArgumentException("a condition must be looked at in intervals above 0 s, but is in intervals of "
                    + interval + " s");
        }
    }
}
