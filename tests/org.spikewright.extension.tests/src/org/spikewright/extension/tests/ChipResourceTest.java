package org.spikewright.extension.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Finding;
import org.spikewright.language.Language;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.RunRecord;

/** A limit of a chip that a bundle brings: stated by a group, checked while it is typed, and kept by the mapper. */
class ChipResourceTest {

    /** Twelve neurons with 36 inputs and two with 12, on branches of 12 inputs each. */
    private static final int BRANCHES = 12 * 3 + 2;

    @TempDir
    private Path folder;

    private List<Finding> check(String text) throws IOException {
        Path file = folder.resolve("own.spike");
        Files.writeString(file, text);
        return new Language().read(file, "own.spike").check();
    }

    private ChipRecord mapped(String... more) throws IOException {
        Shell shell = new Shell(folder);
        assertEquals(0, shell.run("mapped.spike", Shell.fixture("mapped.spike"), "run", more), () -> shell.out() + shell.err());
        List<Path> records = RunRecord.list(folder.resolve("runs"));
        return RunRecord.open(records.stream().max(Path::compareTo).orElseThrow()).chip("Deploy").orElseThrow();
    }

    private static int branches(ChipRecord.Core core) {
        return core.slices().stream().mapToInt(slice -> (slice.to() - slice.from()) * (slice.layer().equals("hidden") ? 3 : 1)).sum();
    }

    @ParameterizedTest
    @CsvSource({"8, 6", "9, 5", "11, 4", "38, 1"})
    void theMapperKeepsIt(int capacity, int cores) throws IOException {
        ChipRecord chip = mapped("--set", "Small.dendrites.branches=" + capacity);
        assertEquals(cores, chip.cores().size());
        assertEquals(BRANCHES, chip.cores().stream().mapToInt(ChipResourceTest::branches).sum());
        int fullest = chip.cores().stream().mapToInt(ChipResourceTest::branches).max().orElseThrow();
        assertTrue(fullest <= capacity, chip.cores().toString());
        ChipRecord.Limit limit = chip.limits().stream().filter(one -> one.name().equals("dendrites.branches")).findFirst().orElseThrow();
        assertEquals(new ChipRecord.Limit("dendrites.branches", fullest, capacity, ""), limit);
        chip.cores().forEach(core -> assertEquals(Math.max((double) branches(core) / capacity, core.neurons() / 100.0), core.load(), 1e-12));
        Path report = RunRecord.list(folder.resolve("runs")).getFirst().resolve("report.html");
        assertTrue(Files.readString(report).contains("dendrites.branches"), "the report shows it");
    }

    @Test
    void whatIsUnknownLimitsNothing() throws IOException {
        ChipRecord chip = mapped("--set", "Small.dendrites.branches=unknown");
        assertEquals(1, chip.cores().size());
        assertTrue(chip.limits().stream().noneMatch(limit -> limit.name().equals("dendrites.branches")));
    }

    @Test
    void aNetworkThatNoCoreHoldsIsNotMapped() throws IOException {
        Shell shell = new Shell(folder);
        assertEquals(3, shell.run("mapped.spike", Shell.fixture("mapped.spike").replace("-> mirror", "-> gain"), "run"));
        assertTrue(shell.err().contains("mapped.spike:46:") && shell.err().contains("no chip holds 'gain' yet"), shell.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            branches 8    | branches 2          | SW401 | 15 | each neuron of 'hidden' needs 3 branches of dendrites, 1 more than a core of Small has
            branches 8    | branches 4          | SW401 | 16 | up to 'readout' the network needs 38 branches of dendrites, 6 more than all cores of Small have
            branches 8    | branches 8 ms       | SW201 | 27 | 'branches' is a Count, but this is a Time
            branches 8    | braches 8           | SW101 | 27 | did you mean 'branches'?
            inputs 12     | inputs 0            | SW207 | 28 | must be above 0
            dendrites {   | dendrtes {          | SW101 | 26 | did you mean 'dendrites'?
            -> mirror     | -> gain             | SW502 | 46 | no chip holds 'gain' yet, as 'Net' has at 'readout.gain'
            """)
    void mistakesAreFoundInTheLine(String right, String wrong, String code, int line, String message) throws IOException {
        assertEquals(List.of(), check(Shell.fixture("mapped.spike")));
        List<Finding> findings = check(Shell.fixture("mapped.spike").replace(right, wrong));
        assertTrue(findings.stream().anyMatch(finding -> finding.code().equals(code) && finding.message().contains(message)
                && finding.location().line() == line), wrong + ": " + findings);
    }
}
