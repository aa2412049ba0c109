package org.spikewright.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of one IDX file (the format of the MNIST data set, Y. LeCun, <i>The MNIST database</i>): a big-endian
 * array of one element type.
 *
 * @param type of its elements
 * @param extents outermost axis first, at least one
 * @param bytes the elements, big-endian
 */
public record IdxArray(Type type, int[] extents, byte[] bytes) {

    /** The element types, by the third byte of the file. */
    public enum Type {
        UNSIGNED_BYTE(0x08, 1), BYTE(0x09, 1), SHORT(0x0B, 2), INT(0x0C, 4), FLOAT(0x0D, 4), DOUBLE(0x0E, 8);

        private final int code;
        private final int size;

        Type(int code, int size) {
            this.code = code;
            this.size = size;
        }

        /** Bytes of one element. */
        public int size() {
            return size;
        }

        private static Optional<Type> of(int code) {
            return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
        }
    }

    /** Gzip makes nothing smaller than this share of it. */
    private static final long MOST_PACKED = 1040;

    /**
     * What the first bytes of a file say of the rest.
     *
     * @param extents outermost axis first, at least one
     * @param length bytes of the header itself
     */
    record Header(Type type, int[] extents, int length) {

        /** Bytes of the elements. */
        long size() {
            long size = type.size();
            for (int extent : extents) {
                size *= extent;
            }
            return size;
        }
    }

    /** Something that is read from the start of a file. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(InputStream in) throws IOException;
    }

    /**
     * Reads a file, compressed by gzip or not.
     *
     * @throws DataException if it is missing, unreadable, or no complete IDX file
     */
    public static IdxArray read(Path file) {
        return open(file, in -> read(file, in));
    }

    /**
     * Reads only what a file says of itself, so that nothing is unpacked that does not fit anyway.
     *
     * @throws DataException if it is missing, unreadable, or no IDX file
     */
    static Header header(Path file) {
        return open(file, in -> header(file, in));
    }

    private static <T> T open(Path file, Reading<T> reading) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DataException(file + " is no file: name an IDX file");
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file)); InputStream in = unpacked(raw)) {
            return reading.from(in);
        } catch (NoSuchFileException e) {
            throw new DataException(file + " does not exist: put the file there or name another", e);
        } catch (EOFException | ZipException e) {
            throw new DataException(file + " is damaged: its gzip data ends early or is corrupt, download it again", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + "): check that it is a readable file",
                    e);
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == 0x1F8B ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static Header header(Path file, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        Optional<Type> type = magic.length == 4 ? Type.of(magic[2]) : Optional.empty();
        if (type.isEmpty() || magic[0] != 0 || magic[1] != 0 || magic[3] < 1) {
            throw new DataException(file + " is not an IDX file: it starts with " + hex(magic)
                    + " where 00 00, a type from 08 to 0E and the number of axes are expected; name an IDX file");
        }
        byte[] header = in.readNBytes(4 * magic[3]);
        if (header.length < 4 * magic[3]) {
            throw truncated(file, 4 + 4 * magic[3], 4 + header.length);
        }
        int[] extents = new int[magic[3]];
        ByteBuffer.wrap(header).asIntBuffer().get(extents);
        long size = type.get().size();
        for (int extent : extents) {
            size = Math.min(Long.MAX_VALUE >>> 32, size * Integer.toUnsignedLong(extent));
        }
        if (size > Integer.MAX_VALUE - 16 || Arrays.stream(extents).anyMatch(extent -> extent < 0)) {
            throw new DataException(file + " has extents " + text(extents)
                    + ", more than fits in memory: check that the file is whole and an IDX file");
        }
        return new Header(type.get(), extents, 4 + header.length);
    }

    /** Extents as they are meant: in the file they have no sign. */
    private static String text(int[] extents) {
        return Arrays.toString(Arrays.stream(extents).mapToObj(Integer::toUnsignedString).toArray());
    }

    private static IdxArray read(Path file, InputStream in) throws IOException {
        Header header = header(file, in);
        long size = header.size();
        if (size > MOST_PACKED * Files.size(file)) {
            throw new DataException(file + " is truncated: expected " + (header.length() + size) + " bytes (unpacked), which its "
                    + Files.size(file) + " bytes cannot hold; download it again");
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw truncated(file, header.length() + size, header.length() + (long) bytes.length);
        }
        if (in.read() >= 0) {
            throw new DataException(file + " goes on after the " + (header.length() + size) + " bytes that its extents "
                    + text(header.extents()) + " take: the file is damaged, download it again");
        }
        return new IdxArray(header.type(), header.extents(), bytes);
    }

    private static DataException truncated(Path file, long expected, long found) {
        return new DataException(file + " is truncated: expected " + expected + " bytes, found " + found
                + " (unpacked); download it again");
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(text.isEmpty() ? "" : " ").append(String.format("%02X", b));
        }
        return text.isEmpty() ? "nothing" : text.toString();
    }

    /** How many elements. */
    public int size() {
        return bytes.length / type.size();
    }

    /** An element, in the order of the file. */
    public double value(int index) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = index * type.size();
        return switch (type) {
            case UNSIGNED_BYTE -> bytes[at] & 0xFF;
            case BYTE -> bytes[at];
            case SHORT -> buffer.getShort(at);
            case INT -> buffer.getInt(at);
            case FLOAT -> buffer.getFloat(at);
            case DOUBLE -> buffer.getDouble(at);
        };
    }
}
