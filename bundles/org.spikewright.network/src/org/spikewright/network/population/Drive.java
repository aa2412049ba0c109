package org.spikewright.network.population;

import java.util.Objects;

/**
 * What a population receives from outside the network, each neuron on its own.
 *
 * @param name unique within the network; the name of its random stream
 * @param target name of a population of neurons
 * @param receptor the name of a receptor of its neurons
 * @param selection which neurons
 * @param signal what arrives
 */
public record Drive(String name, String target, String receptor, Selection selection, Signal signal) {

    /** What arrives at the receptor. */
    public sealed interface Signal {

        /**
         * The same where each spike has that weight, in the receptor's unit, drawn once for each neuron; what has no spikes
         * stays as it is.
         */
        default Signal weighted(Distribution weight) {
            return this;
        }

        /** What a spike adds, drawn once for each neuron; 1 for what has no spikes. */
        default Distribution weight() {
            return Distribution.of(1);
        }
    }

    /**
     * Poisson spikes for each neuron, any number in a step.
     *
     * @param rate in Hz
     * @param weight of each spike, in the receptor's unit, drawn once for each neuron
     * @param correlation of the counts of two neurons: this share of the spikes comes to all neurons of the drive at once
     */
    public record Poisson(Level rate, Distribution weight, double correlation) implements Signal {
        public Poisson {
            checkCorrelation(correlation);
        }

        /** Independent trains whose spikes have one weight. */
        public Poisson(Level rate, double weight) {
            this(rate, Distribution.of(weight), 0);
        }

        @Override
        public Signal weighted(Distribution other) {
            return new Poisson(rate, other, correlation);
        }
    }

    /** A value in each step. */
    public record Current(Level amplitude) implements Signal {
    }

    /**
     * Gaussian numbers for each neuron, new every {@code interval} and held between.
     *
     * @param interval in seconds, rounded to whole steps and at least one
     * @param correlation of the numbers of two neurons of the drive
     */
    public record GaussianNoise(Level mean, Level deviation, double interval, double correlation) implements Signal {
        public GaussianNoise {
            checkCorrelation(correlation);
        }
    }

    /**
     * The same given spikes for all selected neurons.
     *
     * @param seconds ascending; a spike arrives in the step that ends nearest to its time, at the earliest in the first one
     * @param weight of each spike, in the receptor's unit, drawn once for each neuron
     */
    public record GivenSpikes(double[] seconds, Distribution weight) implements Signal {
        public GivenSpikes {
            TimeCourse.checkAscending(seconds, "given spikes");
        }

        /** With one weight for all. */
        public GivenSpikes(double[] seconds, double weight) {
            this(seconds, Distribution.of(weight));
        }

        @Override
        public Signal weighted(Distribution other) {
            return new GivenSpikes(seconds, other);
        }
    }

    /** What an environment sets for each neuron while the network runs, held until it sets it again; 0 at first. */
    public record External() implements Signal {
    }

    public Drive {
        Objects.requireNonNull(name);
        Objects.requireNonNull(target);
        Objects.requireNonNull(receptor);
        Objects.requireNonNull(selection);
        Objects.requireNonNull(signal);
    }

    private static void checkCorrelation(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a correlation lies between 0 and 1, but is " + value);
        }
    }
}
