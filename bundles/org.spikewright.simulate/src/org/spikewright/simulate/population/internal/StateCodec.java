package org.spikewright.simulate.population.internal;

import java.nio.ByteBuffer;

/** Writes arrays to bytes or reads them back, so that saving and restoring are one walk and cannot differ. */
final class StateCodec {

    private enum Way {
        MEASURE, WRITE, READ
    }

    private final Way way;
    private final ByteBuffer bytes;
    private long size;

    private StateCodec(Way way, ByteBuffer bytes) {
        this.way = way;
        this.bytes = bytes;
    }

    /** Only counts. */
    static StateCodec measuring() {
        return new StateCodec(Way.MEASURE, ByteBuffer.allocate(0));
    }

    static StateCodec writing(ByteBuffer bytes) {
        return new StateCodec(Way.WRITE, bytes);
    }

    static StateCodec reading(ByteBuffer bytes) {
        return new StateCodec(Way.READ, bytes);
    }

    /** Whether it changes what it walks over. */
    boolean reads() {
        return way == Way.READ;
    }

    int size() {
        return Math.toIntExact(size);
    }

    byte[] bytes() {
        return bytes.array();
    }

    boolean atEnd() {
        return !bytes.hasRemaining();
    }

    /** A number: returned as it is, or as it was saved. */
    long number(long value) {
        long[] one = {value};
        longs(one);
        return one[0];
    }

    void longs(long[] values) {
        size += 8L * values.length;
        switch (way) {
            case WRITE -> bytes.asLongBuffer().put(values);
            case READ -> {
                need(8L * values.length);
                bytes.asLongBuffer().get(values);
            }
            case MEASURE -> {
                return;
            }
        }
        bytes.position(bytes.position() + 8 * values.length);
    }

    void ints(int[] values, int count) {
        size += 4L * count;
        switch (way) {
            case WRITE -> bytes.asIntBuffer().put(values, 0, count);
            case READ -> {
                need(4L * count);
                bytes.asIntBuffer().get(values, 0, count);
            }
            case MEASURE -> {
                return;
            }
        }
        bytes.position(bytes.position() + 4 * count);
    }

    void floats(float[] values) {
        size += 4L * values.length;
        switch (way) {
            case WRITE -> bytes.asFloatBuffer().put(values);
            case READ -> {
                need(4L * values.length);
                bytes.asFloatBuffer().get(values);
            }
            case MEASURE -> {
                return;
            }
        }
        bytes.position(bytes.position() + 4 * values.length);
    }

    /** Bytes of any number: returned as they are, or as they were saved. */
    byte[] block(byte[] content) {
        byte[] block = reads() ? new byte[(int) number(0)] : content;
        if (!reads()) {
            number(content.length);
        }
        size += block.length;
        switch (way) {
            case WRITE -> bytes.put(block);
            case READ -> {
                need(block.length);
                bytes.get(block);
            }
            case MEASURE -> {
                // is only counted
            }
        }
        return block;
    }

    private void need(long count) {
        if (bytes.remaining() < count) {
            throw new IllegalArgumentException("the snapshot is of another simulation: it is too short");
        }
    }
}
