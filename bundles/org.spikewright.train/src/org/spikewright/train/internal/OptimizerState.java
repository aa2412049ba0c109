package org.spikewright.train.internal;

import org.spikewright.execute.BatchKernel;
import org.spikewright.execute.Node;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.kernel.Workers;
import org.spikewright.train.Optimizer;

/** An optimizer with what it remembers of each weight. */
public final class OptimizerState {

    /** Weights that one task changes. */
    private static final int SLICE = 1 << 15;

    private final Optimizer optimizer;
    private final Plan plan;
    private final boolean[] frozen;
    private final Parameters[] memory;
    private long step;

    /** Nothing remembered yet; all that is learnt moves. */
    public OptimizerState(Optimizer optimizer, Plan plan) {
        this(optimizer, plan, new boolean[plan.parameters().size()]);
    }

    /**
     * Nothing remembered yet.
     *
     * @param frozen the plan's parameters that stay as they are
     */
    public OptimizerState(Optimizer optimizer, Plan plan, boolean[] frozen) {
        this.frozen = frozen.clone();
        this.optimizer = optimizer;
        this.plan = plan;
        this.memory = new Parameters[optimizer.remembered()];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = Parameters.zero(plan);
        }
    }

    /** Moves the weights along the direction, and what is found out of batches to what this one would have it be. */
    public void update(Parameters weights, Parameters direction, double factor, Workers workers) {
        Optimizer.Step next = optimizer.step(++step, factor);
        for (int p = 0; p < plan.parameters().size(); p++) {
            if (plan.parameters().get(p).learned() && !frozen[p]) {
                float[][] remembered = new float[memory.length][];
                for (int i = 0; i < remembered.length; i++) {
                    remembered[i] = memory[i].arrays()[p];
                }
                update(next.of(weights.arrays()[p], direction.arrays()[p], remembered), weights.arrays()[p], direction.arrays()[p], remembered, workers);
            }
        }
        for (Node node : plan.nodes()) {
            if (node.kernel() instanceof BatchKernel kernel) {
                node.parameters().stream().filter(p -> !plan.parameters().get(p).learned() && !frozen[p])
                        .forEach(p -> follow(weights.arrays()[p], direction.arrays()[p], (float) kernel.momentum()));
            }
        }
    }

    private static void follow(float[] values, float[] wanted, float part) {
        for (int i = 0; i < values.length; i++) {
            values[i] += part * (wanted[i] - values[i]);
        }
    }

    private static void update(Optimizer.Step next, float[] weights, float[] gradient, float[][] memory, Workers workers) {
        workers.run((weights.length + SLICE - 1) / SLICE, (task, _) -> {
            int from = task * SLICE;
            next.move(weights, gradient, memory, from, Math.min(weights.length, from + SLICE));
        });
    }
}
