package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The static synapses of one partition that end at receptors which kernels leave out, since they only add to a state. What
 * arrives in a step is added after the neurons have moved: where few spikes arrive, this is less work than to look at every
 * neuron. It is summed in double precision first, since a state in single precision would round each spike, and spikes of one weight
 * the same way. Synapses of a group have one weight and groups come in one order, so that sums are the same in whatever order
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

    /** What arrives in a step at one state of the neurons of a piece; 0 in between. */
    private static final class Sums {
        private final float[] values;
        private final int state;
        private final double[] sums;
        private boolean anything;

        Sums(float[] values, int state, int neurons) {
            this.values = values;
            this.state = state;
            this.sums = new double[neurons];
        }

        boolean belongsTo(Group group) {
            return group.values == values && group.state == state;
        }

        void add(double weight, char[] targets, int from, int to) {
            for (int k = from; k < to; k++) {
                sums[targets[k]] += weight;
            }
            anything |= to > from;
        }

        void handOver() {
            for (int j = 0; anything && j < sums.length; j++) {
                values[state + j] = (float) (values[state + j] + sums[j]);
                sums[j] = 0;
            }
            anything = false;
        }
    }

    private final Group[] groups;
    private final int[] delays;
    /** Of each pass. */
    private final Group[][] passes;
    /** What the groups of each pass add to. */
    private final Sums[][] targets;
    private final Sums[] sums;

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
        List<Sums> all = new ArrayList<>();
        this.targets = Arrays.stream(passes).map(pass -> Arrays.stream(pass).map(group -> sums(all, group)).toArray(Sums[]::new))
                .toArray(Sums[][]::new);
        this.sums = all.toArray(Sums[]::new);
    }

    private Sums sums(List<Sums> all, Group group) {
        return all.stream().filter(one -> one.belongsTo(group)).findFirst().orElseGet(() -> {
            int neurons = 0;
            for (Group one : groups) {
                for (int k = 0; one.values == group.values && one.state == group.state && k < one.targets.length; k++) {
                    neurons = Math.max(neurons, one.targets[k] + 1);
                }
            }
            all.add(new Sums(group.values, group.state, neurons));
            return all.getLast();
        });
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
        for (Sums sum : sums) {
            bytes += 8L * sum.sums.length;
        }
        return bytes;
    }

    /** Adds what arrives in a step. */
    void deliver(SpikeHistory[] spikes, long step) {
        for (int p = 0; p < passes.length; p++) {
            if (step >= delays[p]) {
                for (SpikeHistory history : spikes) {
                    deliver(history.list(step - delays[p]), passes[p], targets[p]);
                }
            }
        }
        for (Sums sum : sums) {
            sum.handOver();
        }
    }

    private static void deliver(int[] fired, Group[] pass, Sums[] targets) {
        for (int i = SpikeHistory.FIRST; i < fired[SpikeHistory.END]; i++) {
            for (int g = 0; g < pass.length; g++) {
                Group group = pass[g];
                int source = fired[i] - group.first;
                if (source >= 0 && source < group.ends.length - 1) {
                    targets[g].add(group.weight, group.targets, group.ends[source], group.ends[source + 1]);
                }
            }
        }
    }
}
