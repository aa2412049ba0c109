package org.spikewright.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text files as they come from people: UTF-8, perhaps with a byte order mark, which is left out. */
public final class TextFile {

    /** The most bytes of a file that is written by hand. */
    public static final long MOST = 64L << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {
    }

    /** Reads a file of at most {@link #MOST} bytes; see {@link #read(Path, long)}. */
    public static String read(Path file) throws IOException {
        return read(file, MOST);
    }

    /**
     * Reads a file.
     *
     * @param most how many bytes it may have
     * @throws CharacterCodingException if it is not UTF-8; the message names it
     * @throws IOException if it is missing, no file (a folder, a pipe, a device) or too long; the message names it
     */
    public static String read(Path file, long most) throws IOException {
        String text;
        try {
            requireRegular(file);
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file, most))).toString();
        } catch (CharacterCodingException e) {
            throw new NoTextException(file, e);
        } catch (FileSystemException e) {
            throw new IOException(file + " " + reason(e), e);
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /**
     * Opens a file that may be long, to be read line by line.
     *
     * @throws IOException if it is missing or no file; the message names it
     */
    public static BufferedReader open(Path file) throws IOException {
        requireRegular(file);
        BufferedReader reader = Files.newBufferedReader(file);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /**
     * Refuses what is no file: to open a pipe may wait for ever, and a device may never end.
     *
     * @throws IOException if it is missing or no file; the message names it
     */
    public static void requireRegular(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a file");
        }
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is a pipe or a device, not a file");
        }
    }

    private static byte[] bytes(Path file, long most) throws IOException {
        if (Files.size(file) > most) {
            throw tooLong(file, most);
        }
        // What the system makes up while it is read has size 0, so the size alone says nothing.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) most + 1);
            if (bytes.length > most) {
                throw tooLong(file, most);
            }
            return bytes;
        }
    }

    private static IOException tooLong(Path file, long most) {
        return new IOException(file + " is longer than the " + most / 1_000_000 + " MB that such a file may have");
    }

    /** Why the system refused something, in words that follow the name of the file. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "is missing";
            case AccessDeniedException _ -> "must not be opened: permission is denied";
            case FileSystemException problem when problem.getReason() != null -> "cannot be opened: " + problem.getReason();
            default -> "cannot be opened: " + e.getMessage();
        };
    }

    /** A file that is not UTF-8. */
    private static final class NoTextException extends CharacterCodingException {

        private static final long serialVersionUID = 1L;

        private final String file;

        NoTextException(Path file, CharacterCodingException cause) {
            this.file = file.toString();
            initCause(cause);
        }

        @Override
        public String getMessage() {
            return file + " is not a text file: it is not UTF-8";
        }
    }
}
