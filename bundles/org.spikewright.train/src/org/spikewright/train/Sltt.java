package org.spikewright.train;

import java.util.Optional;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.operator.Delay;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Time;
import org.spikewright.train.internal.SpatialLearning;

/**
 * Gradients through space only, taken in each step as soon as it is run, so that memory does not grow with the steps. Meng and others, <i>Towards
 * memory- and time-efficient backpropagation for training spiking neural networks</i>, ICCV 2023.
 *
 * @param steps in how many steps of a sample, drawn anew for each batch, gradients are taken, counted as if they were all: SLTT-K; 0 for all
 */
public record Sltt(int steps) implements LearningRule {

    @Override
    public Optional<String> obstacle(Network network, Loss loss) {
        if (!loss.isPerStep()) {
            return Optional.of("rule sltt learns in each step by itself, for which the loss must be one of each step: write loss crossEntropyPerStep()");
        }
        return network.updates().keySet().stream().map(network.layers()::get).findFirst().or(() -> network.layers().stream()
                .filter(layer -> layer.operator() instanceof Delay delay && delay.steps() > 0 || layer.operator().time() == Time.BATCH
                        || layer.operator().time() == Time.SCAN && !(layer.operator() instanceof Neurons)).findFirst())
                .map(Layer::name).map(name -> "rule sltt learns in each step by itself, but '" + name
                        + "' needs other steps or samples; take rule truncated or bptt");
    }

    @Override
    public Learner learner(Setting setting) {
        return new SpatialLearning(setting, steps);
    }
}
