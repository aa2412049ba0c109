package org.spikewright.execute;

import java.util.Arrays;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SparseRows;

/**
 * What a layer gives, of some samples: row-major rows of elements, as an array and, where most elements are 0, as lists of those that are
 * not. Who needs the other form asks for it, and it is made once.
 */
public final class Activation {

    private final Primitives primitives;
    private final int width;
    private final boolean isSparse;
    private final SparseRows own;
    private SparseRows lists;
    private float[] values = new float[0];
    private Rows rows = Rows.ONE;
    private int count;
    private int listedParts;
    private boolean isDense = true;

    /**
     * Nothing yet.
     *
     * @param width elements of a row
     * @param isSparse whether most of them are 0
     * @param isBinary whether all that are not are 1
     */
    Activation(Primitives primitives, int width, boolean isSparse, boolean isBinary) {
        this.primitives = primitives;
        this.width = width;
        this.isSparse = isSparse;
        this.own = new SparseRows(!isBinary);
    }

    /** Makes room; what stood here is gone. */
    void prepare(Rows kind, int samples, int steps) {
        rows = kind;
        count = kind.count(samples, steps);
        listedParts = 0;
        lists = own;
        isDense = true;
        if (values.length < count * width) {
            values = new float[count * width];
        }
    }

    /** Takes lists that somebody else has filled, which are used until the next run. */
    void take(Rows kind, SparseRows filled) {
        rows = kind;
        count = filled.rows();
        lists = filled;
        listedParts = 1;
        isDense = false;
    }

    /** How many numbers there is room for. */
    long room() {
        return values.length + (long) own.columns().length + own.values().length + own.offsets().length;
    }

    /** How often it is computed. */
    public Rows kind() {
        return rows;
    }

    /** How many rows. */
    public int rows() {
        return count;
    }

    /** Elements of a row. */
    public int width() {
        return width;
    }

    /** Whether most elements are 0. */
    public boolean isSparse() {
        return isSparse;
    }

    /** All elements, {@code [rows][width]}. */
    public float[] dense() {
        if (!isDense) {
            spread();
            isDense = true;
        }
        return values;
    }

    private void spread() {
        if (values.length < count * width) {
            values = new float[count * width];
        }
        Arrays.fill(values, 0, count * width, 0f);
        for (int r = 0; r < count; r++) {
            for (int k = lists.offsets()[r]; k < lists.offsets()[r + 1]; k++) {
                values[r * width + lists.columns()[k]] = lists.valued() ? lists.values()[k] : 1;
            }
        }
    }

    /** The elements that are not 0, a list for each row. */
    public SparseRows spikes() {
        return spikes(1);
    }

    /**
     * The elements that are not 0.
     *
     * @param parts into how many equal parts each row is cut; there is a list for each part
     */
    public SparseRows spikes(int parts) {
        if (listedParts != parts) {
            float[] all = dense();
            lists = own;
            lists.clear();
            primitives.list(all, 0, count * parts, width / parts, lists);
            listedParts = parts;
        }
        return lists;
    }

    /** How many elements are above 0. */
    long countSpikes() {
        if (listedParts > 0 && !lists.valued()) {
            return lists.entries();
        }
        long spikes = 0;
        for (int i = 0; i < count * width; i++) {
            spikes += values[i] > 0 ? 1 : 0;
        }
        return spikes;
    }
}
