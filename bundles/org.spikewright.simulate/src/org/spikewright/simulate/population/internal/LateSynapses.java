package org.spikewright.simulate.population.internal;

/**
 * The static synapses of one partition that end at receptors which kernels leave out, since they only add to a state. What
 * arrives in a step is added after the neurons have moved: where few spikes arrive, this is less work than to look at every
 * neuron. Synapses of a group have one weight and groups come in one order, so that sums are the same in whatever order
 * spikes are listed. A synapse takes 2 bytes.
 */
final class LateSynapses {

    /**
     * Synapses of one source population that share delay and weight.
     *
     * @param first global number of the first source
     * @param ends where each source's targets end; one entry more than sources, from 0
     * @param targets of all sources, as indices of the state
     * @param state what they add to
     * @param weight what each adds
     * @param delay in steps
     */
    record Group(int first, int[] ends, char[] targets, float[] state, float weight, int delay) {
    }

    private final Group[] groups;

    LateSynapses(Group[] groups) {
        this.groups = groups;
    }

    long count() {
        long sum = 0;
        for (Group group : groups) {
            sum += group.targets.length;
        }
        return sum;
    }

    long bytes() {
        long bytes = 0;
        for (Group group : groups) {
            bytes += 2L * group.targets.length + 4L * group.ends.length;
        }
        return bytes;
    }

    /** Adds what arrives in a step. */
    void deliver(SpikeHistory[] spikes, long step) {
        for (Group group : groups) {
            if (step >= group.delay) {
                for (SpikeHistory history : spikes) {
                    deliver(history.list(step - group.delay), group);
                }
            }
        }
    }

    private static void deliver(int[] fired, Group group) {
        int[] ends = group.ends;
        char[] targets = group.targets;
        float[] state = group.state;
        float weight = group.weight;
        for (int i = 1; i <= fired[0]; i++) {
            int source = fired[i] - group.first;
            if (source >= 0 && source < ends.length - 1) {
                for (int k = ends[source]; k < ends[source + 1]; k++) {
                    state[targets[k]] += weight;
                }
            }
        }
    }
}
