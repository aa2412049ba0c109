package org.spikewright.train;

import java.util.Optional;
import org.spikewright.common.Work;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Workers;
import org.spikewright.network.Network;

/** Where the direction comes from in which weights change. */
public interface LearningRule {

    /**
     * What keeps the rule from training a network, in a sentence; said by the check, and refused when it would run.
     *
     * @param loss what would be made small
     */
    default Optional<String> obstacle(Network network, Loss loss) {
        return Optional.empty();
    }

    /** Makes ready to learn with that network. */
    Learner learner(Setting setting);

    /**
     * What a learner works with.
     *
     * @param network what learns
     * @param dt time step in seconds
     * @param steps time steps of a sample
     * @param loss what is made small
     * @param workers the threads that share the work
     * @param primitives what it computes with
     * @param seed of all that is drawn
     */
    record Setting(Network network, double dt, int steps, Loss loss, Workers workers, Primitives primitives, long seed) {
    }

    /** A network being trained by one rule. */
    interface Learner {

        /** The network as it is run. */
        Plan plan();

        /** By each of the plan's parameters, whether it stays as it is. */
        default boolean[] frozen() {
            return new boolean[plan().parameters().size()];
        }

        /**
         * Finds the direction of change for a batch.
         *
         * @param weights only read
         * @param batch the samples
         * @param direction receives the gradient of the mean loss, or what the rule has in its place
         * @param work asked often whether to stop
         * @throws org.spikewright.common.CancelledException if it was
         */
        Outcome learn(Parameters weights, Batch batch, Parameters direction, Work work);
    }

    /**
     * How a batch went.
     *
     * @param loss summed over its samples
     * @param correct how many samples were classified correctly
     * @param spikes of all layers, summed over its samples
     */
    record Outcome(double loss, int correct, long spikes) {
    }
}
