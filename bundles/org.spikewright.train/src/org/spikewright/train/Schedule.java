package org.spikewright.train;

/** How the learning rate changes over a run. Other bundles may bring schedules of their own. */
@FunctionalInterface
public interface Schedule {

    /** It stays. */
    Schedule CONSTANT = _ -> 1;

    /** It falls to 0 along half a cosine (Loshchilov and Hutter, <i>SGDR</i>, ICLR 2017, without restarts). */
    Schedule COSINE = progress -> 0.5 * (1 + Math.cos(Math.PI * progress));

    /**
     * What the optimizer's rate is multiplied by.
     *
     * @param progress the part of the run that is done, from 0 to 1
     */
    double factor(double progress);
}
