package org.spikewright.execute;

/**
 * Looks at what came out of a network, all steps of it, and says how the loss changes with it. Called once for each chunk of samples, by
 * several threads at once.
 */
@FunctionalInterface
public interface Objective {

    /** Looks at the outputs of some samples; where weights are learnt, fills {@link Outputs#gradient}, which is 0 before. */
    void of(Outputs outputs);
}
