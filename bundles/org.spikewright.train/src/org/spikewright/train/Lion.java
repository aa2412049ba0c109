package org.spikewright.train;

/**
 * {@code w −= rate · (sign(beta1 · m + (1 − beta1) g) + decay · w)}, then {@code m = beta2 · m + (1 − beta2) g}. Chen and others, <i>Symbolic
 * discovery of optimization algorithms</i>, NeurIPS 2023.
 *
 * @param decay how much weights shrink
 */
public record Lion(double rate, double beta1, double beta2, double decay) implements Optimizer {

    public Lion {
        Optimizer.checkRate(rate);
    }

    @Override
    public int remembered() {
        return 1;
    }

    @Override
    public Step step(long number, double factor) {
        float now = (float) (rate * factor);
        float shrink = 1 - now * (float) decay;
        float keep1 = (float) beta1;
        float take1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float take2 = (float) (1 - beta2);
        return (w, g, memory, from, to) -> {
            float[] m = memory[0];
            for (int i = from; i < to; i++) {
                w[i] = shrink * w[i] - now * Math.signum(keep1 * m[i] + take1 * g[i]);
                m[i] = keep2 * m[i] + take2 * g[i];
            }
        };
    }
}
