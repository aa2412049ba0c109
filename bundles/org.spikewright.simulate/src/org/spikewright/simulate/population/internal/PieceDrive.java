package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import org.spikewright.kernel.PoissonCounts;
import org.spikewright.kernel.RandomRows;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.network.population.TimeGrid;

/** A drive as one piece receives it. */
abstract class PieceDrive {

    /** From the start of a step's numbers to the receptor's. */
    private final int offset;
    private final int from;
    private final int count;
    private final int padded;
    private final Selection selection;
    private final boolean all;
    private final float[] partly;

    private PieceDrive(Drive drive, int driven, int from, int count, int padded) {
        this.offset = driven * padded;
        this.from = from;
        this.count = count;
        this.padded = padded;
        this.selection = drive.selection();
        boolean whole = selection.every() == 1 && selection.from() <= from && selection.to() >= from + count;
        this.all = whole;
        this.partly = whole ? null : new float[padded];
    }

    /** Adds what arrives in a step; {@code at} is where the numbers of the step start. */
    final void add(long step, float[] outside, int at) {
        if (all) {
            addRow(step, outside, at + offset);
            return;
        }
        Arrays.fill(partly, 0);
        addRow(step, partly, 0);
        for (int j = 0; j < count; j++) {
            if (selection.holds(from + j)) {
                outside[at + offset + j] += partly[j];
            }
        }
    }

    final int first() {
        return from;
    }

    final int width() {
        return padded;
    }

    abstract void addRow(long step, float[] row, int at);

    /**
     * The drive for a piece.
     *
     * @param offGrid whether spikes are fired within steps; they then arrive at the end of the step that they are in
     * @param weights what a spike adds, by neuron; one number where it is the same for all
     */
    static PieceDrive of(Drive drive, int receptor, int from, int count, int padded, double dt, boolean offGrid,
            float[] weights, long key, RandomRows random, ClosedLoop.External external) {
        return switch (drive.signal()) {
            case Drive.Poisson(TimeCourse rate, _) ->
                new Poisson(drive, receptor, from, count, padded, rate, weights, dt, key, random);
            case Drive.Current(TimeCourse amplitude) -> new PieceDrive(drive, receptor, from, count, padded) {
                @Override
                void addRow(long step, float[] row, int at) {
                    addAll(row, at, (float) amplitude.at(new TimeGrid(dt).start(step)));
                }
            };
            case Drive.GaussianNoise(double mean, double deviation, double interval) -> new Gaussian(drive, receptor,
                    from, count, padded, mean, deviation, new TimeGrid(dt).atLeastOne(interval), key, random);
            case Drive.External() -> {
                float[] values = external.values().get(drive.name());
                yield new PieceDrive(drive, receptor, from, count, padded) {
                    @Override
                    void addRow(long step, float[] row, int at) {
                        for (int j = 0; j < count; j++) {
                            row[at + j] += values[from + j];
                        }
                    }
                };
            }
            case Drive.GivenSpikes(double[] seconds, _) -> {
                TimeGrid grid = new TimeGrid(dt);
                long[] steps = Arrays.stream(seconds).mapToLong(second -> Math.max(0, (offGrid ? grid.next(second) : grid.nearest(second)) - 1))
                        .toArray();
                yield new PieceDrive(drive, receptor, from, count, padded) {
                    @Override
                    void addRow(long step, float[] row, int at) {
                        int found = Arrays.binarySearch(steps, step);
                        if (found >= 0) {
                            int first = found;
                            while (first > 0 && steps[first - 1] == step) {
                                first--;
                            }
                            int end = found + 1;
                            while (end < steps.length && steps[end] == step) {
                                end++;
                            }
                            for (int j = 0; j < padded; j++) {
                                row[at + j] += (end - first) * weights[weights.length == 1 ? 0 : j];
                            }
                        }
                    }
                };
            }
        };
    }

    final void addAll(float[] row, int at, float value) {
        if (value != 0) {
            for (int j = 0; j < padded; j++) {
                row[at + j] += value;
            }
        }
    }

    private static final class Poisson extends PieceDrive {
        private final TimeCourse rate;
        private final float[] weights;
        private final float[] spikes;
        private final double dt;
        private final long key;
        private final RandomRows random;
        private double known = -1;
        private PoissonCounts counts;

        Poisson(Drive drive, int receptor, int from, int count, int padded, TimeCourse rate, float[] weights, double dt,
                long key, RandomRows random) {
            super(drive, receptor, from, count, padded);
            this.rate = rate;
            this.weights = weights;
            this.spikes = new float[weights.length == 1 ? 0 : padded];
            this.dt = dt;
            this.key = key;
            this.random = random;
        }

        @Override
        void addRow(long step, float[] row, int at) {
            double mean = rate.at(new TimeGrid(dt).start(step)) * dt;
            if (mean != known) {
                counts = PoissonCounts.of(mean);
                known = mean;
            }
            if (mean > 0 && weights.length == 1) {
                random.addPoisson(key, first(), (int) step, counts, weights[0], row, at, width());
            } else if (mean > 0) {
                Arrays.fill(spikes, 0);
                random.addPoisson(key, first(), (int) step, counts, 1, spikes, 0, width());
                for (int j = 0; j < spikes.length; j++) {
                    row[at + j] += weights[j] * spikes[j];
                }
            }
        }
    }

    private static final class Gaussian extends PieceDrive {
        private final float mean;
        private final float deviation;
        private final long interval;
        private final long key;
        private final RandomRows random;
        private final float[] held;
        private long drawn = -1;

        Gaussian(Drive drive, int receptor, int from, int count, int padded, double mean, double deviation,
                long interval, long key, RandomRows random) {
            super(drive, receptor, from, count, padded);
            this.mean = (float) mean;
            this.deviation = (float) deviation;
            this.interval = interval;
            this.key = key;
            this.random = random;
            this.held = new float[padded];
        }

        @Override
        void addRow(long step, float[] row, int at) {
            if (step / interval != drawn) {
                drawn = step / interval;
                random.normals(key, first(), (int) drawn, held, 0, width());
            }
            for (int j = 0; j < held.length; j++) {
                row[at + j] += Math.fma(deviation, held[j], mean);
            }
        }
    }
}
