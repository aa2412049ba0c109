package org.spikewright.train;

/** How the learning rate changes over a run. */
public enum Schedule {

    /** It stays. */
    CONSTANT {
        @Override
        public double factor(double progress) {
            return 1;
        }
    },

    /** It falls to 0 along half a cosine (Loshchilov and Hutter, <i>SGDR</i>, ICLR 2017, without restarts). */
    COSINE {
        @Override
        public double factor(double progress) {
            return 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    };

    /**
     * What the optimizer's rate is multiplied by.
     *
     * @param progress the part of the run that is done, from 0 to 1
     */
    public abstract double factor(double progress);
}
