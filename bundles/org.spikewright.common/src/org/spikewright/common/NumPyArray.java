package org.spikewright.common;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An array of numbers in NumPy's format, versions 1 to 3 (numpy.org/doc/stable/reference/generated/numpy.lib.format.html): a header that
 * says type, order and shape, then the numbers. Immutable.
 */
public final class NumPyArray {

    /** Of what is unpacked while it is read: how long it is turns out then. */
    public static final long UNKNOWN_LENGTH = -1;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern KIND = Pattern.compile("'descr':\\s*'([<>|=])([fiub])(\\d)'");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");
    private static final int LONGEST_HEADER = 1 << 20;

    /** The types of numbers that can be read. */
    public enum Type {
        FLOAT2("f2", 2), FLOAT4("f4", 4), FLOAT8("f8", 8), INT1("i1", 1), INT2("i2", 2), INT4("i4", 4), INT8("i8", 8),
        UNSIGNED1("u1", 1), UNSIGNED2("u2", 2), UNSIGNED4("u4", 4), UNSIGNED8("u8", 8), TRUTH("b1", 1);

        private final String code;
        private final int size;

        Type(String code, int size) {
            this.code = code;
            this.size = size;
        }

        private static Optional<Type> of(String code) {
            return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
        }
    }

    private final Type type;
    private final int[] extents;
    private final boolean byColumns;
    private final ByteBuffer bytes;

    private NumPyArray(Type type, int[] extents, boolean byColumns, ByteBuffer bytes) {
        this.type = type;
        this.extents = extents;
        this.byColumns = byColumns;
        this.bytes = bytes;
    }

    /**
     * Reads one array.
     *
     * @param name of what is read, for messages
     * @param length how many bytes there are, so that a header that promises more is refused before memory is taken; or unknown
     * @throws IllegalArgumentException if it is no such array, or of numbers that cannot be read; the message starts with the name
     */
    public static NumPyArray read(String name, InputStream in, long length) throws IOException {
        byte[] magic = in.readNBytes(8);
        if (magic.length < 8 || !Arrays.equals(magic, 0, 6, MAGIC, 0, 6) || magic[6] < 1 || magic[6] > 3) {
            throw new IllegalArgumentException(name + " does not start as an array of NumPy does");
        }
        int sizeOfLength = magic[6] == 1 ? 2 : 4;
        ByteBuffer lengths = ByteBuffer.wrap(whole(name, in, sizeOfLength)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = sizeOfLength == 2 ? lengths.getShort() & 0xFFFF : lengths.getInt();
        if (headerLength < 0 || headerLength > LONGEST_HEADER) {
            throw new IllegalArgumentException(name + " has a header of " + Integer.toUnsignedString(headerLength) + " bytes, which is no header");
        }
        String header = new String(whole(name, in, headerLength), StandardCharsets.UTF_8);
        Matcher kind = KIND.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        Optional<Type> type = kind.find() ? Type.of(kind.group(2) + kind.group(3)) : Optional.empty();
        if (type.isEmpty() || !shape.find()) {
            throw new IllegalArgumentException(name + " has to hold numbers, but says " + Visible.text(header.strip()));
        }
        int[] extents = extents(name, shape.group(1));
        long size = type.get().size;
        for (int extent : extents) {
            size *= extent;
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(name + " says that it holds " + Arrays.toString(extents) + " numbers, more than can be read at once");
            }
        }
        long there = length - 8 - sizeOfLength - headerLength;
        if (length != UNKNOWN_LENGTH && there != size) {
            throw new IllegalArgumentException(name + " has " + there + " bytes of numbers, but its header says " + Arrays.toString(extents) + " of "
                    + type.get().size + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(whole(name, in, (int) size))
                .order(kind.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return new NumPyArray(type.get(), extents, header.contains("'fortran_order': True"), bytes);
    }

    private static byte[] whole(String name, InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException(name + " ends early");
        }
        return bytes;
    }

    private static int[] extents(String name, String shape) {
        try {
            return Stream.of(shape.split(",")).map(String::strip).filter(text -> !text.isEmpty()).mapToInt(Integer::parseInt).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " has the shape (" + shape + "), which cannot be read", e);
        }
    }

    /** The type of its numbers. */
    public Type type() {
        return type;
    }

    /** Whether its numbers are whole by their type. */
    public boolean isWhole() {
        return !type.code.startsWith("f");
    }

    /** Its extents, outermost axis first; none of one number. */
    public int[] extents() {
        return extents.clone();
    }

    /** How many numbers. */
    public int size() {
        return bytes.capacity() / type.size;
    }

    /** A number, by its place in row-major order, whatever order the file has. */
    public double value(int index) {
        int place = byColumns ? placeByColumns(index) : index;
        int at = place * type.size;
        return switch (type) {
            case FLOAT2 -> Float.float16ToFloat(bytes.getShort(at));
            case FLOAT4 -> bytes.getFloat(at);
            case FLOAT8 -> bytes.getDouble(at);
            case INT1 -> bytes.get(at);
            case INT2 -> bytes.getShort(at);
            case INT4 -> bytes.getInt(at);
            case INT8 -> bytes.getLong(at);
            case UNSIGNED1, TRUTH -> bytes.get(at) & 0xFF;
            case UNSIGNED2 -> bytes.getShort(at) & 0xFFFF;
            case UNSIGNED4 -> bytes.getInt(at) & 0xFFFFFFFFL;
            case UNSIGNED8 -> unsigned(bytes.getLong(at));
        };
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : 2.0 * (value >>> 1) + (value & 1);
    }

    private int placeByColumns(int index) {
        int place = 0;
        int left = index;
        int stride = size();
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            stride /= extents[axis];
            place += left % extents[axis] * stride;
            left /= extents[axis];
        }
        return place;
    }
}
