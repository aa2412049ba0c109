package org.spikewright.chip;

/**
 * Cores on a grid, one to each router. A core's index is {@code row * columns + column}.
 *
 * @param rows how many rows
 * @param columns how many columns
 */
public record Mesh(int rows, int columns) {

    /** How many cores. */
    public int cores() {
        return rows * columns;
    }

    public int row(int core) {
        return core / columns;
    }

    public int column(int core) {
        return core % columns;
    }

    /** How many links a spike crosses between two cores: the Manhattan distance. */
    public int distance(int from, int to) {
        return Math.abs(row(from) - row(to)) + Math.abs(column(from) - column(to));
    }

    /** The core after {@code at} on the way to {@code to}: along the row first, then along the column. */
    public int next(int at, int to) {
        int columnStep = Integer.signum(column(to) - column(at));
        return columnStep != 0 ? at + columnStep : at + columns * Integer.signum(row(to) - row(at));
    }
}
