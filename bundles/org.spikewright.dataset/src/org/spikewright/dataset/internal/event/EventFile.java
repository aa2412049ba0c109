package org.spikewright.dataset.internal.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The formats in which recordings of event cameras come. */
public enum EventFile {

    /** Five bytes an event, as of N-MNIST and N-Caltech101. */
    N_MNIST("n-mnist", Set.of(".bin"), NMnist::read),
    /** Prophesee's old format. */
    DAT("dat", Set.of(".dat"), Dat::read),
    /** Prophesee's EVT 2 and 3. */
    EVT("evt", Set.of(".raw"), Evt::read),
    /** AEDAT 3.1 of jAER and cAER. */
    AEDAT("aedat", Set.of(".aedat"), Aedat3::read),
    /** Arrays x, y, t and p of NumPy. */
    NPZ("npz", Set.of(".npz"), EventArrays::read);

    /** More than this no file may hold, so that times and places have room. */
    private static final long MOST = 1L << 30;

    private interface Reader {
        CameraEvents read(byte[] bytes) throws IOException;
    }

    private final String format;
    private final Set<String> endings;
    private final Reader reader;

    EventFile(String format, Set<String> endings, Reader reader) {
        this.format = format;
        this.endings = endings;
        this.reader = reader;
    }

    /**
     * The endings of a format's files; those of all formats for {@code any}.
     *
     * @throws IllegalArgumentException if there is no such format; the message names those that there are
     */
    public static Set<String> endings(String format) {
        Set<String> found = Stream.of(values()).filter(one -> format.equals("any") || one.format.equals(format)).flatMap(one -> one.endings.stream())
                .collect(Collectors.toSet());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("events can be read as any, " + Arrays.stream(values()).map(one -> one.format)
                    .collect(Collectors.joining(", ")) + ", but not as '" + format + "'");
        }
        return found;
    }

    /**
     * Reads a file, by what its name ends with.
     *
     * @throws IllegalArgumentException if it is not of that format; the message says why
     */
    public static CameraEvents read(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        Optional<EventFile> format = Stream.of(values()).filter(one -> one.endings.stream().anyMatch(name::endsWith)).findFirst();
        if (Files.size(file) > MOST) {
            throw new IllegalArgumentException("it has more than " + MOST + " bytes; divide the recording");
        }
        return format.orElseThrow(() -> new IllegalArgumentException("its name says nothing of its format")).reader.read(Files.readAllBytes(file));
    }
}
