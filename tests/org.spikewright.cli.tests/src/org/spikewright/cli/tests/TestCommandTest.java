package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code spikewright test}: what it prints, how it ends, and what it leaves for CI systems. */
@Timeout(300)
class TestCommandTest {

    private static final String GIVEN = "network Given { population G : given([[1 ms, 2 ms], [3 ms]]) [2] }\n";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    private void model(String name, String lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, GIVEN + "simulate Run { network Given time 10 ms " + lines + " }\n");
    }

    private Document xml(String name) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve(name).toFile());
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void allLinesHold() throws Exception {
        model("good.spike", "expect spikes(G) == 3 expect rate(G) in [149 Hz, 151 Hz]");
        assertEquals(ExitCode.DONE, shell.run("test", "good.spike", "--junit", "junit.xml"), shell.out() + shell.err());
        assertEquals(List.of("passed   good.spike:2:48  Run: spikes(G) == 3: 3 against 3",
                "passed   good.spike:2:70  Run: rate(G) in [149 Hz, 151 Hz]: 150 Hz against 149 Hz to 151 Hz",
                "2 passed, 0 failed, 0 errors, 0 skipped"), shell.out().lines().toList());
        List<Element> cases = elements(xml("junit.xml"), "testcase");
        assertEquals(List.of("Run: spikes(G) == 3", "Run: rate(G) in [149 Hz, 151 Hz]"), cases.stream().map(one -> one.getAttribute("name")).toList());
        assertEquals(List.of("2", "2"), cases.stream().map(one -> one.getAttribute("line")).toList());
        assertFalse(Files.exists(folder.resolve("runs")), "records go away");
    }

    @Test
    void aJobThatFailsSaysNothingOfOthers() throws Exception {
        Files.writeString(folder.resolve("two.spike"), GIVEN + "network N { input x : [4] y = x -> dense(2) -> std.neuron.Leaky output y }\n"
                + "dataset D { read idx(\"nowhere\") }\ntrain T { network N data D expect accuracy() > 0 }\n"
                + "simulate Run { network Given time 10 ms expect spikes(G) == 3 }\n");
        assertEquals(ExitCode.FAILED, shell.run("test", "two.spike"), shell.out());
        List<String> lines = shell.out().lines().toList();
        assertEquals(List.of("error", "passed"), lines.subList(0, 2).stream().map(line -> line.split(" ")[0]).toList());
        assertTrue(lines.getFirst().contains("nowhere"), shell.out());
        assertEquals("1 passed, 0 failed, 1 errors, 0 skipped", lines.getLast());
    }

    @Test
    void everyKindOfEndIsTold() throws Exception {
        model("all/a good.spike", "expect spikes(G) == 3");
        model("all/b.spike", "expect spikes(G) > 3 expect spikes(G) < 5");
        model("all/c/nothing.spike", "");
        model("all/d.spike", "expect accuracy() >= 1");
        Files.writeString(folder.resolve("all/f.spike"), "network N { input x : [4] y = x -> dense(2) -> std.neuron.Leaky output y }\n"
                + "dataset D { read idx(\"nowhere\") }\ntrain T { network N data D expect accuracy() > 0 }\n");
        assertEquals(ExitCode.FAILED, shell.run("test", "all", "--junit", "junit.xml"), shell.out());
        List<String> lines = shell.out().lines().toList();
        assertEquals(List.of("passed", "failed", "passed", "skipped", "error", "error"),
                lines.subList(0, lines.size() - 1).stream().map(line -> line.split(" ")[0]).toList());
        assertEquals("2 passed, 1 failed, 2 errors, 1 skipped", lines.getLast());
        Document document = xml("junit.xml");
        assertEquals(List.of("all/a good.spike", "all/b.spike", "all/c/nothing.spike", "all/d.spike", "all/f.spike"),
                elements(document, "testsuite").stream().map(suite -> suite.getAttribute("name")).toList());
        assertEquals("6 1 2 1", List.of("tests", "failures", "errors", "skipped").stream().map(document.getDocumentElement()::getAttribute)
                .reduce((a, b) -> a + " " + b).orElseThrow());
        Element failure = elements(document, "failure").getFirst();
        assertEquals("SW701 all/b.spike:2:48", failure.getAttribute("type") + " " + failure.getTextContent());
        assertEquals("expected spikes(G) > 3, but it is 3, against 3", failure.getAttribute("message"));
        assertTrue(elements(document, "error").getFirst().getAttribute("message").contains("'Run' does not give 'accuracy'"));
        assertTrue(elements(document, "error").getLast().getAttribute("message").contains("nowhere"), "why the job failed");
        assertEquals("it expects nothing", elements(document, "skipped").getFirst().getAttribute("message"));
    }

    @Test
    void aLineThatDoesNotHoldHasACodeOfItsOwn() throws IOException {
        model("bad.spike", "expect spikes(G) == 4");
        assertEquals(ExitCode.UNMET, shell.run("test", "bad.spike"));
        assertTrue(shell.err().contains("bad.spike:2:48: error: SW701: "), shell.err());
    }

    @Test
    void nothingToTestIsNoSuccess() throws IOException {
        model("none.spike", "");
        assertEquals(ExitCode.USAGE, shell.run("test", "none.spike"));
        assertEquals(ExitCode.USAGE, shell.run("test", "nowhere.spike"));
        Files.createDirectory(folder.resolve("empty"));
        assertEquals(ExitCode.USAGE, shell.run("test", "empty"));
        assertEquals(ExitCode.USAGE, shell.run("test"));
    }

    @Test
    void namesOfFilesAndTextsAreEscaped() throws Exception {
        model("a<&\"'>\uFFFF.spike", "expect spikesHash() == \"<&]]>\"");
        assertEquals(ExitCode.UNMET, shell.run("test", ".", "--junit", "junit.xml"), shell.err());
        Document document = xml("junit.xml");
        assertEquals("a<&\"'>\\uFFFF.spike", elements(document, "testsuite").getFirst().getAttribute("name"));
        assertEquals("Run: spikesHash() == \"<&]]>\"", elements(document, "testcase").getFirst().getAttribute("name"));
    }

    @Test
    void theReportReplacesNoModelAndNoOtherFile() throws IOException {
        model("good.spike", "expect spikes(G) == 3");
        Files.writeString(folder.resolve("notes.txt"), "mine");
        assertEquals(ExitCode.USAGE, shell.run("test", "good.spike", "--junit", "notes.txt"));
        assertEquals(ExitCode.USAGE, shell.run("test", "good.spike", "--junit", "good.spike"));
        assertEquals("mine", Files.readString(folder.resolve("notes.txt")));
        assertEquals(ExitCode.DONE, shell.run("test", "good.spike", "--junit", "-"), shell.err());
        assertTrue(shell.out().startsWith("<?xml") && shell.out().strip().endsWith("</testsuites>"), shell.out());
    }

    @Test
    void recordsAreKeptWhereTheUserSaysAndAreNoModels() throws IOException {
        model("good.spike", "expect spikes(G) == 3");
        assertEquals(ExitCode.DONE, shell.run("test", "good.spike", "--out", "runs"), shell.err());
        assertTrue(Files.isDirectory(folder.resolve("runs")));
        assertEquals(ExitCode.DONE, shell.run("test", "."), shell.err());
        assertEquals("1 passed, 0 failed, 0 errors, 0 skipped", shell.out().lines().toList().getLast());
    }

    @Test
    void dataGoToTheModelsThatReadThem() throws IOException {
        Shell.withData(folder);
        model("good.spike", "expect spikes(G) == 3");
        assertEquals(ExitCode.USAGE, shell.run("test", "good.spike", "--data", "Digits=idx"));
        assertTrue(shell.err().contains("no model has a data set 'Digits'"), shell.err());
    }

    /** Of a process that is asked to end, what was not reached is skipped. */
    @Test
    void whatIsNotReachedIsSkipped() throws Exception {
        model("a.spike", "expect spikes(G) == 3");
        Files.writeString(folder.resolve("b.spike"), "network N { population P : poissonSource(100 Hz) [1000] }\n"
                + "simulate Long { network N time 100000000 ms expect spikes(P) > 0 }\n");
        model("c.spike", "expect spikes(G) == 3");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                EditorProcessTest.classPath(), RunProcess.class.getName(), "test", "a.spike", "b.spike", "c.spike", "--junit", "junit.xml")
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile()).start();
        try {
            while (!Files.readString(folder.resolve("log.txt")).contains("Long")) {
                assertFalse(process.waitFor(20, TimeUnit.MILLISECONDS), () -> "it ended");
            }
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
            assertEquals(ExitCode.CANCELLED, process.exitValue(), Files.readString(folder.resolve("log.txt")));
        } finally {
            process.destroyForcibly();
        }
        Document document = xml("junit.xml");
        assertEquals("3 0 0 2", List.of("tests", "failures", "errors", "skipped").stream().map(document.getDocumentElement()::getAttribute)
                .reduce((a, b) -> a + " " + b).orElseThrow());
    }
}
