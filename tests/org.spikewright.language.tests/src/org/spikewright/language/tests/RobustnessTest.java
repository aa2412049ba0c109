package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.language.UnreadableModelException;
import org.spikewright.testing.Repository;

/** No text, however broken, makes the language throw; what is no text is said to be none. */
class RobustnessTest {

    private static final int MUTATIONS = 400;
    private static final String[] PIECES = {"{", "}", "(", ")", "[", "]", "->", "=", "network", "train", "dense", "9e999", "20 ms", "\"",
        "/*", "//", "x", ".", ",", "-", "unknown", "spike when", "dv/dt", "\n", "é"};

    @TempDir
    Path folder;

    private final Language language = new Language();

    @Test
    void mutatedModelsAreCheckedAndFormattedWithoutAnException() throws IOException {
        List<String> seeds = new ArrayList<>();
        seeds.add(Files.readString(Repository.root().resolve("bundles/org.spikewright.gallery/models/digits/digits.spike")));
        seeds.add(Files.readString(Repository.root().resolve("bundles/org.spikewright.language/library/std/neuron.spike")));
        seeds.add(Files.readString(Repository.root().resolve("bundles/org.spikewright.language/library/std/surrogate.spike")));
        seeds.add(Files.readString(Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/networks/mistakes.spike")));
        Path file = folder.resolve("mutated.spike");
        for (int i = 0; i < MUTATIONS; i++) {
            RandomStream random = RandomStream.of(7, "mutations", i);
            String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
            Files.writeString(file, text);
            assertDoesNotThrow(() -> {
                ModelFile model = language.read(file, "mutated.spike");
                model.check();
                model.formatted();
            }, () -> "on this text:\n" + text);
        }
    }

    private static String mutated(String text, RandomStream random) {
        StringBuilder mutated = new StringBuilder(text);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(3)) {
                case 0 -> mutated.delete(at, Math.min(mutated.length(), at + 1 + random.nextInt(30)));
                case 1 -> mutated.insert(at, PIECES[random.nextInt(PIECES.length)]);
                default -> mutated.insert(at, mutated.substring(Math.max(0, at - random.nextInt(60)), at));
            }
        }
        return mutated.toString();
    }

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
