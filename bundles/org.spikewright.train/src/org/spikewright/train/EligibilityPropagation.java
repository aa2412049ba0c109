package org.spikewright.train;

import java.util.Optional;
import org.spikewright.execute.Flow;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.operator.Neurons;
import org.spikewright.train.internal.BackPropagation;

/**
 * Learning signals times traces of eligibility, with the weights of the readout as feedback. Bellec and others, <i>A solution to the learning
 * dilemma for recurrent networks of spiking neurons</i>, Nature Communications 11, 2020. The sum over time of that product is the derivative that
 * takes the spikes which neurons send each other through recurrent weights as given, but follows what each of them keeps from step to step; as
 * that it is computed here.
 */
public record EligibilityPropagation() implements LearningRule {

    @Override
    public Optional<String> obstacle(Network network, Loss loss) {
        return network.updates().entrySet().stream().filter(update -> !sendsSpikes(network.layers().get(update.getValue())))
                .map(update -> network.layers().get(update.getKey()).name()).sorted().findFirst()
                .map(state -> "traces of eligibility belong to neurons that spike, but '" + state + "' goes on from step to step as a number;"
                        + " let a layer of spiking neurons recur, or take rule bptt or truncated");
    }

    private static boolean sendsSpikes(Layer layer) {
        return layer.operator() instanceof Neurons neurons && neurons.program().spike().isPresent();
    }

    @Override
    public Learner learner(Setting setting) {
        return new BackPropagation(setting, false, new Flow(0, false));
    }
}
