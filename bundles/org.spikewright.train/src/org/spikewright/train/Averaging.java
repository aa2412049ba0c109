package org.spikewright.train;

/**
 * What mean over a run the final weights are. Other bundles may bring some of their own.
 */
@FunctionalInterface
public interface Averaging {

    /** The weights of the end. */
    Averaging NONE = (_, _) -> 0;

    /** So much of the mean stays at each change, less at first, when there have been few. Polyak and Juditsky, 1992. */
    record Exponential(double keep) implements Averaging {

        @Override
        public double kept(long number, double progress) {
            return Math.min(keep, (double) (number - 1) / number);
        }
    }

    /** The mean of the weights of the last part of the run. Izmailov and others, <i>Averaging weights leads to wider optima</i>, UAI 2018. */
    record Last(double share) implements Averaging {

        @Override
        public double kept(long number, double progress) {
            double taken = number - number / progress * (1 - share);
            return taken <= 1 ? 0 : (taken - 1) / taken;
        }
    }

    /**
     * How much of the mean so far stays when weights have changed; the rest is of the weights.
     *
     * @param number which change of the run, from 1
     * @param progress the part of the run that is done, from above 0 to 1
     */
    double kept(long number, double progress);
}
