package org.spikewright.train;

/** How weights follow their gradients. Other bundles may bring optimizers of their own. */
public interface Optimizer {

    /** How many numbers it remembers of each weight; they start at 0. */
    int remembered();

    /**
     * One change of all weights.
     *
     * @param number which change of the run, from 1
     * @param factor what the schedule multiplies the learning rate by
     */
    Step step(long number, double factor);

    /** A change of all weights: made part by part, by several threads, so that no weight of it may depend on another unless {@link #of} says so. */
    @FunctionalInterface
    interface Step {

        /**
         * The change of one array, for a step that depends on all of it. Called once before its parts are moved.
         *
         * @param weights only read
         * @param memory as for {@link #move}
         */
        default Step of(float[] weights, float[] gradient, float[][] memory) {
            return this;
        }

        /**
         * Changes some weights.
         *
         * @param weights to change from {@code from} to, but without, {@code to}
         * @param gradient of the mean loss by each weight, or what the rule has in its place
         * @param memory of each weight: as many arrays as {@linkplain Optimizer#remembered() remembered}, each as long as
         *               {@code weights}
         */
        void move(float[] weights, float[] gradient, float[][] memory, int from, int to);
    }

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

        @Override
        public int remembered() {
            return 2;
        }

        @Override
        public Step step(long number, double factor) {
            float now = (float) (rate * factor);
            float keep1 = (float) beta1;
            float take1 = (float) (1 - beta1);
            float keep2 = (float) beta2;
            float take2 = (float) (1 - beta2);
            float move = (float) (now / (1 - Math.pow(beta1, number)));
            float root = (float) (1 / Math.sqrt(1 - Math.pow(beta2, number)));
            float added = (float) epsilon;
            float shrink = 1 - now * (float) decay;
            return (w, g, memory, from, to) -> {
                float[] m = memory[0];
                float[] u = memory[1];
                for (int i = from; i < to; i++) {
                    float gradient = g[i];
                    float mean = keep1 * m[i] + take1 * gradient;
                    float square = keep2 * u[i] + take2 * gradient * gradient;
                    m[i] = mean;
                    u[i] = square;
                    w[i] = shrink * w[i] - move * mean / ((float) Math.sqrt(square) * root + added);
                }
            };
        }
    }

    /** Gradient descent with momentum: {@code u = momentum · u + g, w −= rate · u}. */
    record Descent(double rate, double momentum) implements Optimizer {
        public Descent {
            checkRate(rate);
        }

        @Override
        public int remembered() {
            return 1;
        }

        @Override
        public Step step(long number, double factor) {
            float now = (float) (rate * factor);
            float kept = (float) momentum;
            return (w, g, memory, from, to) -> {
                float[] u = memory[0];
                for (int i = from; i < to; i++) {
                    float velocity = kept * u[i] + g[i];
                    u[i] = velocity;
                    w[i] -= now * velocity;
                }
            };
        }
    }

    /** Refuses a rate that is not above 0. */
    static void checkRate(double rate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("the learning rate must be above 0, but is " + rate);
        }
    }
}
