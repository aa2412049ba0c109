package org.spikewright.extension.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.spikewright.testing.Repository;

/** The page on extending shows what the sample has: each example stands in one of its files, and each file that it names is there. */
class ExtendingPageTest {

    private static final Path SAMPLE = Repository.root().resolve("tests/org.spikewright.extension.sample");
    private static final Pattern EXAMPLE = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Repository.root().resolve("docs/extending.md"));
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(SAMPLE)) {
            for (Path file : all.filter(file -> file.toString().matches(".*\\.(java|spike)") && !file.startsWith(SAMPLE.resolve("target")))
                    .toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void everyExampleIsOfTheSample() throws IOException {
        Map<String, String> files = files();
        List<MatchResult> examples = EXAMPLE.matcher(page()).results().toList();
        assertTrue(examples.size() > 12, "examples are found");
        for (MatchResult example : examples) {
            String ending = example.group(1).isEmpty() ? ".spike" : "." + example.group(1);
            assertTrue(files.entrySet().stream().anyMatch(file -> file.getKey().endsWith(ending) && file.getValue().contains(example.group(2))),
                    example.group(2));
        }
    }

    @Test
    void everyFileIsNamedAndThere() throws IOException {
        List<String> named = Pattern.compile("(\\w+\\.java)").matcher(page()).results().map(MatchResult::group).distinct().sorted().toList();
        assertEquals(files().keySet().stream().filter(file -> file.endsWith(".java") && !file.equals("package-info.java")).sorted().toList(),
                named);
    }

    @Test
    void everyDeclarationOfTheLibraryIsBound() throws IOException {
        String contribution = files().get("SampleContribution.java");
        Pattern.compile("^(?:function|schema) (\\w+)", Pattern.MULTILINE).matcher(files().get("sample.spike")).results()
                .forEach(declared -> assertTrue(contribution.contains("\"sample." + declared.group(1) + "\""), declared.group()));
    }
}
