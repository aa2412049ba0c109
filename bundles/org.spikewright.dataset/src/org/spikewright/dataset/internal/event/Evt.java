package org.spikewright.dataset.internal.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Prophesee's RAW files of events (docs.prophesee.ai, <i>RAW File Format</i>, <i>EVT 2.0</i> and <i>EVT 3.0</i>). */
final class Evt {

    private static final int TIME_BITS = 24;

    private final CameraEvents events;
    private final ByteBuffer words;

    private Evt(CameraEvents events, ByteBuffer words) {
        this.events = events;
        this.words = words;
    }

    static CameraEvents read(byte[] bytes) {
        Header header = Header.of(bytes, '%');
        String version = header.find("(?i)% *evt +(\\d(?:\\.\\d)?)").or(() -> header.find("(?i)% *format +EVT(\\d(?:\\.\\d)?)")).orElse("");
        int width = header.number("(?i)% *geometry +(\\d{1,6})x(\\d{1,6})", 1);
        int height = header.number("(?i)% *geometry +(\\d{1,6})x(\\d{1,6})", 2);
        if (width == 0) {
            width = header.number("(?i)width=(\\d{1,6})", 1);
            height = header.number("(?i)height=(\\d{1,6})", 1);
        }
        ByteBuffer words = ByteBuffer.wrap(bytes, header.end(), bytes.length - header.end()).order(ByteOrder.LITTLE_ENDIAN);
        Evt reader = new Evt(new CameraEvents(height, width), words);
        switch (version) {
        case "2", "2.0" -> reader.second();
        case "3", "3.0" -> reader.third();
        default -> throw new IllegalArgumentException("its header says " + (version.isEmpty() ? "nothing of a version" : "EVT " + version)
                + "; EVT 2.0 and EVT 3.0 can be read");
        }
        return reader.events;
    }

    /** Words of 32 bits: a type of four, six bits of time, eleven of column, eleven of row; other words give the higher bits of time. */
    private void second() {
        long high = -1;
        while (words.remaining() >= 4) {
            int word = words.getInt();
            switch (word >>> 28) {
            case 0, 1 -> {
                if (high >= 0) { // before the first time nothing has any
                    events.add(high << 6 | word >>> 22 & 0x3F, word >>> 11 & 0x7FF, word & 0x7FF, word >>> 28 == 1);
                }
            }
            case 8 -> high = word & 0xFFFFFFF;
            default -> {
                // triggers and the like
            }
            }
        }
    }

    /** Words of 16 bits, each of which says what has changed since the one before: row, column, time, or which of several columns fire. */
    private void third() {
        long base = -1;
        long loops = 0;
        long time = 0;
        int row = 0;
        int column = 0;
        boolean isBrighter = false;
        while (words.remaining() >= 2) {
            int word = words.getShort() & 0xFFFF;
            int content = word & 0xFFF;
            switch (word >>> 12) {
            case 0 -> row = content & 0x7FF;
            case 2 -> {
                if (base >= 0) {
                    events.add(time, content & 0x7FF, row, (content & 0x800) != 0);
                }
            }
            case 3 -> {
                column = content & 0x7FF;
                isBrighter = (content & 0x800) != 0;
            }
            case 4, 5 -> {
                int wide = word >>> 12 == 4 ? 12 : 8;
                for (int i = 0; i < wide; i++) {
                    if ((content >>> i & 1) != 0 && base >= 0) {
                        events.add(time, column + i, row, isBrighter);
                    }
                }
                column += wide;
            }
            case 6 -> time = base + content;
            case 8 -> {
                long next = (loops << TIME_BITS) + ((long) content << 12);
                if (base >= 0 && next < base && base - next > 1L << TIME_BITS - 1) {
                    loops++;
                    next += 1L << TIME_BITS;
                }
                base = next;
                time = base;
            }
            default -> {
                // triggers and the like
            }
            }
        }
    }
}
