package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.language.Language;
import org.spikewright.testing.Repository;

/** A model that uses what a bundle beside the product brings, where that bundle is not. */
class WithoutExtensionTest {

    @TempDir
    private Path folder;

    private List<String> findings(Path file) {
        return new Language().read(file, file.getFileName().toString()).check().stream()
                .map(finding -> finding.location().line() + ": " + finding.code() + ": " + finding.message()).toList();
    }

    @Test
    void whatItLacksIsSaidInItsLine() {
        assertEquals(List.of(
                "4: SW101: there is no package 'sample' in this folder or in the library; add the file, or the extension, that has it",
                "7: SW101: there is no source 'bars' here", "15: SW101: there is no layer, neuron or block 'gain' here",
                "23: SW101: there is no loss 'hinge' here", "24: SW101: there is no optimizer 'signDescent' here",
                "25: SW101: there is no rule 'clipped' here", "25: SW101: there is no quantity or function 'bptt' here"),
                findings(Repository.root().resolve("tests/org.spikewright.extension.tests/fixtures/bars.spike")).stream()
                        .map(finding -> finding.replaceFirst("; there are .* and .*", "")).toList());
    }

    /** Its declarations alone give nothing to run. */
    @Test
    void aCopyOfItsLibraryFileDoesNotStandInForIt() throws IOException {
        Files.copy(Repository.root().resolve("tests/org.spikewright.extension.sample/library/sample.spike"), folder.resolve("sample.spike"));
        Path model = folder.resolve("bars.spike");
        Files.copy(Repository.root().resolve("tests/org.spikewright.extension.tests/fixtures/bars.spike"), model);
        List<String> findings = findings(model);
        for (String expected : List.of("7: SW502: no engine knows 'bars'", "15: SW104: nothing says what layer 'gain' is",
                "23: SW502: no engine knows 'hinge'", "24: SW502: no engine knows 'signDescent'", "25: SW502: no engine knows 'clipped'")) {
            assertEquals(1, findings.stream().filter(finding -> finding.startsWith(expected)).count(), expected + " in " + findings);
        }
    }
}
