package org.spikewright.jobs.internal;

import org.spikewright.common.Work;

/**
 * The work of jobs under a seed: whoever watches hears under which.
 *
 * @param seed under which they run
 * @param whole of which this is a part
 */
record SeedWork(long seed, Work whole) implements Work {

    @Override
    public void begin(String task, long total) {
        whole.begin("seed " + seed + ", " + task, total);
    }

    @Override
    public void advance(long units) {
        whole.advance(units);
    }

    @Override
    public void say(String line) {
        whole.say("seed " + seed + ", " + line);
    }

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }
}
