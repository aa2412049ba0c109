package org.spikewright.kernel;

/** An array of floats that grows and is used again. Not for use by several threads at once. */
public final class Scratch {

    private float[] values = new float[0];

    /** The array, at least that long; its content is kept only if it was long enough already. */
    public float[] ofLength(int length) {
        if (values.length < length) {
            values = new float[length];
        }
        return values;
    }

    /** The array as it was last asked for. */
    public float[] values() {
        return values;
    }
}
