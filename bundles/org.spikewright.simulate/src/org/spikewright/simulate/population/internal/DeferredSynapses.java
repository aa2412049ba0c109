package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

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

        boolean addsToStateOf(Group other) {
            return values == other.values && state == other.state;
        }

        /** How many neurons of the piece there are up to the last that it reaches. */
        int neurons() {
            int most = 0;
            for (char target : targets) {
                most = Math.max(most, target + 1);
            }
            return most;
        }

        /** Whether no source has two synapses with one neuron. */
        boolean isOnePerPair() {
            int[] last = new int[neurons()];
            for (int source = 0; source + 1 < ends.length; source++) {
                for (int k = ends[source]; k < ends[source + 1]; k++) {
                    if (last[targets[k]] == source + 1) {
                        return false;
                    }
                    last[targets[k]] = source + 1;
                }
            }
            return true;
        }
    }

    /**
     * Groups of one delay, no two of which add to the same state of the same neurons: for these it does not matter in which order
     * spikes are taken.
     */
    private record Pass(int delay, List<Group> groups) {

        boolean takes(Group group) {
            return delay == group.delay && groups.stream().noneMatch(group::addsToStateOf);
        }
    }

    /**
     * What arrives in a step at one state of the neurons of a piece. In between it is the negative zero, which changes no number
     * that it is added to, not even another negative zero: neurons at which nothing arrives may be passed over or not.
     */
    private static final class Sums {
        private static final double NOTHING = -0.0;
        /** So many spikes are taken one by one; if there are more, all neurons are looked at. */
        private static final int FEW = 64;

        private final float[] values;
        private final int state;
        private final boolean isOnePerPair;
        private final double[] sums;
        private final Group[] groups = new Group[FEW];
        private final int[] sources = new int[FEW];
        private int arrived;

        Sums(List<Group> all) {
            this.values = all.getFirst().values;
            this.state = all.getFirst().state;
            this.isOnePerPair = all.stream().allMatch(Group::isOnePerPair);
            this.sums = new double[all.stream().mapToInt(Group::neurons).max().orElseThrow()];
            Arrays.fill(sums, NOTHING);
        }

        void add(Group group, int source) {
            if (arrived == FEW) {
                sum();
            }
            if (arrived < FEW) {
                groups[arrived] = group;
                sources[arrived] = source;
            } else {
                sum(group, source);
            }
            arrived++;
        }

        void handOver() {
            if (arrived == 1 && isOnePerPair) {
                addAtOnce(groups[0], sources[0]);
            } else if (arrived <= FEW) {
                sum();
                for (int i = 0; i < arrived; i++) {
                    handOver(groups[i], sources[i]);
                }
            } else {
                for (int j = 0; j < sums.length; j++) {
                    handOver(j);
                }
            }
            arrived = 0;
        }

        private void sum() {
            for (int i = 0; i < arrived; i++) {
                sum(groups[i], sources[i]);
            }
        }

        private void sum(Group group, int source) {
            for (int k = group.ends[source], end = group.ends[source + 1]; k < end; k++) {
                sums[group.targets[k]] += group.weight;
            }
        }

        private void addAtOnce(Group group, int source) {
            for (int k = group.ends[source], end = group.ends[source + 1]; k < end; k++) {
                values[state + group.targets[k]] += group.weight;
            }
        }

        private void handOver(Group group, int source) {
            for (int k = group.ends[source], end = group.ends[source + 1]; k < end; k++) {
                handOver(group.targets[k]);
            }
        }

        private void handOver(int neuron) {
            values[state + neuron] = (float) (values[state + neuron] + sums[neuron]);
            sums[neuron] = NOTHING;
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
        Map<Group, Sums> byGroup = new IdentityHashMap<>();
        List<Sums> all = new ArrayList<>();
        for (Group group : groups) {
            if (!byGroup.containsKey(group)) {
                List<Group> alike = Arrays.stream(groups).filter(group::addsToStateOf).toList();
                all.add(new Sums(alike));
                alike.forEach(one -> byGroup.put(one, all.getLast()));
            }
        }
        this.targets = Arrays.stream(passes).map(pass -> Arrays.stream(pass).map(byGroup::get).toArray(Sums[]::new)).toArray(Sums[][]::new);
        this.sums = all.toArray(Sums[]::new);
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
                    targets[g].add(group, source);
                }
            }
        }
    }
}
