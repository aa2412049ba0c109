package org.spikewright.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.spikewright.common.Digest;

/**
 * The learnable arrays of a network by parameter name, row-major. The arrays are shared, not copied: training writes into
 * them.
 */
public final class Weights {

    private final Map<String, float[]> arrays;

    /** Those arrays, in that order. */
    public Weights(Map<String, float[]> arrays) {
        this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    /** The array of that parameter. */
    public float[] get(String parameter) {
        float[] array = arrays.get(parameter);
        if (array == null) {
            throw new IllegalArgumentException("no weights for " + parameter);
        }
        return array;
    }

    /** All arrays by name, in order. */
    public Map<String, float[]> arrays() {
        return arrays;
    }

    /** A hash of names and bits: equal exactly where the weights are. 64 hexadecimal digits (SHA-256). */
    public String hash() {
        Digest digest = new Digest();
        arrays.forEach((name, array) -> {
            ByteBuffer bytes = ByteBuffer.allocate(4 * array.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(array);
            digest.add(name).add(bytes);
        });
        return digest.end();
    }
}
