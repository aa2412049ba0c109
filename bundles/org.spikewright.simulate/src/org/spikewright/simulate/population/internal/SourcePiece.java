package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import java.util.List;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PoissonCounts;
import org.spikewright.kernel.RandomRows;
import org.spikewright.network.population.TimeGrid;

/** Cells that only send; each fires any number of spikes in a step. */
abstract class SourcePiece extends Shard {

    /** How many spikes an environment may fire by one cell in one step, for sums to be exact. */
    private static final int MOST_EXTERNAL = 64;

    /** How many spikes each cell fires that fires at all: {@code [step][cell]}. */
    private int[] counts = new int[0];
    private final int mostSpikes;

    private SourcePiece(int population, int from, int count, int number, int mostSpikes) {
        super(population, from, count, number);
        this.mostSpikes = Math.max(1, mostSpikes);
    }

    @Override
    float fraction(int cell, int before) {
        return 1;
    }

    @Override
    final int mostSpikes() {
        return mostSpikes;
    }

    @Override
    final int lanes() {
        return 64;
    }

    @Override
    final int columns() {
        return 0;
    }

    @Override
    final NeuronArrays neurons() {
        return NeuronArrays.of(0, padded);
    }

    @Override
    final List<String> states() {
        return List.of();
    }

    @Override
    final void advance(long start, int steps, InputRing.Received received, InputRing rows) {
        room(steps);
        if (counts.length < steps * padded) {
            counts = new int[steps * padded];
        }
        Arrays.fill(fired, 0);
        fireIn(start, steps);
    }

    /** Fires the spikes of some steps, row by row. */
    abstract void fireIn(long start, int steps);

    /** Fires a cell, once more if it has fired before in that row. */
    final void fire(int row, int cell) {
        fire(row, cell, 1);
    }

    final void fire(int row, int cell, int times) {
        int at = row * padded + cell;
        long bit = 1L << cell;
        counts[at] = (fired[at >>> 6] & bit) == 0 ? times : counts[at] + times;
        fired[at >>> 6] |= bit;
    }

    @Override
    final void collect(int row, SpikeHistory list) {
        int first = row * padded;
        for (int word = first >>> 6; word < first + padded >>> 6; word++) {
            for (long bits = fired[word]; bits != 0; bits &= bits - 1) {
                int at = (word << 6) + Long.numberOfTrailingZeros(bits);
                for (int k = 0; k < counts[at]; k++) {
                    list.add(number + at - first);
                }
            }
        }
    }

    /**
     * Poisson trains.
     *
     * @param rate of each
     * @param most the largest rate
     * @param together the share of spikes that come to all cells at once
     */
    static SourcePiece poisson(int population, int from, int count, int number, LevelRow rate, double most, double together, double dt,
            long key, long commonKey, RandomRows random, boolean offGrid) {
        PoissonCounts busiest = PoissonCounts.of(Math.clamp(most * dt, 0, PoissonCounts.MOST));
        int mostSpikes = (together > 0 ? 2 : 1) * (busiest.least() + busiest.thresholds().length);
        return new SourcePiece(population, from, count, number, mostSpikes) {
            private final PoissonRow spikes = new PoissonRow(rate, together, dt, key, commonKey, from, count, padded, random);
            private final float[] drawn = new float[padded];
            private final SpikePlaces places = new SpikePlaces(key, from, padded, random);

            @Override
            void fireIn(long start, int steps) {
                for (int s = 0; s < steps; s++) {
                    Arrays.fill(drawn, 0);
                    if (!spikes.add(start + s, 1, drawn, 0)) {
                        continue;
                    }
                    for (int j = 0; j < count; j++) {
                        if (drawn[j] > 0) {
                            fire(s, j, (int) drawn[j]);
                        }
                    }
                    if (offGrid) {
                        places.draw((int) (start + s), drawn);
                    }
                }
            }

            @Override
            float fraction(int cell, int before) {
                return offGrid ? places.fraction(cell, before) : 1;
            }
        };
    }

    /**
     * Given trains; a spike is sent in the step that ends nearest to its time, at the earliest in the first one, or, off the grid,
     * in the one that it is in.
     */
    static SourcePiece given(int population, int from, int count, int number, double[][] seconds, double dt, boolean offGrid) {
        TimeGrid grid = new TimeGrid(dt);
        long[][] trains = new long[count][];
        int most = 1;
        for (int j = 0; j < count; j++) {
            trains[j] = Arrays.stream(seconds[from + j])
                    .mapToLong(second -> Math.max(0, (offGrid ? grid.next(second) : grid.nearest(second)) - 1)).toArray();
            most = Math.max(most, longestRun(trains[j]));
        }
        return new SourcePiece(population, from, count, number, most) {
            private final int[] at = new int[count];

            @Override
            void fireIn(long start, int steps) {
                for (int j = 0; j < count; j++) {
                    at[j] = first(trains[j], start);
                    for (int k = at[j]; k < trains[j].length && trains[j][k] < start + steps; k++) {
                        fire((int) (trains[j][k] - start), j);
                    }
                }
            }

            @Override
            float fraction(int cell, int before) {
                int k = at[cell] + before;
                return offGrid ? (float) Math.min(1, seconds[from + cell][k] / dt - trains[cell][k]) : 1;
            }
        };
    }

    /** Where the first step is that is not before another. */
    private static int first(long[] train, long step) {
        int at = Arrays.binarySearch(train, step);
        at = at < 0 ? -at - 1 : at;
        while (at > 0 && train[at - 1] == step) {
            at--;
        }
        return at;
    }

    private static int longestRun(long[] train) {
        int most = 0;
        int run = 0;
        for (int k = 0; k < train.length; k++) {
            run = k > 0 && train[k] == train[k - 1] ? run + 1 : 1;
            most = Math.max(most, run);
        }
        return most;
    }

    /** Cells that an environment fires. */
    static SourcePiece external(int population, int from, int count, int number, ExternalTrains trains) {
        return new SourcePiece(population, from, count, number, MOST_EXTERNAL) {
            @Override
            void fireIn(long start, int steps) {
                trains.fire(start, steps, this);
            }
        };
    }
}
