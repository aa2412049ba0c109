package org.spikewright.execute.internal;

import java.util.random.RandomGenerator;
import org.spikewright.execute.Frame;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.network.operator.HashGrid;

/**
 * Features of points, interpolated between the corners of their cells. Where a level has no more corners than entries, each corner has
 * its own; others share them by a hash. Müller et al., ACM Transactions on Graphics 41, 2022, equations 2 to 4.
 *
 * @param points how many points come in
 * @param axes coordinates of each
 */
record HashGridKernel(HashGrid grid, int points, int axes) implements OperatorKernel {

    private static final long[] PRIMES = {1, 2654435761L, 805459861L, 3674653429L, 2097192037L, 1434869437L, 2165219737L};
    /** Of the first values, as the authors have it. */
    private static final double SMALL = 1e-4;

    /** What is done with each corner of a point's cell in a level. */
    private interface Corners {
        /**
         * Looks at a corner.
         *
         * @param entry where its features start in the table
         * @param share of the point
         * @param slopes of the share, by coordinate
         */
        void at(int entry, float share, float[] slopes);
    }

    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        for (int i = 0; i < values[parameter].length; i++) {
            values[parameter][i] = (float) (SMALL * (2 * random.nextDouble() - 1));
        }
    }

    /** Cells along each axis in a level. */
    private int cells(int level) {
        double growth = grid.levels() == 1 ? 1 : Math.pow((double) grid.finest() / grid.coarsest(), (double) level / (grid.levels() - 1));
        // A hair more, so that the finest level is not one cell short by rounding.
        return (int) Math.floor(grid.coarsest() * growth + 1e-6);
    }

    private void corners(float[] x, int from, int level, Corners corners) {
        int cells = cells(level);
        int[] cell = new int[axes];
        float[] within = new float[axes];
        float[] slopes = new float[axes];
        for (int axis = 0; axis < axes; axis++) {
            float scaled = x[from + axis] * cells;
            cell[axis] = (int) Math.floor(scaled);
            within[axis] = scaled - cell[axis];
        }
        boolean isDense = Math.pow(cells + 1.0, axes) <= grid.entries();
        for (int corner = 0; corner < 1 << axes; corner++) {
            float share = 1;
            long entry = 0;
            for (int axis = axes - 1; axis >= 0; axis--) {
                int upper = corner >> axis & 1;
                share *= upper == 1 ? within[axis] : 1 - within[axis];
                long place = cell[axis] + (long) upper;
                entry = isDense ? entry * (cells + 1) + place : entry ^ place * PRIMES[axis % PRIMES.length];
            }
            for (int axis = 0; axis < axes; axis++) {
                float slope = (corner >> axis & 1) == 1 ? cells : -cells;
                for (int other = 0; other < axes; other++) {
                    slope *= other == axis ? 1 : (corner >> other & 1) == 1 ? within[other] : 1 - within[other];
                }
                slopes[axis] = slope;
            }
            corners.at((level * grid.entries() + (int) Math.floorMod(entry, (long) grid.entries())) * grid.features(), share, slopes);
        }
    }

    @Override
    public void forward(Frame frame) {
        float[] table = frame.parameters()[0];
        float[] output = frame.output();
        each(frame, (from, to, level) -> {
            for (int f = 0; f < grid.features(); f++) {
                output[to + f] = 0;
            }
            corners(frame.input(0), from, level, (entry, share, _) -> {
                for (int f = 0; f < grid.features(); f++) {
                    output[to + f] += share * table[entry + f];
                }
            });
        });
    }

    @Override
    public void backward(Frame frame) {
        float[] table = frame.parameters()[0];
        float[] gradient = frame.outputGradient();
        float[] into = frame.inputGradient(0);
        each(frame, (from, to, level) -> corners(frame.input(0), from, level, (entry, _, slopes) -> {
            float sum = 0;
            for (int f = 0; f < grid.features(); f++) {
                sum += gradient[to + f] * table[entry + f];
            }
            for (int axis = 0; axis < axes; axis++) {
                into[from + axis] += slopes[axis] * sum;
            }
        }));
    }

    @Override
    public void parameterGradients(Frame frame) {
        float[] gradient = frame.outputGradient();
        float[] into = frame.parameterGradients()[0];
        each(frame, (from, to, level) -> corners(frame.input(0), from, level, (entry, share, _) -> {
            for (int f = 0; f < grid.features(); f++) {
                into[entry + f] += share * gradient[to + f];
            }
        }));
    }

    /** What is done with each point in each level. */
    private interface Visit {
        void at(int from, int to, int level);
    }

    private void each(Frame frame, Visit visit) {
        int width = grid.levels() * grid.features();
        for (int row = 0; row < frame.rows(); row++) {
            for (int point = 0; point < points; point++) {
                for (int level = 0; level < grid.levels(); level++) {
                    visit.at(frame.input(0, row) + point * axes, frame.output(row) + point * width + level * grid.features(), level);
                }
            }
        }
    }
}
