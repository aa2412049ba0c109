package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.language.Language;

/** An editor with a whole folder open and a shell that is given one file see the same declarations: they find the same. */
class SameDeclarationsTest {

    private static final String MINE = "neuron %s { state v : Real = 0 input I : Real next v = I }\n";
    private static final String NETWORK = "network %s { input x : [4] y = x -> dense(1) -> %s output y }\n";

    @TempDir
    private Path folder;

    /** Files by name, and the codes of what is found in each. */
    static Stream<Arguments> folders() {
        String leaky = MINE.formatted("Leaky");
        return Stream.of(Arguments.of("one package in two files", Map.of("l.spike", "package l\n" + leaky, "n.spike",
                "package l\n" + NETWORK.formatted("N", "Leaky")), Map.of("l.spike", "", "n.spike", "")),
                Arguments.of("a full name without an import", Map.of("l.spike", "package l\n" + leaky, "n.spike",
                        "package n\n" + NETWORK.formatted("N", "l.Leaky")), Map.of("l.spike", "", "n.spike", "")),
                Arguments.of("a name of the package and of an import", Map.of("one.spike", "package lab\n" + leaky, "six.spike",
                        "package lab\nimport std.neuron.*\n" + NETWORK.formatted("N", "Leaky")), Map.of("one.spike", "", "six.spike", "SW606")),
                Arguments.of("a package of another folder", Map.of("cells.spike", "package cells\n" + MINE.formatted("Mine"), "sub/use.spike",
                        "package use\nimport cells.*\n" + NETWORK.formatted("N", "Mine")), Map.of("cells.spike", "", "sub/use.spike", "SW101 SW101")),
                Arguments.of("two declarations of one name", Map.of("one.spike", "package lab\n" + leaky, "two.spike", "package lab\n" + leaky,
                        "three.spike", "package three\nimport lab.Leaky\n" + NETWORK.formatted("N", "Leaky")),
                        Map.of("one.spike", "SW102", "two.spike", "SW102", "three.spike", "")),
                Arguments.of("files without a package", Map.of("a.spike", MINE.formatted("Mine"), "b.spike", MINE.formatted("Mine"), "c.spike",
                        NETWORK.formatted("N", "Mine")), Map.of("a.spike", "", "b.spike", "", "c.spike", "SW101")),
                Arguments.of("files that need each other", Map.of("a.spike", "package a\nimport b.*\nfunction f(x : Real) : Real = x + 1\n"
                        + "function h(x : Real) : Real = g(x)\n", "b.spike", "package b\nimport a.*\nfunction g(x : Real) : Real = f(x)\n"),
                        Map.of("a.spike", "", "b.spike", "")),
                Arguments.of("functions in a circle through two files", Map.of("a.spike", "package a\nimport b.*\nfunction f(x : Real) : Real = g(x)\n",
                        "b.spike", "package b\nimport a.*\nfunction g(x : Real) : Real = f(x)\n"), Map.of("a.spike", "SW205", "b.spike", "SW205")),
                Arguments.of("imports of what is not there", Map.of("a.spike", "package a\nimport std.neurn.*\nimport std.neuron.Leeky\n"
                        + MINE.formatted("Mine")), Map.of("a.spike", "SW101 SW101")),
                Arguments.of("a package of the library", Map.of("a.spike", "package std.neuron\n" + MINE.formatted("Mine")),
                        Map.of("a.spike", "SW102")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("folders")
    void anEditorAndAShellFindTheSame(String what, Map<String, String> files, Map<String, String> expected) throws Exception {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Editor.write(folder.resolve(file.getKey()), file.getValue());
        }
        Editor editor = new Editor(folder);
        Map<String, String> shell = new TreeMap<>();
        for (String file : files.keySet()) {
            List<String> found = new Language().read(folder.resolve(file), file).check().stream()
                    .map(finding -> finding.code() + " " + finding.message()).sorted().toList();
            shell.put(file, String.join(" ", found.stream().map(sentence -> sentence.substring(0, 5)).toList()));
            editor.open(file, files.get(file));
            List<String> shown = editor.findings(file).stream().sorted().toList();
            assertEquals(found.size(), shown.size(), file + ": " + found + " but the editor shows " + shown);
            found.forEach(sentence -> assertFalse(shown.stream().noneMatch(one -> one.contains(sentence.substring(6))),
                    file + ": " + sentence + " is not among " + shown));
        }
        assertEquals(new TreeMap<>(expected), shell, what);
        assertEquals(List.of(), editor.failures());
    }
}
