package org.spikewright.dataset.internal.event;

/**
 * The format of N-MNIST and N-Caltech101 (Orchard et al., Frontiers in Neuroscience 9:437, 2015): five bytes an event, of column, row,
 * polarity in the highest bit, and 23 bits of microseconds; an event in row 240 says that the clock has gone over 8192 us.
 */
final class NMnist {

    private static final int LENGTH = 5;
    private static final int OVERFLOW_ROW = 240;

    private NMnist() {
    }

    static CameraEvents read(byte[] bytes) {
        if (bytes.length % LENGTH != 0) {
            throw new IllegalArgumentException("it has " + bytes.length + " bytes, which are no whole events of five");
        }
        CameraEvents events = new CameraEvents(0, 0);
        long over = 0;
        for (int at = 0; at < bytes.length; at += LENGTH) {
            int row = bytes[at + 1] & 0xFF;
            if (row == OVERFLOW_ROW) {
                over += 1 << 13;
            } else {
                int micros = (bytes[at + 2] & 0x7F) << 16 | (bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF;
                events.add(over + micros, bytes[at] & 0xFF, row, (bytes[at + 2] & 0x80) != 0);
            }
        }
        return events;
    }
}
