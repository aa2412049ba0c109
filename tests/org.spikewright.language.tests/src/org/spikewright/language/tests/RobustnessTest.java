package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.language.Language;
import org.spikewright.language.UnreadableModelException;

/** Odd texts are read; what is no text is said to be none. */
class RobustnessTest {

    @TempDir
    Path folder;

    private final Language language = new Language();

    @Test
    void aNetworkThatLeadsBackToItselfIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("circle.spike"),
                "network N { input x : [4] a = b -> dense(4) b = a -> dense(4) output b }");
        assertTrue(language.read(file, "f").check().stream().anyMatch(finding -> finding.code().equals("SW304")));
    }

    @Test
    void anEmptyFileIsAModelWithoutDeclarations() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.spike"), "");
        assertDoesNotThrow(() -> language.read(file, "empty.spike").check());
    }

    @Test
    void whatIsNoTextIsSaidToBeNone() throws IOException {
        Path binary = Files.write(folder.resolve("binary.spike"), new byte[] {0, 1, 2, (byte) 0xFF, (byte) 0xFE});
        refuses(binary, "not a text file");
        refuses(folder, "is a folder");
        refuses(folder.resolve("missing.spike"), "does not exist");
    }

    private void refuses(Path file, String why) {
        String message = assertThrows(UnreadableModelException.class, () -> language.read(file, "name")).getMessage();
        assertTrue(message.startsWith("name ") && message.contains(why), message);
    }
}
