package org.spikewright.dataset.internal.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Prophesee's DAT format (docs.prophesee.ai, <i>DAT File Format</i>): lines that start with %, a byte for the type and one for the size of
 * events, then for each its time in microseconds and its place, little-endian: 14 bits of column, 14 of row, 4 of polarity.
 */
final class Dat {

    private Dat() {
    }

    static CameraEvents read(byte[] bytes) {
        Header header = Header.of(bytes, '%');
        if (header.end() + 2 > bytes.length || bytes[header.end() + 1] != 8) {
            throw new IllegalArgumentException("it holds no events of eight bytes behind lines that start with %");
        }
        CameraEvents events = new CameraEvents(header.number("(?i)% *height (\\d{1,6})", 1), header.number("(?i)% *width (\\d{1,6})", 1));
        ByteBuffer rest = ByteBuffer.wrap(bytes, header.end() + 2, bytes.length - header.end() - 2).order(ByteOrder.LITTLE_ENDIAN);
        if (rest.remaining() % 8 != 0) {
            throw new IllegalArgumentException("its events take " + rest.remaining() + " bytes, which are no whole events of eight");
        }
        while (rest.hasRemaining()) {
            long micros = rest.getInt() & 0xFFFFFFFFL;
            int place = rest.getInt();
            events.add(micros, place & 0x3FFF, place >>> 14 & 0x3FFF, place >>> 28 != 0);
        }
        return events;
    }
}
