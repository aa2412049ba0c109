package org.spikewright.train;

/**
 * {@code u = keep · u + (1 − keep) g²}, {@code w −= rate · g / (√u + epsilon)}. Tieleman and Hinton, <i>Lecture 6.5: rmsprop</i>, 2012.
 *
 * @param keep how much of the mean square stays at each change
 */
public record RmsProp(double rate, double keep, double epsilon) implements Optimizer {

    public RmsProp {
        Optimizer.checkRate(rate);
    }

    @Override
    public int remembered() {
        return 1;
    }

    @Override
    public Step step(long number, double factor) {
        float now = (float) (rate * factor);
        float kept = (float) keep;
        float taken = (float) (1 - keep);
        float added = (float) epsilon;
        return (w, g, memory, from, to) -> {
            float[] u = memory[0];
            for (int i = from; i < to; i++) {
                u[i] = kept * u[i] + taken * g[i] * g[i];
                w[i] -= now * g[i] / ((float) Math.sqrt(u[i]) + added);
            }
        };
    }
}
