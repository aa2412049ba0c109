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

    /** Rows and columns in the plane z = 0, neuron by neuron along the rows, centred at the origin. */
    record Grid(int columns, double spacing) implements Layout {
    }

    /** Even in a box that is centred at the origin; an extent may be 0. */
    record Box(double width, double height, double depth) implements Layout {
    }

    /** Given one by one: {@code [neuron][3]}. */
    record Listed(float[][] positions) implements Layout {
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
            case Grid(int columns, double spacing) -> {
                int rows = (size + columns - 1) / columns;
                for (int i = 0; i < size; i++) {
                    positions[0][i] = (i % columns - 0.5 * (columns - 1)) * spacing;
                    positions[1][i] = (i / columns - 0.5 * (rows - 1)) * spacing;
                }
            }
            case Box(double width, double height, double depth) -> {
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
