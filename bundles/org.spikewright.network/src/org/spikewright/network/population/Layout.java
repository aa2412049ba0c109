package org.spikewright.network.population;

import org.spikewright.common.RandomStream;
import org.spikewright.network.Shape;

/** Where the neurons of a population are, in metres. */
public sealed interface Layout {

    /** A layout for a population of any shape. */
    interface Arrangement {

        /** The layout of a population of that shape. */
        Layout of(Shape shape);
    }

    /**
     * Rows and columns in the plane z = 0, neuron by neuron along the rows, centred at the origin.
     *
     * @param closed whether the plane is a torus: the last row and column lie beside the first
     */
    record Grid(int columns, double spacing, boolean closed) implements Layout {

        /** In the open plane. */
        public Grid(int columns, double spacing) {
            this(columns, spacing, false);
        }
    }

    /**
     * Even in a box that is centred at the origin; an extent may be 0.
     *
     * @param closed whether each side lies beside the opposite one
     */
    record Box(double width, double height, double depth, boolean closed) implements Layout {

        /** With open sides. */
        public Box(double width, double height, double depth) {
            this(width, height, depth, false);
        }
    }

    /** Given one by one: {@code [neuron][3]}. */
    record Listed(float[][] positions) implements Layout {
    }

    /** After which lengths space repeats along each axis, for a population of that size; 0 where it does not. */
    default double[] periods(int size) {
        return switch (this) {
            case Grid(int columns, double spacing, boolean closed) when closed -> new double[] {columns * spacing,
                    (size + columns - 1) / columns * spacing, 0};
            case Box(double width, double height, double depth, boolean closed) when closed -> new double[] {width, height, depth};
            default -> new double[3];
        };
    }

    /**
     * The positions as {@code [3][size]}.
     *
     * @param seed of the run
     * @param population whose positions they are, the name of the random stream
     */
    default double[][] positions(int size, long seed, String population) {
        double[][] positions = new double[3][size];
        switch (this) {
            case Grid(int columns, double spacing, _) -> {
                int rows = (size + columns - 1) / columns;
                for (int i = 0; i < size; i++) {
                    positions[0][i] = (i % columns - 0.5 * (columns - 1)) * spacing;
                    positions[1][i] = (i / columns - 0.5 * (rows - 1)) * spacing;
                }
            }
            case Box(double width, double height, double depth, _) -> {
                RandomStream random = RandomStream.of(seed, "positions/" + population);
                for (int i = 0; i < size; i++) {
                    positions[0][i] = (random.nextDouble() - 0.5) * width;
                    positions[1][i] = (random.nextDouble() - 0.5) * height;
                    positions[2][i] = (random.nextDouble() - 0.5) * depth;
                }
            }
            case Listed(float[][] given) -> {
                if (given.length != size) {
                    throw new IllegalArgumentException("population " + population + " has " + size
                            + " neurons, but positions of " + given.length);
                }
                for (int i = 0; i < size; i++) {
                    for (int axis = 0; axis < given[i].length; axis++) {
                        positions[axis][i] = given[i][axis];
                    }
                }
            }
        }
        return positions;
    }
}
