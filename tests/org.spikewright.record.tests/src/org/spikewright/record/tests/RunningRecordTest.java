package org.spikewright.record.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.record.Manifest;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/** A record that says it runs: somebody runs it, or its process is gone. */
@Timeout(120)
class RunningRecordTest {

    /** A process of its own that holds the lock of a record until it is killed; written after the documentation, not with our code. */
    private static final String HOLDER = """
            import java.nio.channels.*;
            import java.nio.file.*;
            class Holder {
                public static void main(String[] arguments) throws Exception {
                    FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock();
                    System.out.println("locked");
                    System.in.read();
                    lock.release();
                }
            }
            """;

    @TempDir
    Path folder;

    private static Manifest manifest(RunState state) {
        return new Manifest("0", "2026-01-01T00:00:00Z", null, state, null, "m.spike", "00", List.of("Learn"), Map.of(), Map.of("java", "25"));
    }

    private List<Path> locks(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".lock")).toList();
        }
    }

    private static RunState state(Path run) throws IOException {
        return RunRecord.open(run).manifest().state();
    }

    @Test
    void aRunOfThisProcessGoesOnUntilItIsEnded() throws IOException {
        RunRecord record = RunRecord.create(folder.resolve("run"), manifest(RunState.RUNNING), "");
        for (int i = 0; i < 3; i++) {
            assertEquals(RunState.RUNNING, state(record.folder()), "looking does not give the lock away");
        }
        assertEquals(1, locks(record.folder()).size());
        record.end("2026-01-01T00:00:09Z", RunState.DONE, null);
        assertEquals(RunState.DONE, state(record.folder()));
        assertEquals(List.of(), locks(record.folder()));
    }

    @Test
    void aRunOfAnotherProcessGoesOnUntilThatIsKilled() throws Exception {
        RunRecord record = RunRecord.create(folder.resolve("run"), manifest(RunState.RUNNING), "");
        Path lock = locks(record.folder()).getFirst();
        record.end("2026-01-01T00:00:09Z", RunState.RUNNING, null);
        assertEquals(RunState.INTERRUPTED, state(record.folder()), "nobody holds it");
        Path program = Files.writeString(folder.resolve("Holder.java"), HOLDER);
        Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), program.toString(),
                lock.resolveSibling("running-another-process.lock").toString()).redirectErrorStream(true).start();
        try {
            assertEquals("locked", holder.inputReader().readLine());
            assertEquals(RunState.RUNNING, state(record.folder()));
            assertEquals(RunState.RUNNING, state(record.folder()));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(lock.resolveSibling("running-another-process.lock")), "its file is still there");
        assertEquals(RunState.INTERRUPTED, state(record.folder()));
    }

    /** As records were before there were locks. */
    @Test
    void aRunWithoutALockWasInterrupted() throws IOException {
        RunRecord.create(folder.resolve("run"), manifest(RunState.RUNNING), "").end(null, RunState.RUNNING, null);
        assertEquals(RunState.INTERRUPTED, state(folder.resolve("run")));
    }

    @Test
    void aRecordThatCannotBeBegunLeavesNothing() {
        Manifest wrong = new Manifest("0", "2026-01-01T00:00:00Z", null, RunState.RUNNING, null, "m".repeat(300), "00", List.of(), Map.of(),
                Map.of());
        Path run = folder.resolve("runs/run");
        assertThrows(IOException.class, () -> RunRecord.create(run, wrong, ""));
        assertTrue(Files.notExists(run));
    }

    /** As when many runs of a model start in the same second. */
    @Test
    void everyRunHasAFolderOfItsOwn() throws Exception {
        Set<Path> reserved = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> futures = Stream.generate(() -> threads.submit(() -> RunRecord.reserve(folder.resolve("runs"), "20260101-000000-m")))
                    .limit(40).toList();
            for (Future<Path> future : futures) {
                reserved.add(future.get());
            }
        }
        assertEquals(40, reserved.size());
        assertTrue(reserved.contains(folder.resolve("runs/20260101-000000-m")));
    }
}
