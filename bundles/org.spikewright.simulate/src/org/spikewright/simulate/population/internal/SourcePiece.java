package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import java.util.List;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.RandomRows;

/** Cells that only send. */
abstract class SourcePiece extends Shard {

    /** After which part of the last step each cell fired. */
    final float[] fractions;

    private SourcePiece(int population, int from, int count, int number) {
        super(population, from, count, number);
        this.fractions = new float[count];
        Arrays.fill(fractions, 1);
    }

    @Override
    final float fraction(int neuron) {
        return fractions[neuron];
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

    /**
     * Poisson trains.
     *
     * @param rate of each
     * @param together the share of spikes that come to all cells at once
     */
    static SourcePiece poisson(int population, int from, int count, int number, LevelRow rate, double together, double dt, long key,
            long commonKey, RandomRows random) {
        return new SourcePiece(population, from, count, number) {
            private final float[] uniforms = new float[padded];
            private final float[] common = new float[64];

            @Override
            void advance(long start, int steps, InputRing rows) {
                room(steps);
                Arrays.fill(fired, 0);
                for (int s = 0; s < steps; s++) {
                    double[] rates = rate.in(start + s);
                    random.uniforms(key, from, (int) (start + s), uniforms, 0, padded);
                    if (together > 0) {
                        random.uniforms(commonKey, 0, (int) (start + s), common, 0, common.length);
                    }
                    for (int j = 0; j < count; j++) {
                        // Given that it fires, the number is even between 0 and the chance.
                        fire(s, j, uniforms[j], chance(rates[j] * (1 - together)));
                        fire(s, j, common[0], chance(rates[j] * together));
                    }
                }
            }

            private float chance(double hertz) {
                return (float) -Math.expm1(-hertz * dt);
            }

            private void fire(int step, int cell, float uniform, float chance) {
                if (uniform < chance) {
                    fractions[cell] = uniform / chance;
                    fired[(step * padded + cell) >>> 6] |= 1L << cell;
                }
            }
        };
    }

    /** Given trains; a spike is sent in the step that ends nearest to its time, or, off the grid, in the one that it is in. */
    static SourcePiece given(int population, int from, int count, int number, double[][] seconds, double dt, boolean offGrid) {
        long[][] trains = new long[count][];
        for (int j = 0; j < count; j++) {
            trains[j] = Arrays.stream(seconds[from + j])
                    .mapToLong(second -> (offGrid ? (long) Math.ceil(second / dt) : Math.round(second / dt)) - 1).toArray();
        }
        return new SourcePiece(population, from, count, number) {
            @Override
            void advance(long start, int steps, InputRing rows) {
                room(steps);
                Arrays.fill(fired, 0);
                for (int j = 0; j < count; j++) {
                    int at = Arrays.binarySearch(trains[j], start);
                    at = at < 0 ? -at - 1 : at;
                    while (at > 0 && trains[j][at - 1] == start) {
                        at--;
                    }
                    for (; at < trains[j].length && trains[j][at] < start + steps; at++) {
                        fired[(int) (trains[j][at] - start) * (padded >>> 6) + (j >>> 6)] |= 1L << j;
                        fractions[j] = offGrid ? (float) (seconds[from + j][at] / dt - trains[j][at]) : 1;
                    }
                }
            }
        };
    }

    /** Cells that an environment fires. */
    static SourcePiece external(int population, int from, int count, int number, ExternalTrains trains) {
        return new SourcePiece(population, from, count, number) {
            @Override
            void advance(long start, int steps, InputRing rows) {
                room(steps);
                Arrays.fill(fired, 0);
                trains.mark(start, steps, from, count, fired, padded >>> 6);
            }
        };
    }
}
