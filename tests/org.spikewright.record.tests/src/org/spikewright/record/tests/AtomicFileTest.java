package org.spikewright.record.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.record.AtomicFile;

class AtomicFileTest {

    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "old");
        AtomicFile.write(file, "new");
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("a.json"), names());
    }

    /** In a record that somebody made up, a link might lead to any file of the reader's. */
    @Test
    void aLinkIsReplacedAndWhatItLeadsToIsNotTouched() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("report.html"), precious);
        AtomicFile.write(link, "page");
        assertEquals("precious", Files.readString(precious));
        assertFalse(Files.isSymbolicLink(link));
        assertEquals("page", Files.readString(link));
    }

    @Test
    void whatCannotBeWrittenIsNamedAndWhatWasThereStays() throws IOException {
        Path busy = Files.createDirectory(folder.resolve("report.html"));
        assertEquals(busy + " cannot be written: it is a folder",
                assertThrows(IOException.class, () -> AtomicFile.write(busy, "x")).getMessage());
        Path file = Files.writeString(folder.resolve("a"), "old");
        IOException failed = assertThrows(IOException.class, () -> AtomicFile.write(file, stream -> {
            stream.write(new byte[100_000]);
            throw new IOException("the source ended");
        }));
        assertEquals(file + " cannot be written: the source ended", failed.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a", "report.html"), names());
        Path below = file.resolve("b");
        String message = assertThrows(IOException.class, () -> AtomicFile.write(below, "x")).getMessage();
        assertTrue(message.startsWith(below + " cannot be written: ") && !message.contains(".part"), message);
    }
}
