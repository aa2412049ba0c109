package org.spikewright.train;

/** How weights follow their gradients. */
public sealed interface Optimizer {

    /** The learning rate at the start. */
    double rate();

    /**
     * Kingma and Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015; with a {@code decay} above 0 the
     * weights also shrink by {@code rate · decay} of themselves each time (AdamW: Loshchilov and Hutter, ICLR 2019).
     */
    record Adam(double rate, double beta1, double beta2, double epsilon, double decay) implements Optimizer {
        public Adam {
            checkRate(rate);
        }

        /** Adam with the authors' other constants. */
        public static Adam of(double rate) {
            return new Adam(rate, 0.9, 0.999, 1e-8, 0);
        }

        /** AdamW with the usual other constants. */
        public static Adam withDecay(double rate, double decay) {
            return new Adam(rate, 0.9, 0.999, 1e-8, decay);
        }
    }

    /** Gradient descent with momentum: {@code u = momentum · u + g, w −= rate · u}. */
    record Descent(double rate, double momentum) implements Optimizer {
        public Descent {
            checkRate(rate);
        }
    }

    private static void checkRate(double rate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("the learning rate must be above 0, but is " + rate);
        }
    }
}
