package org.spikewright.extension.sample;

import org.spikewright.train.Optimizer;

/** {@code w −= rate · sign(g)}. */
public record SignDescent(double rate) implements Optimizer {

    @Override
    public int remembered() {
        return 0;
    }

    @Override
    public Step step(long number, double factor) {
        float size = (float) (rate * factor);
        return (weights, gradient, _, from, to) -> {
            for (int i = from; i < to; i++) {
                weights[i] -= size * Math.signum(gradient[i]);
            }
        };
    }
}
