package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.testing.Repository;

/** The script {@code spikewright} in poor surroundings, with a product and a JDK that print how they are called. */
@Timeout(120)
class StartScriptTest {

    @TempDir
    Path directory;

    private Path script;
    private String printed;

    @BeforeEach
    void layOutAnInstallation() throws IOException {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "a shell runs scripts");
        Path root = Files.createDirectory(directory.resolve("installation"));
        for (String folder : List.of(".mvn", "targetplatform", "bundles", "features", "releng/scripts", "releng/product/target",
                "releng/product/target/products/spikewright.engine/a/b/c/plugins", "jdk/bin")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createFile(root.resolve("pom.xml"));
        Files.copy(Repository.root().resolve("releng/scripts/environment.sh"), root.resolve("releng/scripts/environment.sh"));
        script = Files.copy(Repository.root().resolve("spikewright"), root.resolve("spikewright"));
        Files.createFile(root.resolve("releng/product/target/products/spikewright.engine/a/b/c/plugins/org.eclipse.equinox.launcher_1.jar"));
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path java = Files.writeString(root.resolve("jdk/bin/java"), "#!/bin/sh\necho \"LC_ALL=$LC_ALL\"\nprintf '%s\\n' \"$@\"\n");
        for (Path program : List.of(java, Files.copy(java, root.resolve("jdk/bin/javac")))) {
            assertTrue(program.toFile().setExecutable(true));
        }
        Files.createFile(root.resolve("releng/product/target/started"));
        Files.createFile(root.resolve("releng/product/target/built"));
    }

    private int start(String shellCommand, Map<String, String> surroundings) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH"),
                "JAVA_HOME=" + script.resolveSibling("jdk")));
        surroundings.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("bash", "-c", shellCommand.replace("SCRIPT", "'" + script + "'")));
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    private List<String> lines() {
        return printed.lines().toList();
    }

    @Test
    void nobodyNeedsAHome() throws Exception {
        assertEquals(0, start("SCRIPT check m.spike", Map.of()), printed);
        assertTrue(lines().containsAll(List.of("check", "m.spike")), printed);
        assertFalse(printed.contains("spikewright.logs"), printed);
    }

    @Test
    void anotherJdkIsLookedForWithoutAHome() throws Exception {
        start("JAVA_HOME= SCRIPT check m.spike", Map.of());
        assertFalse(printed.contains("unbound variable"), printed);
    }

    @Test
    void logsGoToTheUsersFolder() throws Exception {
        assertEquals(0, start("SCRIPT check m.spike", Map.of("HOME", "/home/somebody", "XDG_STATE_HOME", "/state")), printed);
        assertTrue(lines().containsAll(List.of("-Dspikewright.logs=/state/spikewright", "-Dosgi.logfile=/state/spikewright/engine.log")), printed);
        assertEquals(0, start("SCRIPT check m.spike", Map.of("HOME", "/home/somebody")), printed);
        assertTrue(lines().stream().anyMatch(line -> line.startsWith("-Dspikewright.logs=/home/somebody/")), printed);
    }

    /** With any other character set, a virtual machine cannot even name the file {@code ü.spike}. */
    @Test
    void fileNamesAreUnicodeInAnyLanguage() throws Exception {
        for (String language : List.of("C", "POSIX", "de_DE.ISO-8859-1", "xx_YY.UTF-8", "")) {
            assertEquals(0, start("SCRIPT list ü.spike", language.isEmpty() ? Map.of() : Map.of("LC_ALL", language, "LANG", language)), printed);
            assertTrue(lines().containsAll(List.of("LC_ALL=C.UTF-8", "ü.spike")), printed);
        }
    }

    @Test
    void aWorkingFolderThatIsGoneIsSaid() throws Exception {
        assertEquals(3, start("mkdir gone && cd gone && rmdir ../gone && SCRIPT check m.spike 2>&1 >/dev/null | grep -v getcwd; exit ${PIPESTATUS[0]}",
                Map.of()), printed);
        assertEquals(List.of("spikewright: the working folder does not exist any more; change to another one."), lines());
        assertEquals(3, start("mkdir gone && cd gone && rmdir ../gone && SCRIPT check m.spike 2>/dev/null", Map.of()));
        assertEquals("", printed, "nothing on standard output");
    }
}
