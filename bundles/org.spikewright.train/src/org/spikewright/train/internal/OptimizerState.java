package org.spikewright.train.internal;

import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Workers;
import org.spikewright.train.Optimizer;

/** An optimizer with what it remembers of each weight. */
public final class OptimizerState {

    /** Weights that one task changes. */
    private static final int SLICE = 1 << 15;

    private final Optimizer optimizer;
    /** By stage and array of its weights: what the optimizer remembers. */
    private final float[][][][] memory;
    private long step;

    /** Nothing remembered yet. */
    public OptimizerState(Optimizer optimizer, LayerChain chain) {
        this.optimizer = optimizer;
        LayerWeights[] zeros = chain.zeros();
        this.memory = new float[zeros.length][][][];
        for (int i = 0; i < zeros.length; i++) {
            float[][] arrays = zeros[i].arrays();
            memory[i] = new float[arrays.length][][];
            for (int a = 0; a < arrays.length; a++) {
                memory[i][a] = new float[optimizer.remembered()][arrays[a].length];
            }
        }
    }

    /** Moves the weights along the direction. */
    public void update(LayerWeights[] weights, LayerWeights[] direction, double factor, Workers workers) {
        Optimizer.Step next = optimizer.step(++step, factor);
        for (int i = 0; i < weights.length; i++) {
            for (int a = 0; a < memory[i].length; a++) {
                update(next, weights[i].arrays()[a], direction[i].arrays()[a], memory[i][a], workers);
            }
        }
    }

    private static void update(Optimizer.Step next, float[] weights, float[] gradient, float[][] memory, Workers workers) {
        workers.run((weights.length + SLICE - 1) / SLICE, (task, _) -> {
            int from = task * SLICE;
            next.move(weights, gradient, memory, from, Math.min(weights.length, from + SLICE));
        });
    }
}
