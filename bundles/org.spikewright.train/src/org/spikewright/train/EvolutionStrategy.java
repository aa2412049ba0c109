package org.spikewright.train;

import org.spikewright.train.internal.Evolution;

/**
 * Directions from losses alone: of weights that differ from the present ones by normal noise, in pairs of opposite signs,
 * {@code Σ (loss₊ − loss₋) noise / (pairs · 2 · mutation)}, the gradient of the loss smoothed by that noise. Salimans and others, <i>Evolution
 * strategies as a scalable alternative to reinforcement learning</i>, 2017. Needs no derivatives of anything.
 *
 * @param size how many are tried for a batch
 * @param mutation the deviation of the noise
 */
public record EvolutionStrategy(int size, double mutation) implements LearningRule {

    @Override
    public Learner learner(Setting setting) {
        return new Evolution(setting, Math.ceilDiv(size, 2), mutation);
    }
}
