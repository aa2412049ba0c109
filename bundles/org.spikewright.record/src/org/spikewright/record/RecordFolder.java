package org.spikewright.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.spikewright.common.TextFile;

/**
 * The folder of a record. A record may come from anybody, so the names in it lead only to files in it, whether by themselves or
 * by links.
 */
record RecordFolder(Path path) {

    /** Where a file is written; the name is one that the product has checked or chosen. */
    Path place(String... names) {
        return path.resolve(Path.of("", names));
    }

    /**
     * A file that can be read, if it is there.
     *
     * @throws IOException if the name leads out of the folder, or to something else than a file; the message names it
     */
    Optional<Path> find(String... names) throws IOException {
        Path file;
        try {
            Path relative = Path.of("", names).normalize();
            if (relative.isAbsolute() || relative.startsWith("..")) {
                throw outside(String.join("/", names));
            }
            file = place(names);
        } catch (InvalidPathException e) {
            throw new IOException(path + " is damaged: it names a file that cannot be: " + e.getReason(), e);
        }
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!file.toRealPath().startsWith(path.toRealPath())) {
            throw outside(file.toString());
        }
        TextFile.requireRegular(file);
        return Optional.of(file);
    }

    /**
     * A file that must be there.
     *
     * @throws IOException if it is missing or not in the folder
     */
    Path require(String... names) throws IOException {
        return find(names).orElseThrow(() -> new IOException(place(names) + " is missing"));
    }

    private IOException outside(String name) {
        return new IOException(path + " is damaged: " + name + " leads out of the record");
    }
}
