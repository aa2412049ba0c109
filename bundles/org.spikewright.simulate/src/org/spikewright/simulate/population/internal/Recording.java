package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.Samples;

/** What recorders have recorded, and spike counts of all populations. */
final class Recording implements Engine.Observer {

    /** Spikes of one population, as they come. */
    private static final class Spikes {
        private final List<Selection> selections = new ArrayList<>();
        private long[] steps = new long[1024];
        private int[] neurons = new int[1024];
        private int count;

        void add(long step, int neuron) {
            if (holds(neuron)) {
                if (count == steps.length) {
                    steps = Arrays.copyOf(steps, 2 * count);
                    neurons = Arrays.copyOf(neurons, 2 * count);
                }
                steps[count] = step;
                neurons[count++] = neuron;
            }
        }

        private boolean holds(int neuron) {
            for (Selection selection : selections) {
                if (selection.holds(neuron)) {
                    return true;
                }
            }
            return false;
        }

        /** Saves or restores all of it. */
        void transfer(Archive archive) {
            count = (int) archive.number(count);
            steps = Arrays.copyOf(steps, Math.max(count, 16));
            neurons = Arrays.copyOf(neurons, steps.length);
            archive.ints(neurons, count);
            long[] saved = Arrays.copyOf(steps, count);
            archive.longs(saved);
            System.arraycopy(saved, 0, steps, 0, count);
        }

        void forgetFrom(long step) {
            while (count > 0 && steps[count - 1] >= step) {
                count--;
            }
        }
    }

    /** Something sampled at regular steps. */
    private static final class Sampled {
        private final Recorder recorder;
        private final int population;
        private final String name;
        private final int[] indices;
        private final long interval;
        private final List<float[]> samples = new ArrayList<>();

        Sampled(Recorder recorder, int population, String name, int[] indices, long interval) {
            this.recorder = recorder;
            this.population = population;
            this.name = name;
            this.indices = indices;
            this.interval = interval;
        }

        void forgetFrom(long step) {
            while (samples.size() > step / interval) {
                samples.removeLast();
            }
        }

        /** The sample that is taken at the end of the steps before {@code end}; made when first asked for. */
        float[] at(long end) {
            int index = Math.toIntExact(end / interval - 1);
            synchronized (samples) {
                while (samples.size() <= index) {
                    samples.add(new float[Math.max(1, indices.length)]);
                }
                return samples.get(index);
            }
        }
    }

    private final PopulationTask task;
    private final Division division;
    private final long[] counts;
    private final Spikes[] spikes;
    /** What an environment has not been shown yet. */
    private final Spikes[] observed;
    private final List<Sampled> states = new ArrayList<>();
    private final List<Sampled> rates = new ArrayList<>();
    private final List<Sampled> weights = new ArrayList<>();
    private final List<Sampled> inOrder = new ArrayList<>();
    private final int[] populationOf;

    Recording(PopulationTask task, Division division) {
        this.task = task;
        this.division = division;
        PopulationNetwork network = task.network();
        this.counts = new long[network.populations().size()];
        this.spikes = new Spikes[counts.length];
        this.observed = new Spikes[counts.length];
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
                    spikes[index(of)] = new Spikes();
                }
                spikes[index(of)].selections.add(selection);
            }
            case Recorder.States(String of, String state, var selection, double interval) -> {
                Population population = network.population(of);
                if (population.program().isEmpty() || !population.program().get().hasState(state)) {
                    throw new IllegalArgumentException("population " + of + " has no state " + state + " to record");
                }
                states.add(new Sampled(recorder, index(of), state, selection.indices(population.size()), steps(interval)));
                inOrder.add(states.getLast());
            }
            case Recorder.Rates(String of, double bin) -> {
                rates.add(new Sampled(recorder, index(of), "rate", new int[0], steps(bin)));
                inOrder.add(rates.getLast());
            }
            case Recorder.Weights(String of, int count, double interval) -> {
                Projection projection = network.projection(of);
                if (projection.plasticity().isEmpty()) {
                    throw new IllegalArgumentException("projection " + of + " is static, so that its weights need no recorder");
                }
                weights.add(new Sampled(recorder, index(projection.target()), "w", IntStream.range(0, count).toArray(), steps(interval)));
                inOrder.add(weights.getLast());
            }
        }
    }

    private int index(String population) {
        return task.network().populations().indexOf(task.network().population(population));
    }

    private long steps(double seconds) {
        return Math.max(1, Math.round(seconds / task.dt()));
    }

    @Override
    public int upTo(long start, int most) {
        long end = start + most;
        for (Sampled sampled : states) {
            end = Math.min(end, (start / sampled.interval + 1) * sampled.interval);
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
            for (Piece piece : partition.pieces) {
                if (piece.population == sampled.population && piece instanceof NeuronPiece neurons) {
                    float[] values = neurons.state(sampled.name);
                    int k = Arrays.binarySearch(sampled.indices, piece.from);
                    for (k = k < 0 ? -k - 1 : k; k < sampled.indices.length
                            && sampled.indices[k] < piece.from + piece.count; k++) {
                        sample[k] = values[sampled.indices[k] - piece.from];
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
                for (int i = 1; i <= list[0]; i++) {
                    int number = list[i];
                    int population = populationOf[number >>> 6];
                    counts[population]++;
                    if (spikes[population] != null) {
                        spikes[population].add(start + s, number - division.number(population));
                    }
                    if (observed[population] != null) {
                        observed[population].add(start + s, number - division.number(population));
                    }
                    for (Sampled rate : rates) {
                        if (rate.population == population) {
                            rate.at((start + s) / rate.interval * rate.interval + rate.interval)[0]++;
                        }
                    }
                }
            }
        }
        for (Sampled rate : rates) {
            if ((start + steps) / rate.interval > 0) {
                rate.at((start + steps) / rate.interval * rate.interval);
            }
        }
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

    long count(String population) {
        return counts[index(population)];
    }

    /** Saves what later records depend on, or restores it and forgets what happened from that step on. */
    void transfer(Archive archive, long step) {
        archive.longs(counts);
        for (Spikes one : observed) {
            if (one != null) {
                one.transfer(archive);
            }
        }
        for (Sampled rate : rates) {
            int bin = (int) (step / rate.interval);
            float[] part = bin < rate.samples.size() ? rate.samples.get(bin) : new float[1];
            archive.floats(part);
            if (archive.reads()) {
                rate.forgetFrom(step);
                rate.at((bin + 1) * rate.interval)[0] = part[0];
            }
        }
        if (archive.reads()) {
            states.forEach(sampled -> sampled.forgetFrom(step));
            weights.forEach(sampled -> sampled.forgetFrom(step));
            for (Spikes one : spikes) {
                if (one != null) {
                    one.forgetFrom(step);
                }
            }
        }
    }

    /** Keeps the spikes of a population for an environment. */
    void observe(String population) {
        observed[index(population)] = new Spikes();
        observed[index(population)].selections.add(Selection.ALL);
    }

    /** What was observed since {@link #forgetObserved}. */
    Raster observed(String population) {
        return raster(population, observed[index(population)], "observed");
    }

    /** Begins anew to observe. */
    void forgetObserved() {
        for (Spikes one : observed) {
            if (one != null) {
                one.count = 0;
            }
        }
    }

    Raster spikes(String population) {
        return raster(population, spikes[index(population)], "recorded");
    }

    private Raster raster(String population, Spikes found, String how) {
        if (found == null) {
            throw new IllegalArgumentException("the spikes of " + population + " were not " + how);
        }
        return new Raster(population, task.network().population(population).size(), task.dt(),
                Arrays.copyOf(found.steps, found.count), Arrays.copyOf(found.neurons, found.count));
    }

    /** What was sampled up to a step. */
    List<Samples> samples(long step) {
        List<Samples> all = new ArrayList<>();
        for (Sampled sampled : inOrder) {
            int whole = (int) Math.min(sampled.samples.size(), step / sampled.interval);
            double[] times = new double[whole];
            float[][] values = new float[whole][];
            double perSecond = 1 / (sampled.interval * task.dt()
                    * task.network().populations().get(sampled.population).size());
            for (int i = 0; i < whole; i++) {
                times[i] = (i + 1) * sampled.interval * task.dt();
                values[i] = sampled.samples.get(i).clone();
                if (sampled.recorder instanceof Recorder.Rates) {
                    values[i][0] *= (float) perSecond;
                }
            }
            all.add(new Samples(sampled.name, sampled.recorder.of(), sampled.indices, times, values));
        }
        return all;
    }
}
