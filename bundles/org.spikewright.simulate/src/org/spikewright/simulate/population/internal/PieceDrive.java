package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.RandomRows;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Level;
import org.spikewright.network.population.Selection;
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

    private PieceDrive(Drive drive, Reached reached) {
        this.offset = reached.driven() * reached.padded();
        this.from = reached.from();
        this.count = reached.places().length;
        this.padded = reached.padded();
        this.selection = drive.selection();
        boolean whole = selection.every() == 1 && selection.only().isEmpty() && selection.from() <= from && selection.to() >= from + count;
        this.all = whole;
        this.partly = whole ? null : new float[padded];
    }

    /**
     * The neurons of the piece.
     *
     * @param driven which of the kernel's driven receptors the drive ends at
     * @param from the index of the first
     * @param places of them, with their numbers in the drive's selection
     * @param padded how many there are, filled up
     * @param dt length of a step in seconds
     * @param offGrid whether spikes are fired within steps; they then arrive at the end of the step that they are in
     * @param seed of the run
     * @param random of rows
     */
    record Reached(int driven, int from, Place[] places, int padded, double dt, boolean offGrid, long seed, RandomRows random) {

        /** A level of a drive for these neurons. */
        LevelRow row(Level level, Drive drive, String what) {
            return LevelRow.of(level, dt, places, j -> RandomStream.of(seed, "drive/" + drive.name() + "/" + what, from + j));
        }

        /** A value for each neuron, drawn once; one number where it is the same for all. */
        float[] drawn(Distribution distribution, Drive drive) {
            if (distribution instanceof Distribution.Constant(double value)) {
                return new float[] {(float) value};
            }
            float[] values = new float[padded];
            double[] row = row(Level.of(distribution), drive, "weight").in(0);
            for (int j = 0; j < places.length; j++) {
                values[j] = (float) row[j];
            }
            return values;
        }

        long key(Drive drive, String what) {
            return RandomStream.of(seed, "drive/" + drive.name() + what).nextLong();
        }
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

    /** How many neurons there are, without those that fill up. */
    final int neurons() {
        return count;
    }

    abstract void addRow(long step, float[] row, int at);

    /** The drive for a piece. */
    static PieceDrive of(Drive drive, Reached reached, ClosedLoop.External external) {
        return switch (drive.signal()) {
            case Drive.Poisson poisson -> new Poisson(drive, reached, poisson);
            case Drive.Current(Level amplitude) -> {
                LevelRow level = reached.row(amplitude, drive, "amplitude");
                yield new PieceDrive(drive, reached) {
                    @Override
                    void addRow(long step, float[] row, int at) {
                        addLevel(level, step, row, at);
                    }
                };
            }
            case Drive.GaussianNoise noise -> new Gaussian(drive, reached, noise);
            case Drive.External() -> {
                float[] values = external.values().get(drive.name());
                yield new PieceDrive(drive, reached) {
                    @Override
                    void addRow(long step, float[] row, int at) {
                        for (int j = 0; j < neurons(); j++) {
                            row[at + j] += values[first() + j];
                        }
                    }
                };
            }
            case Drive.GivenSpikes(double[] seconds, Distribution weight) -> {
                TimeGrid grid = new TimeGrid(reached.dt());
                long[] steps = Arrays.stream(seconds)
                        .mapToLong(second -> Math.max(0, (reached.offGrid() ? grid.next(second) : grid.nearest(second)) - 1)).toArray();
                float[] weights = reached.drawn(weight, drive);
                yield new PieceDrive(drive, reached) {
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
                            for (int j = 0; j < width(); j++) {
                                row[at + j] += (end - first) * weights[weights.length == 1 ? 0 : j];
                            }
                        }
                    }
                };
            }
        };
    }

    final void addLevel(LevelRow level, long step, float[] row, int at) {
        if (level.differs()) {
            double[] values = level.in(step);
            for (int j = 0; j < count; j++) {
                row[at + j] += (float) values[j];
            }
            return;
        }
        float value = (float) level.at(step);
        if (value != 0) {
            for (int j = 0; j < padded; j++) {
                row[at + j] += value;
            }
        }
    }

    private static final class Poisson extends PieceDrive {
        private final PoissonRow spikes;
        private final float[] weights;
        private final float[] counts;

        Poisson(Drive drive, Reached reached, Drive.Poisson signal) {
            super(drive, reached);
            this.spikes = new PoissonRow(reached.row(signal.rate(), drive, "rate"), signal.correlation(), reached.dt(), reached.key(drive, ""),
                    reached.key(drive, "/common"), first(), neurons(), width(), reached.random());
            this.weights = reached.drawn(signal.weight(), drive);
            this.counts = new float[weights.length == 1 ? 0 : width()];
        }

        @Override
        void addRow(long step, float[] row, int at) {
            if (weights.length == 1) {
                spikes.add(step, weights[0], row, at);
                return;
            }
            Arrays.fill(counts, 0);
            if (spikes.add(step, 1, counts, 0)) {
                for (int j = 0; j < counts.length; j++) {
                    row[at + j] += weights[j] * counts[j];
                }
            }
        }
    }

    private static final class Gaussian extends PieceDrive {
        private final LevelRow mean;
        private final LevelRow deviation;
        private final long interval;
        private final float own;
        private final float together;
        private final long key;
        private final long commonKey;
        private final RandomRows random;
        private final float[] held;
        private final float[] common = new float[64];
        private long drawn = -1;

        Gaussian(Drive drive, Reached reached, Drive.GaussianNoise signal) {
            super(drive, reached);
            this.mean = reached.row(signal.mean(), drive, "mean");
            this.deviation = reached.row(signal.deviation(), drive, "deviation");
            this.interval = new TimeGrid(reached.dt()).atLeastOne(signal.interval());
            this.own = (float) Math.sqrt(1 - signal.correlation());
            this.together = (float) Math.sqrt(signal.correlation());
            this.key = reached.key(drive, "");
            this.commonKey = reached.key(drive, "/common");
            this.random = reached.random();
            this.held = new float[width()];
        }

        @Override
        void addRow(long step, float[] row, int at) {
            if (step / interval != drawn) {
                drawn = step / interval;
                random.normals(key, first(), (int) drawn, held, 0, width());
                if (together > 0) {
                    random.normals(commonKey, 0, (int) drawn, common, 0, common.length);
                    for (int j = 0; j < held.length; j++) {
                        held[j] = Math.fma(own, held[j], together * common[0]);
                    }
                }
            }
            double[] means = mean.in(step);
            double[] deviations = deviation.in(step);
            for (int j = 0; j < neurons(); j++) {
                row[at + j] += Math.fma((float) deviations[j], held[j], (float) means[j]);
            }
        }
    }
}
