package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;

/** Jobs that work with jobs of other files, and trainings that come to nothing. */
class JobsOfOtherFilesTest {

    private static final String BASE = """
            package base
            import std.neuron.*
            dataset G { read glyphs(height = 8, width = 8) train 100 test 50 encode rate(steps = 4) }
            network Net { input x : [1, 8, 8] y = x -> flatten -> dense(10) -> Integrator(tau = 10 ms) output y }
            train Learn { network Net data G epochs 2 }
            evaluate Test { network Net from Learn }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(folder);
        Files.writeString(folder.resolve("base.spike"), BASE);
    }

    private void other(String jobs) throws IOException {
        Files.writeString(folder.resolve("other.spike"), "package other\nimport base.*\n" + jobs);
    }

    @Test
    void twoTrainingsOfOneNameDoNotRunTogether() throws IOException {
        other("train Learn { network Net data G }\nevaluate Theirs { network Net from base.Learn }\nevaluate Own { network Net from Learn }\n");
        assertEquals(ExitCode.FINDINGS, shell.run("check", "other.spike"));
        assertTrue(shell.out().contains("other.spike:4:10: error: SW102: 'Theirs' needs 'Learn' of another file"), shell.out());
        assertTrue(!shell.out().contains("'Own'"), shell.out());
    }

    @Test
    void whatAJobOfAnotherFileGivesUnderSeedsCanBeCompared() throws IOException {
        other("evaluate Few { network Net from Learn samples 30 }\n"
                + "compare Both of Few, Test { over seeds [1, 2] expect accuracy(Few) - accuracy(Test) in [-1, 1] }\n");
        assertEquals(ExitCode.DONE, shell.run("run", "other.spike"), shell.err());
    }

    @Test
    void aTrainingWhoseLossIsNoNumberHasFailed() throws IOException {
        other("train Wild { network Net data G optimizer sgd(1e38) batch 10 epochs 4 }\n");
        assertEquals(ExitCode.FAILED, shell.run("run", "other.spike"), shell.out());
        assertTrue(shell.err().contains("base.spike:4:55: the training of 'Wild' diverged: 'y.dense' gives "), shell.err());
        assertTrue(shell.err().contains(" in step 1 of a sample in batch 7 of epoch 1; lower the learning rate"),
                shell.err());
    }
}
