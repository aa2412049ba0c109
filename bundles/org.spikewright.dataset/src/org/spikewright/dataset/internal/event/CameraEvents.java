package org.spikewright.dataset.internal.event;

import java.util.Arrays;
import org.spikewright.dataset.Events;

/** The events of a recording of a camera, as they come: when, in which column and row, and whether it became brighter. */
public final class CameraEvents {

    /** No camera has so many columns or rows. */
    private static final int MOST = 1 << 14;

    private final int givenHeight;
    private final int givenWidth;
    private long[] times = new long[1024];
    private short[] columns = new short[1024];
    private short[] rows = new short[1024];
    private boolean[] brighter = new boolean[1024];
    private int count;
    private int height;
    private int width;

    /** From a camera of so many rows and columns; 0 if the file does not say. */
    CameraEvents(int height, int width) {
        if (height > MOST || width > MOST) {
            throw new IllegalArgumentException("it says that its camera has " + height + " x " + width + " pixels, which none has");
        }
        this.givenHeight = height;
        this.givenWidth = width;
    }

    void add(long micros, int column, int row, boolean isBrighter) {
        if (column < 0 || row < 0 || column >= (givenWidth == 0 ? MOST : givenWidth) || row >= (givenHeight == 0 ? MOST : givenHeight)) {
            throw new IllegalArgumentException("event " + count + " is at column " + column + " and row " + row + ", but the camera has "
                    + (givenWidth == 0 ? MOST : givenWidth) + " columns and " + (givenHeight == 0 ? MOST : givenHeight) + " rows");
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            columns = Arrays.copyOf(columns, 2 * count);
            rows = Arrays.copyOf(rows, 2 * count);
            brighter = Arrays.copyOf(brighter, 2 * count);
        }
        times[count] = micros;
        columns[count] = (short) column;
        rows[count] = (short) row;
        brighter[count++] = isBrighter;
        width = Math.max(width, column + 1);
        height = Math.max(height, row + 1);
    }

    int count() {
        return count;
    }

    long micros(int event) {
        return times[event];
    }

    int column(int event) {
        return columns[event];
    }

    int row(int event) {
        return rows[event];
    }

    boolean isBrighter(int event) {
        return brighter[event];
    }

    /** Rows of the camera, or as many as are seen where the file does not say. */
    int height() {
        return givenHeight == 0 ? height : givenHeight;
    }

    /** Columns of the camera, or as many as are seen where the file does not say. */
    int width() {
        return givenWidth == 0 ? width : givenWidth;
    }

    /** At places of [polarity, row, column], from the first event on. */
    Events at(int rowsThere, int columnsThere) {
        Events.Collector all = new Events.Collector();
        for (int i = 0; i < count; i++) {
            all.add(times[i], ((brighter[i] ? 1 : 0) * rowsThere + rows[i]) * columnsThere + columns[i]);
        }
        return all.sorted();
    }
}
