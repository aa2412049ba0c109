package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.RecordedPiece;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.RecordingSink;
import org.spikewright.simulate.population.Samples;
import org.spikewright.simulate.population.SpikeTiming;

/**
 * What recorders have recorded, and spike counts of all populations. With a sink, only what it has not taken yet: whenever some
 * steps were observed, all that is complete can be handed over, while the threads of the simulation already sample later steps.
 */
final class RecorderState implements Engine.Observer {

    private final PopulationTask task;
    private final Partitioning division;
    private final long[] counts;
    /** Groups, and how many spikes their neurons fired, in the same order. */
    private final List<Counted> groups;
    private final long[] groupCounts;
    private final Map<String, Integer> groupNumbers = new HashMap<>();
    /** Whose spikes the recorders of rates count, in their order. */
    private final List<Counted> rated = new ArrayList<>();
    private final SpikeList[] spikes;
    /** What an environment has not been shown yet. */
    private final SpikeList[] observed;
    private final Optional<RecordingSink> sink;
    /** The first step of what is held, and the step after the last. */
    private long from;
    private long to;
    private final List<Sampled> states = new ArrayList<>();
    private final List<Sampled> rates = new ArrayList<>();
    private final List<Sampled> weights = new ArrayList<>();
    private final List<Sampled> inOrder = new ArrayList<>();
    private final int[] populationOf;

    RecorderState(PopulationTask task, Partitioning division, Optional<RecordingSink> sink) {
        this.task = task;
        this.division = division;
        this.sink = sink;
        PopulationNetwork network = task.network();
        this.counts = new long[network.populations().size()];
        this.groups = network.groups().keySet().stream().sorted().peek(name -> groupNumbers.put(name, groupNumbers.size()))
                .map(name -> new Counted(network, name)).toList();
        this.groupCounts = new long[groups.size()];
        this.spikes = new SpikeList[counts.length];
        this.observed = new SpikeList[counts.length];
        this.populationOf = new int[division.end() >>> 6];
        for (int p = 0; p < counts.length; p++) {
            int first = division.number(p) >>> 6;
            Arrays.fill(populationOf, first, first + (network.populations().get(p).size() + 63 >>> 6), p);
        }
        task.recorders().forEach(this::add);
    }

    private void add(Recorder recorder) {
        PopulationNetwork network = task.network();
        switch (recorder) {
            case Recorder.Spikes(String of, Selection selection) -> {
                if (spikes[index(of)] == null) {
                    spikes[index(of)] = new SpikeList(task.timing() == SpikeTiming.OFF_GRID);
                }
                spikes[index(of)].of(selection);
            }
            case Recorder.States(String of, String state, var selection, double interval) -> {
                Population population = network.population(of);
                if (population.program().isEmpty() || !population.program().get().hasState(state)) {
                    throw new IllegalArgumentException("population " + of + " has no state " + state + " to record");
                }
                states.add(new Sampled(recorder, index(of), state, selection.indices(population.size()), Recorder.steps(interval, task.dt())));
                inOrder.add(states.getLast());
            }
            case Recorder.Rates(String of, double bin) -> {
                rated.add(new Counted(network, of));
                rates.add(new Sampled(recorder, -1, "rate", new int[0], Recorder.steps(bin, task.dt())));
                inOrder.add(rates.getLast());
            }
            case Recorder.Weights(String of, int count, double interval) -> {
                Projection projection = network.projection(of);
                if (projection.plasticity().isEmpty()) {
                    throw new IllegalArgumentException("projection " + of + " is static, so that its weights need no recorder");
                }
                weights.add(new Sampled(recorder, index(projection.target()), "w", IntStream.range(0, count).toArray(), Recorder.steps(interval, task.dt())));
                inOrder.add(weights.getLast());
            }
        }
    }

    private int index(String population) {
        return task.network().populations().indexOf(task.network().population(population));
    }

    @Override
    public int upTo(long start, int most) {
        long end = start + most;
        for (Sampled sampled : states) {
            end = Math.min(end, sampled.next(start));
        }
        for (Sampled sampled : weights) {
            end = Math.min(end, sampled.next(start));
        }
        return (int) (end - start);
    }

    @Override
    public void sample(Partition partition, long end) {
        for (Sampled sampled : weights) {
            if (end % sampled.interval == 0) {
                weights(sampled, partition, end);
            }
        }
        for (Sampled sampled : states) {
            if (end % sampled.interval != 0) {
                continue;
            }
            float[] sample = sampled.at(end);
            for (Shard piece : partition.pieces) {
                if (piece.population == sampled.population && piece instanceof NeuronShard neurons) {
                    int state = neurons.state(sampled.name);
                    int k = Arrays.binarySearch(sampled.indices, piece.from);
                    for (k = k < 0 ? -k - 1 : k; k < sampled.indices.length
                            && sampled.indices[k] < piece.from + piece.count; k++) {
                        sample[k] = neurons.neurons().get(state, sampled.indices[k] - piece.from);
                    }
                }
            }
        }
    }

    @Override
    public void observe(Partition[] partitions, long start, int steps) {
        for (int s = 0; s < steps; s++) {
            for (Partition partition : partitions) {
                int[] list = partition.spikes.list(start + s);
                float[] fractions = partition.spikes.fractions(start + s);
                for (int i = SpikeHistory.FIRST; i < list[SpikeHistory.END]; i++) {
                    int number = list[i];
                    int population = populationOf[number >>> 6];
                    counts[population]++;
                    float fraction = fractions.length == 0 ? 1 : fractions[i];
                    if (spikes[population] != null) {
                        spikes[population].add(start + s, number - division.number(population), fraction);
                    }
                    if (observed[population] != null) {
                        observed[population].add(start + s, number - division.number(population), fraction);
                    }
                    int neuron = number - division.number(population);
                    for (int g = 0; g < groupCounts.length; g++) {
                        groupCounts[g] += groups.get(g).has(population, neuron) ? 1 : 0;
                    }
                    for (int r = 0; r < rates.size(); r++) {
                        if (rated.get(r).has(population, neuron)) {
                            rates.get(r).at(rates.get(r).next(start + s))[0]++;
                        }
                    }
                }
            }
        }
        to = start + steps;
        rates.forEach(rate -> rate.fill(to));
        if (sink.isPresent() && (held() >= sink.get().entries() || to - from >= sink.get().steps())) {
            handOver();
        }
    }

    /** Gives the sink what is held, except of bins that are not over. */
    void handOver() {
        if (sink.isEmpty() || from == to) {
            return;
        }
        List<Raster> rasters = new ArrayList<>();
        for (int p = 0; p < spikes.length; p++) {
            if (spikes[p] != null) {
                rasters.add(spikes[p].raster(task.network().populations().get(p), task.dt()));
            }
        }
        sink.get().take(new RecordedPiece(from, to, rasters, samples(to)));
        for (SpikeList one : spikes) {
            if (one != null) {
                one.clear();
            }
        }
        inOrder.forEach(sampled -> sampled.dropUpTo(to));
        from = to;
    }

    /** How many spikes and sampled numbers are held. */
    long held() {
        long held = 0;
        for (SpikeList one : spikes) {
            held += one == null ? 0 : one.count();
        }
        for (Sampled sampled : inOrder) {
            held += sampled.held();
        }
        return held;
    }

    /** The first weights of a projection, as many as were asked for. */
    private static void weights(Sampled sampled, Partition partition, long end) {
        for (PlasticSynapses one : partition.plastic) {
            if (one.rule.connections.projection.name().equals(sampled.recorder.of())) {
                float[] sample = sampled.at(end);
                int many = Math.min(one.weights.length, sample.length - one.first());
                if (many > 0) {
                    System.arraycopy(one.weights, 0, sample, one.first(), many);
                }
            }
        }
    }

    /** How many spikes the neurons of a population or a group have fired. */
    long count(String name) {
        return groupNumbers.containsKey(name) ? groupCounts[groupNumbers.get(name)] : counts[index(name)];
    }

    /** Begins at a step at which another simulation ended; nothing was recorded yet. */
    void begin(long step) {
        inOrder.forEach(sampled -> sampled.goTo(to, step));
        from = step;
        to = step;
    }

    /**
     * Makes ready to go to another step.
     *
     * @throws IllegalArgumentException if a sink has taken what was recorded after it; nothing has then changed
     */
    void leaveFor(long step) {
        if (sink.isPresent() && step < from) {
            throw new IllegalArgumentException("the snapshot is of step " + step + ", but what " + task.name()
                    + " recorded up to step " + from + " was handed over already; open another simulation and restore it there");
        }
        if (step > to) {
            handOver();
        }
    }

    /** Saves what later records depend on, or restores it and forgets what happened from that step on. */
    void transfer(StateCodec archive, long step) {
        archive.longs(counts);
        archive.longs(groupCounts);
        for (SpikeList one : observed) {
            if (one != null) {
                one.transfer(archive);
            }
        }
        for (Sampled rate : rates) {
            float[] part = rate.part(step);
            archive.floats(part);
            if (archive.reads()) {
                rate.goTo(to, step);
                rate.at(rate.next(step))[0] = part[0];
            }
        }
        if (archive.reads()) {
            states.forEach(sampled -> sampled.goTo(to, step));
            weights.forEach(sampled -> sampled.goTo(to, step));
            for (SpikeList one : spikes) {
                if (one != null) {
                    one.forgetFrom(step);
                }
            }
            from = step > to ? step : from;
            to = step;
        }
    }

    /** Keeps the spikes of a population for an environment. */
    void observe(String population) {
        observed[index(population)] = new SpikeList(task.timing() == SpikeTiming.OFF_GRID).of(Selection.ALL);
    }

    /** What was observed since {@link #forgetObserved}. */
    Raster observed(String population) {
        return raster(population, observed[index(population)], "observed");
    }

    /** Begins anew to observe. */
    void forgetObserved() {
        for (SpikeList one : observed) {
            if (one != null) {
                one.clear();
            }
        }
    }

    Raster spikes(String population) {
        return raster(population, spikes[index(population)], "recorded");
    }

    private Raster raster(String population, SpikeList found, String how) {
        if (found == null) {
            throw new IllegalArgumentException("the spikes of " + population + " were not " + how);
        }
        return found.raster(task.network().population(population), task.dt());
    }

    /** What was sampled up to a step. */
    List<Samples> samples(long step) {
        return inOrder.stream().map(sampled -> sampled.upTo(step, rates.contains(sampled) ? rated.get(rates.indexOf(sampled)).size() : 0, task.dt()))
                .toList();
    }
}
