package org.spikewright.train.internal;

import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Stage;
import org.spikewright.kernel.Workers;
import org.spikewright.train.Optimizer;

/** An optimizer with what it remembers of each weight. */
public final class OptimizerState {

    /** Weights that one task changes. */
    private static final int SLICE = 1 << 15;

    private final Optimizer optimizer;
    private final LayerWeights[] first;
    private final LayerWeights[] second;
    private long step;

    /** Nothing remembered yet. */
    public OptimizerState(Optimizer optimizer, LayerChain chain) {
        this.optimizer = optimizer;
        this.first = zeros(chain);
        this.second = optimizer instanceof Optimizer.Adam ? zeros(chain) : new LayerWeights[first.length];
    }

    /** Weights of 0 for each stage that has any. */
    public static LayerWeights[] zeros(LayerChain chain) {
        return chain.stages().stream()
                .map(stage -> stage instanceof Stage.Dense dense ? LayerWeights.zero(dense) : null)
                .toArray(LayerWeights[]::new);
    }

    /** Moves the weights along the direction. */
    public void update(LayerWeights[] weights, LayerWeights[] direction, double factor, Workers workers) {
        step++;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != null) {
                LayerWeights u = second[i] == null ? first[i] : second[i];
                update(weights[i].matrix(), direction[i].matrix(), first[i].matrix(), u.matrix(), factor, workers);
                update(weights[i].bias(), direction[i].bias(), first[i].bias(), u.bias(), factor, workers);
            }
        }
    }

    private void update(float[] w, float[] g, float[] m, float[] u, double factor, Workers workers) {
        float rate = (float) (optimizer.rate() * factor);
        workers.run((w.length + SLICE - 1) / SLICE, (task, _) -> {
            int from = task * SLICE;
            int to = Math.min(w.length, from + SLICE);
            switch (optimizer) {
                case Optimizer.Adam adam -> adam(adam, rate, w, g, m, u, from, to);
                case Optimizer.Descent descent -> descent((float) descent.momentum(), rate, w, g, m, from, to);
            }
        });
    }

    private void adam(Optimizer.Adam adam, float rate, float[] w, float[] g, float[] m, float[] u, int from, int to) {
        float keep1 = (float) adam.beta1();
        float take1 = (float) (1 - adam.beta1());
        float keep2 = (float) adam.beta2();
        float take2 = (float) (1 - adam.beta2());
        float move = (float) (rate / (1 - Math.pow(adam.beta1(), step)));
        float root = (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), step)));
        float epsilon = (float) adam.epsilon();
        float shrink = 1 - rate * (float) adam.decay();
        for (int i = from; i < to; i++) {
            float gradient = g[i];
            float mean = keep1 * m[i] + take1 * gradient;
            float square = keep2 * u[i] + take2 * gradient * gradient;
            m[i] = mean;
            u[i] = square;
            w[i] = shrink * w[i] - move * mean / ((float) Math.sqrt(square) * root + epsilon);
        }
    }

    private static void descent(float momentum, float rate, float[] w, float[] g, float[] m, int from, int to) {
        for (int i = from; i < to; i++) {
            float velocity = momentum * m[i] + g[i];
            m[i] = velocity;
            w[i] -= rate * velocity;
        }
    }
}
