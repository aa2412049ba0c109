package org.spikewright.execute.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikewright.network.Shape;

/**
 * Windows that slide over the places of a channel: which place lies at which element of which window, if any does. Places are counted
 * row-major.
 */
final class Windows {

    private final int volume;
    private final int count;
    private final int places;
    /** By element of a window: places that stand one behind the other, as first window, first place or -1, and how many. */
    private final int[][] runs;
    /** By place: windows and their elements, in ascending order of the elements. */
    private final int[] starts;
    private final int[] owners;

    /**
     * Those windows.
     *
     * @param wide extents of the places
     * @param narrow extents of the windows' places
     */
    private Windows(int[] wide, int[] narrow, List<Integer> kernel, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {
        this.volume = kernel.stream().reduce(1, (a, b) -> a * b);
        this.count = Arrays.stream(narrow).reduce(1, (a, b) -> a * b);
        this.places = Arrays.stream(wide).reduce(1, (a, b) -> a * b);
        int[][] found = new int[volume][count];
        Shape elements = Shape.of(kernel.stream().mapToInt(extent -> extent).toArray());
        Shape windows = Shape.of(narrow);
        for (int k = 0; k < volume; k++) {
            int[] in = ArrangedKernel.place(elements, k);
            for (int w = 0; w < count; w++) {
                int[] at = ArrangedKernel.place(windows, w);
                int place = 0;
                for (int axis = 0; axis < at.length && place >= 0; axis++) {
                    int here = at[axis] * stride.get(axis) - padding.get(axis) + in[axis] * dilation.get(axis);
                    place = here < 0 || here >= wide[axis] ? -1 : place * wide[axis] + here;
                }
                found[k][w] = place;
            }
        }
        this.runs = Arrays.stream(found).map(Windows::runs).toArray(int[][]::new);
        this.starts = new int[places + 1];
        for (int[] row : found) {
            for (int place : row) {
                starts[place + 1] += place < 0 ? 0 : 1;
            }
        }
        starts[0] = 0;
        for (int place = 0; place < places; place++) {
            starts[place + 1] += starts[place];
        }
        this.owners = new int[2 * starts[places]];
        int[] next = starts.clone();
        for (int k = 0; k < volume; k++) {
            for (int w = 0; w < count; w++) {
                if (found[k][w] >= 0) {
                    int at = next[found[k][w]]++;
                    owners[2 * at] = w;
                    owners[2 * at + 1] = k;
                }
            }
        }
    }

    /** Windows over the axes after the first of a shape, which become those of another. */
    static Windows over(Shape wide, Shape narrow, List<Integer> kernel, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {
        return new Windows(Arrays.copyOfRange(wide.extents(), 1, wide.rank()), Arrays.copyOfRange(narrow.extents(), 1, narrow.rank()), kernel,
                stride, padding, dilation);
    }

    private static int[] runs(int[] places) {
        List<Integer> runs = new ArrayList<>();
        int from = 0;
        for (int w = 1; w <= places.length; w++) {
            boolean goesOn = w < places.length && (places[w] < 0 ? places[from] < 0 : places[from] >= 0 && places[w] == places[from] + w - from);
            if (!goesOn) {
                runs.addAll(List.of(from, places[from], w - from));
                from = w;
            }
        }
        return runs.stream().mapToInt(one -> one).toArray();
    }

    /** Elements of a window. */
    int volume() {
        return volume;
    }

    /** How many windows. */
    int count() {
        return count;
    }

    /** How many places. */
    int places() {
        return places;
    }

    /**
     * Lays out what lies in the windows of a channel: {@code columns[element][window]}, 0 where nothing does.
     *
     * @param from where the channel starts
     * @param to where the columns start
     */
    void gather(float[] channel, int from, float[] columns, int to) {
        for (int k = 0; k < volume; k++) {
            int row = to + k * count;
            int[] run = runs[k];
            for (int r = 0; r < run.length; r += 3) {
                if (run[r + 1] < 0) {
                    Arrays.fill(columns, row + run[r], row + run[r] + run[r + 2], 0f);
                } else if (run[r + 2] == 1) {
                    columns[row + run[r]] = channel[from + run[r + 1]];
                } else {
                    System.arraycopy(channel, from + run[r + 1], columns, row + run[r], run[r + 2]);
                }
            }
        }
    }

    /** Adds what lies in the windows back to the places of a channel. */
    void scatter(float[] columns, int from, float[] channel, int to) {
        for (int k = 0; k < volume; k++) {
            int row = from + k * count;
            int[] run = runs[k];
            for (int r = 0; r < run.length; r += 3) {
                int place = to + run[r + 1];
                for (int i = 0; run[r + 1] >= 0 && i < run[r + 2]; i++) {
                    channel[place + i] += columns[row + run[r] + i];
                }
            }
        }
    }

    /** Where the windows of a place start among the owners. */
    int start(int place) {
        return starts[place];
    }

    /** A window that has a place. */
    int window(int owner) {
        return owners[2 * owner];
    }

    /** At which of its elements it has it. */
    int element(int owner) {
        return owners[2 * owner + 1];
    }
}
