package org.spikewright.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.spikewright.cli.Io;
import org.spikewright.record.AtomicFile;

/**
 * Where a command writes a result. Whether it can and may is known before the command does its work: nothing is replaced
 * but an empty file or one in the form of the result, and nothing in a record. Links are followed; devices and pipes are written to, not replaced;
 * {@code -} is standard output.
 */
final class OutputFile {

    private static final Set<Path> OUT = Set.of(Path.of("/dev/stdout"), Path.of("/dev/fd/1"), Path.of("/proc/self/fd/1"));
    private static final Set<Path> ERR = Set.of(Path.of("/dev/stderr"), Path.of("/dev/fd/2"), Path.of("/proc/self/fd/2"));
    private static final int MOST_LINKS = 40;

    /** In which form a result is. */
    enum Form {
        JSON("{", "["), XML("<");

        private final List<String> starts;

        Form(String... starts) {
            this.starts = List.of(starts);
        }
    }

    private final Path target;
    private final Optional<PrintStream> stream;

    private OutputFile(Path target, Optional<PrintStream> stream) {
        this.target = target;
        this.stream = stream;
    }

    /**
     * Makes sure that a result can be written.
     *
     * @param option that names it
     * @throws UnusablePathException if it cannot or must not be written there; the message says why
     */
    static OutputFile of(String option, String word, Form form, Io io) {
        if (word.equals("-")) {
            return new OutputFile(Path.of(word), Optional.of(io.out()));
        }
        try {
            Path target = followed(io.resolve(word));
            if (OUT.contains(target)) {
                return new OutputFile(target, Optional.of(io.out()));
            }
            if (ERR.contains(target)) {
                return new OutputFile(target, Optional.of(io.err()));
            }
            refuse(target, form);
            return new OutputFile(target, Optional.empty());
        } catch (IOException e) {
            throw new UnusablePathException(option + " " + word + ": " + e.getMessage());
        }
    }

    /** Where a link leads to, and the links there; those that stand for open files are what they stand for. */
    private static Path followed(Path named) throws IOException {
        Path target = named;
        for (int i = 0; i < MOST_LINKS; i++) {
            if (OUT.contains(target) || ERR.contains(target) || target.startsWith("/dev/fd") || target.startsWith("/proc")
                    || !Files.isSymbolicLink(target)) {
                return target;
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        throw new IOException("its links lead in a circle");
    }

    private static void refuse(Path target, Form form) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("it is a folder; name a file");
        }
        if (isSpecial(target)) {
            return;
        }
        if (target.toString().endsWith(".spike")) {
            throw new IOException("the name is that of a model; name another file");
        }
        WritableFolder.requireOutsideOfRecords(target);
        if (Files.exists(target) && !isOf(form, target)) {
            throw new IOException("there is a file which is not " + form + ", and it would be lost; name another file");
        }
        WritableFolder.requireWritable(target.getParent());
    }

    private static boolean isSpecial(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target);
    }

    /** Whether a file looks like one of a form, or holds nothing. */
    private static boolean isOf(Form form, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(1000), StandardCharsets.UTF_8).strip();
            return start.isEmpty() || form.starts.stream().anyMatch(start::startsWith);
        }
    }

    boolean isStandardOutput() {
        return OUT.contains(target) || target.toString().equals("-");
    }

    /** Writes the result; a file appears whole or not at all. */
    void write(String text) throws IOException {
        if (stream.isPresent()) {
            stream.get().print(text);
            stream.get().flush();
        } else if (isSpecial(target)) {
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } else {
            AtomicFile.write(target, text);
        }
    }
}
