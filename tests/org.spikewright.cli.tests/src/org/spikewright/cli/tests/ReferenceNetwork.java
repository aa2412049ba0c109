package org.spikewright.cli.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a {@link RandomNetwork} does, step by step, in double precision and one synapse after the other: slow, and without
 * anything of the product's engine. In a step, spikes arrive; then neurons move, receive and fire; then synapses see who fired.
 */
final class ReferenceNetwork {

    /** So near to its bound, a neuron may fire or not, by rounding alone. */
    private static final double UNCERTAIN = 1e-4;
    /** Beyond this, an equation may be too steep for the step of the product. */
    private static final double LARGE = 3;
    private static final double FACTOR_TAU = 20;

    private final RandomNetwork network;
    private final double dt;
    /** {@code [population][neuron][state]}. */
    private final double[][][] states;
    private final long[][] resting;
    /** How often each neuron fired in each step: {@code [step][population][neuron]}. */
    private final List<int[][]> fired = new ArrayList<>();
    /** {@code [link][source][target]}; {@code null} where two are not connected. */
    private final ReferenceSynapse.One[][][] synapses;
    private final double[] factors;
    private boolean uncertain;
    private long arrivals;

    ReferenceNetwork(RandomNetwork network) {
        this.network = network;
        this.dt = network.step();
        this.states = network.groups().stream()
                .map(group -> new double[group.size()][group.isGiven() ? 0 : group.cell().states.size()]).toArray(double[][][]::new);
        this.resting = network.groups().stream().map(group -> new long[group.size()]).toArray(long[][]::new);
        this.synapses = network.links().stream().map(this::connected).toArray(ReferenceSynapse.One[][][]::new);
        this.factors = new double[network.links().size()];
    }

    private ReferenceSynapse.One[][] connected(RandomNetwork.Link link) {
        ReferenceSynapse.One[][] made = new ReferenceSynapse.One[size(link.from())][size(link.to())];
        for (int s = 0; s < made.length; s++) {
            for (int t = 0; t < made[s].length; t++) {
                made[s][t] = !link.oneToOne() || s == t ? new ReferenceSynapse.One(link.weight()) : null;
            }
        }
        return made;
    }

    private int size(int group) {
        return network.groups().get(group).size();
    }

    /** Whether a neuron has been so near to its bound that single precision may decide otherwise, or has run away. */
    boolean isUncertain() {
        return uncertain;
    }

    /** How many spikes have arrived at a synapse. */
    long arrivals() {
        return arrivals;
    }

    double state(int group, int neuron, int state) {
        return states[group][neuron][state];
    }

    /** How often a neuron fired in a step. */
    int fired(int step, int group, int neuron) {
        return fired.get(step)[group][neuron];
    }

    /** The weights of a connection, by target and then by source. */
    double[] weights(int link) {
        List<Double> weights = new ArrayList<>();
        for (int t = 0; t < synapses[link][0].length; t++) {
            for (int s = 0; s < synapses[link].length; s++) {
                if (synapses[link][s][t] != null) {
                    weights.add(synapses[link][s][t].w);
                }
            }
        }
        return weights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    void step() {
        int now = fired.size();
        fadeTraces(now);
        double[][][] received = network.groups().stream()
                .map(group -> new double[group.size()][group.isGiven() ? 0 : group.cell().receptors.size()]).toArray(double[][][]::new);
        arrive(now, received);
        drive(now, received);
        int[][] spikes = network.groups().stream().map(group -> new int[group.size()]).toArray(int[][]::new);
        for (int g = 0; g < spikes.length; g++) {
            for (int j = 0; j < spikes[g].length; j++) {
                spikes[g][j] = network.groups().get(g).isGiven() ? given(g, j, now) : move(g, j, received[g][j]);
            }
        }
        fired.add(spikes);
        for (int k = 0; k < synapses.length; k++) {
            RandomNetwork.Link link = network.links().get(k);
            for (int s = 0; link.synapse() != null && s < synapses[k].length; s++) {
                for (int t = 0; t < synapses[k][s].length; t++) {
                    if (synapses[k][s][t] != null) {
                        int back = 2 * (int) network.steps(link.behind());
                        if (back <= now && fired.get(now - back)[link.to()][t] > 0) {
                            link.synapse().post(synapses[k][s][t], link.parameters(), factors[k]);
                        }
                        link.synapse().tick(synapses[k][s][t], link.parameters(), dt);
                    }
                }
            }
        }
    }

    private void fadeTraces(int now) {
        for (int k = 0; k < synapses.length; k++) {
            RandomNetwork.Link link = network.links().get(k);
            for (ReferenceSynapse.One[] row : synapses[k]) {
                Arrays.stream(row).filter(one -> one != null).forEach(one -> one.fade(dt, link.parameters()[1]));
            }
            factors[k] = factors[k] * Math.exp(-dt / FACTOR_TAU) + (now == 0 ? 0 : Arrays.stream(fired.get(now - 1)[link.factor()]).sum());
        }
    }

    private void arrive(int now, double[][][] received) {
        for (int k = 0; k < synapses.length; k++) {
            RandomNetwork.Link link = network.links().get(k);
            long sent = now - Math.max(1, network.steps(link.delay()));
            for (int s = 0; sent >= 0 && s < synapses[k].length; s++) {
                for (int times = fired.get((int) sent)[link.from()][s]; times > 0; times--) {
                    for (int t = 0; t < synapses[k][s].length; t++) {
                        ReferenceSynapse.One one = synapses[k][s][t];
                        if (one != null) {
                            arrivals++;
                            received[link.to()][t][link.receptor()] += link.synapse() == null ? one.w
                                    : link.synapse().pre(one, link.parameters(), factors[k]);
                        }
                    }
                }
            }
        }
    }

    private void drive(int now, double[][][] received) {
        for (RandomNetwork.Input input : network.inputs()) {
            double value = input.isPulse() ? now * dt >= input.times()[0] - 1e-6 * dt && now * dt < input.times()[1] - 1e-6 * dt ? input.value() : 0
                    : input.value() * count(input.times(), now);
            for (double[] one : received[input.to()]) {
                one[input.receptor()] += value;
            }
        }
    }

    private int given(int group, int cell, int now) {
        return count(network.groups().get(group).trains()[cell], now);
    }

    /** How many times fall on the end of a step. */
    private int count(double[] times, int step) {
        return (int) Arrays.stream(times).filter(time -> Math.max(1, network.steps(time)) == step + 1).count();
    }

    /** Moves a neuron; returns how often it fires. */
    private int move(int group, int neuron, double[] received) {
        RandomNetwork.Group of = network.groups().get(group);
        double[] x = states[group][neuron];
        double[] before = x.clone();
        double[] held = new double[received.length];
        for (int r = 0; r < held.length; r++) {
            held[r] = of.cell().receptors.get(r).into() < 0 ? received[r] : 0;
        }
        of.cell().move(x, held, of.parameters(), dt, resting[group][neuron] > 0);
        for (int r = 0; r < held.length; r++) {
            int into = of.cell().receptors.get(r).into();
            if (into >= 0) {
                x[into] += received[r];
            }
        }
        uncertain |= Arrays.stream(x).anyMatch(value -> Math.abs(value) > LARGE);
        if (resting[group][neuron] > 0) {
            resting[group][neuron]--;
            for (int s = 0; s < x.length; s++) {
                x[s] = of.cell().isHeld(s) ? before[s] : x[s];
            }
            return 0;
        }
        uncertain |= Math.abs(x[0] - 1) < UNCERTAIN;
        if (x[0] < 1) {
            return 0;
        }
        of.cell().reset(x, of.parameters());
        resting[group][neuron] = network.steps(of.cell().refractory(of.parameters()));
        return 1;
    }
}
