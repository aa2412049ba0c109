package org.spikewright.train;

/**
 * Adam's direction with decay, made for each array as long as its weights are, times the rate. You and others, <i>Large batch optimization for
 * deep learning</i>, ICLR 2020.
 *
 * @param decay how much weights shrink
 */
public record Lamb(double rate, double beta1, double beta2, double epsilon, double decay) implements Optimizer {

    public Lamb {
        Optimizer.checkRate(rate);
    }

    @Override
    public int remembered() {
        return 2;
    }

    @Override
    public Step step(long number, double factor) {
        return new Change(rate * factor, 1 / (1 - Math.pow(beta1, number)), 1 / Math.sqrt(1 - Math.pow(beta2, number)), 1);
    }

    /**
     * A change.
     *
     * @param now the rate
     * @param mean what the mean is multiplied by, as it starts at 0
     * @param root what the root of the mean square is multiplied by
     * @param ratio of the length of an array's weights to that of its direction
     */
    private final class Change implements Step {
        private final double now;
        private final float mean;
        private final float root;
        private final double ratio;

        Change(double now, double mean, double root, double ratio) {
            this.now = now;
            this.mean = (float) mean;
            this.root = (float) root;
            this.ratio = ratio;
        }

        private float direction(float[] weights, float[][] memory, int i) {
            return memory[0][i] * mean / ((float) Math.sqrt(memory[1][i]) * root + (float) epsilon) + (float) decay * weights[i];
        }

        @Override
        public Step of(float[] weights, float[] gradient, float[][] memory) {
            double own = 0;
            double other = 0;
            for (int i = 0; i < weights.length; i++) {
                memory[0][i] = (float) beta1 * memory[0][i] + (float) (1 - beta1) * gradient[i];
                memory[1][i] = (float) beta2 * memory[1][i] + (float) (1 - beta2) * gradient[i] * gradient[i];
                float direction = direction(weights, memory, i);
                own += (double) weights[i] * weights[i];
                other += (double) direction * direction;
            }
            return new Change(now, mean, root, own > 0 && other > 0 ? Math.sqrt(own / other) : 1);
        }

        @Override
        public void move(float[] weights, float[] gradient, float[][] memory, int from, int to) {
            float length = (float) (now * ratio);
            for (int i = from; i < to; i++) {
                weights[i] -= length * direction(weights, memory, i);
            }
        }
    }
}
