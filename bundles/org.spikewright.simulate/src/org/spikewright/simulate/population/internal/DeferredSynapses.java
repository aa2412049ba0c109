package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The static synapses of one partition that end at receptors which kernels leave out, since they only add to a state. What
 * arrives in a step is added after the neurons have moved: where few spikes arrive, this is less work than to look at every
 * neuron. Synapses of a group have one weight and groups come in one order, so that sums are the same in whatever order
 * spikes are listed. A synapse takes 2 bytes.
 */
final class DeferredSynapses {

    /**
     * Synapses of one source population that share delay and weight.
     *
     * @param first global number of the first source
     * @param ends where each source's targets end; one entry more than sources, from 0
     * @param targets of all sources, as neurons of the piece
     * @param values what the neurons have each
     * @param state where in it the state is that they add to
     * @param weight what each adds
     * @param delay in steps
     */
    record Group(int first, int[] ends, char[] targets, float[] values, int state, float weight, int delay) {
    }

    /**
     * Groups of one delay, no two of which add to the same state of the same neurons: for these it does not matter in which order
     * spikes are taken.
     */
    private record Pass(int delay, List<Group> groups) {

        boolean takes(Group group) {
            return delay == group.delay
                    && groups.stream().noneMatch(one -> one.values == group.values && one.state == group.state);
        }
    }

    private final Group[] groups;
    private final int[] delays;
    /** Of each pass. */
    private final Group[][] passes;

    DeferredSynapses(Group[] groups) {
        this.groups = groups;
        List<Pass> made = new ArrayList<>();
        for (Group group : groups) {
            if (made.isEmpty() || !made.getLast().takes(group)) {
                made.add(new Pass(group.delay, new ArrayList<>()));
            }
            made.getLast().groups.add(group);
        }
        this.delays = made.stream().mapToInt(Pass::delay).toArray();
        this.passes = made.stream().map(pass -> pass.groups.toArray(Group[]::new)).toArray(Group[][]::new);
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
        for (int p = 0; p < passes.length; p++) {
            if (step >= delays[p]) {
                for (SpikeHistory history : spikes) {
                    deliver(history.list(step - delays[p]), passes[p]);
                }
            }
        }
    }

    private static void deliver(int[] fired, Group[] pass) {
        for (int i = SpikeHistory.FIRST; i < fired[SpikeHistory.END]; i++) {
            for (Group group : pass) {
                int source = fired[i] - group.first;
                if (source >= 0 && source < group.ends.length - 1) {
                    deliver(group.targets, group.ends[source], group.ends[source + 1], group.values, group.state, group.weight);
                }
            }
        }
    }

    private static void deliver(char[] targets, int from, int to, float[] values, int state, float weight) {
        for (int k = from; k < to; k++) {
            values[state + targets[k]] += weight;
        }
    }
}
