package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.spikewright.testing.Repository;

/** The script that starts the workbench starts it again when the workbench asks for that, with the status 23. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
class RestartTest {

    @TempDir
    private Path folder;

    private Process script(String program) throws Exception {
        Path file = Files.writeString(folder.resolve("program"), "#!/usr/bin/env bash\n" + program);
        assertTrue(file.toFile().setExecutable(true));
        String environment = Repository.root().resolve("releng/scripts/environment.sh").toString();
        return new ProcessBuilder("bash", "-c", "set -euo pipefail; source '" + environment + "'; run_again '" + file + "' one 'two words'")
                .directory(folder.toFile()).inheritIO().start();
    }

    private String started() throws Exception {
        return Files.readString(folder.resolve("started"));
    }

    @Test
    void startsAgainForAsLongAsItIsAskedTo() throws Exception {
        Process script = script("""
                echo "$1,$2" >>started
                [[ $(wc -l <started) -lt 3 ]] && exit 23
                exit 5
                """);
        assertTrue(script.waitFor(60, TimeUnit.SECONDS));
        assertEquals(5, script.exitValue());
        assertEquals("one,two words\n".repeat(3), started());
    }

    @Test
    void endsOtherwise() throws Exception {
        Process script = script("echo once >>started\n");
        assertTrue(script.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, script.exitValue());
        assertEquals("once\n", started());
    }

    /** Whoever ends the script ends the program, which does in its own time what it has to do. */
    @Test
    void aSignalReachesTheProgram() throws Exception {
        Process script = script("""
                trap 'echo told >>started; exit 7' TERM
                echo ready >>started
                while true; do sleep 0.1; done
                """);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(folder.resolve("started")) && System.nanoTime() < end) {
            script.waitFor(20, TimeUnit.MILLISECONDS);
        }
        script.destroy();
        assertTrue(script.waitFor(60, TimeUnit.SECONDS));
        assertEquals(7, script.exitValue());
        assertEquals("ready\ntold\n", started());
    }
}
