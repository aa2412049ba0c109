package org.spikewright.train;

/** How the learning rate changes over a run. Other bundles may bring schedules of their own. */
@FunctionalInterface
public interface Schedule {

    /** It stays. */
    Schedule CONSTANT = _ -> 1;

    /** It falls to 0 along half a cosine (Loshchilov and Hutter, <i>SGDR</i>, ICLR 2017, without restarts). */
    Schedule COSINE = progress -> 0.5 * (1 + Math.cos(Math.PI * progress));

    /** It moves in a straight line to a share of itself. */
    record Linear(double end) implements Schedule {

        @Override
        public double factor(double progress) {
            return 1 + (end - 1) * progress;
        }
    }

    /** It moves by the same factor in each step, to a share of itself. */
    record Exponential(double end) implements Schedule {

        @Override
        public double factor(double progress) {
            return Math.pow(end, progress);
        }
    }

    /** It is multiplied by a factor so many times, after equal parts of the run. */
    record Steps(int count, double factor) implements Schedule {

        @Override
        public double factor(double progress) {
            return Math.pow(factor, Math.min(count, Math.floor(progress * (count + 1))));
        }
    }

    /**
     * It rises from near 0 in a straight line, then follows another schedule over the rest of the run. Goyal and others, <i>Accurate, large
     * minibatch SGD</i>, 2017.
     *
     * @param share of the run in which it rises
     */
    record WarmUp(double share, Schedule schedule) implements Schedule {

        @Override
        public double factor(double progress) {
            return progress < share ? Math.max(progress, 1e-3 * share) / share * schedule.factor(0)
                    : schedule.factor(share < 1 ? (progress - share) / (1 - share) : 1);
        }
    }

    /**
     * What the optimizer's rate is multiplied by.
     *
     * @param progress the part of the run that is done, from 0 to 1
     */
    double factor(double progress);
}
