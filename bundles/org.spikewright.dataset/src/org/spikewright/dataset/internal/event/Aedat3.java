package org.spikewright.dataset.internal.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * AEDAT 3.1 (gitlab.com/inivation/inivation-docs, <i>AEDAT file formats</i>): lines that start with #, then packets of 28 bytes of header and
 * events. Those of polarity have eight bytes, little-endian: a bit that says whether the event is valid, one of polarity, 15 of row, 15
 * of column, then the time in microseconds.
 */
final class Aedat3 {

    private static final int HEADER = 28;
    private static final int POLARITY = 1;

    private Aedat3() {
    }

    static CameraEvents read(byte[] bytes) {
        Header header = Header.of(bytes, '#');
        if (!header.text().startsWith("#!AER-DAT3")) {
            throw new IllegalArgumentException(header.text().startsWith("#!AER-DAT")
                    ? "it is AEDAT " + header.text().lines().findFirst().orElse("").substring("#!AER-DAT".length())
                            + ", whose events are laid out as the camera has them; save it as AEDAT 3.1, or as arrays x, y, t and p in .npz"
                    : "it does not start as AEDAT files do");
        }
        CameraEvents events = new CameraEvents(0, 0);
        ByteBuffer packets = ByteBuffer.wrap(bytes, header.end(), bytes.length - header.end()).order(ByteOrder.LITTLE_ENDIAN);
        while (packets.remaining() >= HEADER) {
            int at = packets.position();
            int type = packets.getShort(at) & 0xFFFF;
            int size = packets.getInt(at + 4);
            long over = (long) packets.getInt(at + 12) << 31;
            int count = packets.getInt(at + 20);
            packets.position(at + HEADER);
            if (size < 0 || count < 0 || (long) size * count > packets.remaining()) {
                throw new IllegalArgumentException("a packet of " + count + " events of " + size + " bytes ends after the file");
            }
            for (int i = 0; i < count; i++) {
                int from = at + HEADER + i * size;
                int address = packets.getInt(from);
                if (type == POLARITY && size == 8 && (address & 1) != 0) {
                    events.add(over + packets.getInt(from + 4), address >>> 17, address >>> 2 & 0x7FFF, (address & 2) != 0);
                }
            }
            packets.position(at + HEADER + size * count);
        }
        return events;
    }
}
