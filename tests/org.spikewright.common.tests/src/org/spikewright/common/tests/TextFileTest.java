package org.spikewright.common.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.TextFile;

@Timeout(60)
class TextFileTest {

    @TempDir
    Path folder;

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "\uFEFFpackage a\n\uFEFF");
        assertEquals("package a\n\uFEFF", TextFile.read(file));
        try (BufferedReader lines = TextFile.open(file)) {
            assertEquals("package a", lines.readLine());
        }
        assertEquals("", TextFile.read(Files.write(folder.resolve("empty"), new byte[0])));
    }

    @Test
    void whatIsNoTextIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("latin"), "Größe".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + " is not a text file: it is not UTF-8",
                assertThrows(CharacterCodingException.class, () -> TextFile.read(file)).getMessage());
    }

    @Test
    void whatIsNoFileIsNamedAndNotOpened() throws Exception {
        assertRefused(folder, "is a folder, not a file");
        assertRefused(folder.resolve("nowhere"), "is missing");
        assertRefused(Path.of("/dev/zero"), "is a pipe or a device, not a file");
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo makes pipes");
        assertRefused(pipe, "is a pipe or a device, not a file");
        assertRefused(Files.createSymbolicLink(folder.resolve("link"), pipe), "is a pipe or a device, not a file");
    }

    private static void assertRefused(Path file, String why) {
        if (!file.startsWith("/dev") || Files.exists(file)) {
            assertEquals(file + " " + why, assertThrows(IOException.class, () -> TextFile.read(file)).getMessage());
            assertThrows(IOException.class, () -> TextFile.open(file));
        }
    }

    @Test
    void aFileMayBeTooLong() throws IOException {
        Path file = Files.writeString(folder.resolve("long"), "x".repeat(2_000_001));
        assertTrue(assertThrows(IOException.class, () -> TextFile.read(file, 2_000_000)).getMessage()
                .contains("long is longer than the 2 MB"));
        assertEquals(2_000_001, TextFile.read(file, 2_000_001).length());
    }
}
