package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.RunRecord;

/** A record is enough to run its jobs again, and to see whether the same comes of it. */
class RepeatTest {

    private static final String CELLS = "package cells\nneuron Cell { parameter tau : Time = 10 ms state v : Real = 0 input I : Real"
            + " dv/dt = (I - v) / tau spike when v > 1 reset v = 0 }\n";
    private static final String POPULATIONS = "package own\nimport cells.*\nnetwork Net { population A : Cell [20] population B : Cell [3]\n"
            + "connect A -> B by listed(\"pairs.txt\") weight 0.9 drive A by poisson(500 Hz) weight 0.4 }\n"
            + "simulate Run { network Net time 200 ms }\n";

    @TempDir
    Path folder;

    private Shell shell;

    private Path record(String runs) throws IOException {
        return RunRecord.list(folder.resolve(runs)).getFirst();
    }

    private String repeat(int expected, String... options) {
        assertEquals(expected, shell.run(Stream.concat(Stream.of("repeat", "runs/first", "--out", "again"), Stream.of(options)).toArray(String[]::new)),
                shell.out() + shell.err());
        return shell.out().lines().reduce((_, last) -> last).orElse("");
    }

    /** Runs a model and keeps its record as {@code runs/first}. */
    private void first(String... arguments) throws IOException {
        assertEquals(ExitCode.DONE, shell.run(Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray(String[]::new)), shell.err());
        Files.move(record("runs"), folder.resolve("runs/first"));
    }

    private void populations() throws IOException {
        shell = new Shell(folder);
        Files.writeString(folder.resolve("cells.spike"), CELLS);
        Files.writeString(folder.resolve("own.spike"), POPULATIONS);
        Files.writeString(folder.resolve("pairs.txt"), "0 0\n1 1\n2 2\n5 0\n7 1\n");
        first("own.spike", "--seed", "5");
    }

    @Test
    void whatWasTrainedMappedAndExploredComesOutTheSame() throws IOException {
        shell = Shell.with("explore.spike", folder);
        first("explore.spike", "Width", "--threads", "2");
        assertEquals("identical", repeat(ExitCode.DONE, "--threads", "1"));
    }

    /** A trial is a run of a model like any other: its record holds the text with its values, and a run by {@code --set} gives the same. */
    @Test
    void aTrialIsRepeatedFromItsOwnRecordAndIsTheRunOfAModelWithItsValues() throws IOException {
        shell = Shell.with("explore.spike", folder);
        first("explore.spike", "Width");
        Path trial = folder.resolve("runs/first/Width/0002");
        assertEquals(ExitCode.DONE, shell.run("repeat", trial.toString(), "--out", "again"), shell.err());
        assertTrue(shell.out().endsWith("identical\n"), shell.out());
        RunRecord record = RunRecord.open(trial);
        assertTrue(record.modelText().contains("Net(width : Count = 8)") && record.modelText().contains("epochs 2"), record.modelText());
        assertEquals(ExitCode.DONE, shell.run("run", "explore.spike", "Deploy", "--out", "set", "--set", "Net.width=8", "--set", "Learn.epochs=2",
                "--set", "Chip.core.weight=8 bit"), shell.err());
        assertEquals(record.metrics(), RunRecord.open(record("set")).metrics());
    }

    @Test
    void theModelIsThatOfTheRecordWhateverBecameOfItsFiles() throws IOException {
        populations();
        Files.delete(folder.resolve("cells.spike"));
        Files.writeString(folder.resolve("own.spike"), POPULATIONS.replace("0.9", "2"));
        assertEquals("identical", repeat(ExitCode.DONE));
        assertEquals("5", RunRecord.open(record("again")).manifest().options().get("seed"));
    }

    @Test
    void aFileThatIsAnotherNowIsNamed() throws IOException {
        populations();
        Files.writeString(folder.resolve("pairs.txt"), "0 1\n1 1\n2 2\n5 0\n7 1\n");
        assertEquals("not identical", repeat(ExitCode.FAILED));
        assertTrue(shell.out().contains("connections.A->B is another file than before"), shell.out());
    }

    @Test
    void dataThatIsOtherNowIsNamed() throws IOException {
        shell = Shell.withData(folder);
        first("layers.spike", "TestNamed");
        assertEquals("identical", repeat(ExitCode.DONE));
        try (Stream<Path> files = Files.list(folder.resolve("idx"))) {
            Path images = files.filter(file -> file.getFileName().toString().startsWith("train-images")).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(images);
            bytes[bytes.length - 1] ^= 0x7F;
            Files.write(images, bytes);
            assertEquals("not identical", repeat(ExitCode.FAILED));
            assertTrue(shell.out().contains("/" + images.getFileName() + " is another file than before"), shell.out());
        }
    }

    @Test
    void whatIsNoRecordOrNotDoneIsRefused() throws IOException {
        populations();
        assertEquals(ExitCode.USAGE, shell.run("repeat", "."));
        assertEquals(1, shell.errLines().size(), shell.err());
        Path manifest = folder.resolve("runs/first/manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("DONE", "FAILED").replace("\"done\"", "\"failed\""));
        assertEquals(ExitCode.USAGE, shell.run("repeat", "runs/first"), shell.err());
        assertTrue(shell.err().contains("is not the record of a run that was done"), shell.err());
    }
}
