package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.DocumentSymbol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.testing.Repository;

/** What editors show of a model beyond its text, and what they change in it. */
class ServicesTest {

    private static final String FILE = "digits.spike";
    private static final String OWN = """
            package own

            /** Mine alone. */
            neuron Mine {
            	parameter tau : Time = 5 ms
            	state v : Real = 0
            	input I : Real
            	dv/dt = (I - v) / tau
            	spike when v > 1 reset v -= 1
            }
            """;
    private static final String USER = """
            package user

            import own.Mine

            network N {
            	input x : [4]
            	y = x -> dense(3) -> Mine(tau = 4 ms)
            	z = y + (y -> own.Mine)
            	same = z
            	output same
            }
            """;

    @TempDir
    private Path folder;
    private Editor editor;
    private String digits;

    @BeforeEach
    void openFiles() throws Exception {
        digits = Files.readString(Repository.root().resolve("bundles/org.spikewright.gallery/models/digits/digits.spike"));
        Editor.write(folder.resolve("own.spike"), OWN);
        Editor.write(folder.resolve("user.spike"), USER);
        Editor.write(folder.resolve(FILE), digits);
        editor = new Editor(folder);
        editor.open(FILE, digits);
        editor.open("own.spike", OWN);
        assertEquals(List.of(), editor.findings("user.spike"));
    }

    @AfterEach
    void nothingFailedUnseen() {
        assertEquals(List.of(), editor.failures());
    }

    @Test
    void findsReferencesInAllFiles() throws Exception {
        assertEquals(List.of("own.spike:4:neuron Mine {", "user.spike:7:y = x -> dense(3) -> Mine(tau = 4 ms)",
                "user.spike:8:z = y + (y -> own.Mine)"), editor.references("own.spike", OWN.replace("neuron Mi", "neuron Mi|")));
        assertEquals(List.of("own.spike:5:parameter tau : Time = 5 ms", "own.spike:8:dv/dt = (I - v) / tau",
                "user.spike:7:y = x -> dense(3) -> Mine(tau = 4 ms)"), editor.references("own.spike", OWN.replace("/ tau", "/ t|au")));
    }

    @Test
    void findsReferencesToTheLibrary() throws Exception {
        List<String> found = editor.references(FILE, digits.replace("-> dense(256)", "-> den|se(256)"));
        assertTrue(found.stream().anyMatch(line -> line.startsWith(FILE) && line.contains("dense(10)")), found.toString());
        assertTrue(found.stream().anyMatch(line -> line.startsWith("user.spike:7")), found.toString());
        assertTrue(found.stream().anyMatch(line -> line.startsWith("layer.spike") && line.contains("function dense")), found.toString());
    }

    @Test
    void renamesInAllFiles() throws Exception {
        Map<String, String> renamed = editor.rename("own.spike", OWN.replace("neuron Mine", "neuron Mi|ne"), "Yours");
        assertEquals(Map.of("own.spike", OWN.replace("neuron Mine", "neuron Yours"), "user.spike", USER.replace("Mine", "Yours")), renamed);
        assertEquals(Map.of("own.spike", OWN.replace("tau", "delay"), "user.spike", USER.replace("tau", "delay")),
                editor.rename("own.spike", OWN.replace("/ tau", "/ tau|"), "delay"));
        assertEquals(Map.of("own.spike", OWN.replace("state v", "state u").replace("dv/dt = (I - v)", "du/dt = (I - u)")
                .replace("v > 1 reset v -=", "u > 1 reset u -=")), editor.rename("own.spike", OWN.replace("dv/dt", "d|v/dt"), "u"));
        String from = digits.replace("network Classifier from Learn\n\tsamples", "network Classifier from Le|arn\n\tsamples");
        assertEquals(Map.of(FILE, digits.replace("Learn", "Study")), editor.rename(FILE, from, "Study"));
    }

    @Test
    void aConnectionIsOfferedWhatNormalises() throws Exception {
        String text = """
                package learning

                network N {
                	population A : own.Mine [4]
                	drive A by poisson(1 Hz)
                	connect A -> A by all() plasticity std.synapse.Stdp normalisation incoming(0.5, interval = 10 ms)
                }
                """;
        Editor.write(folder.resolve("learning.spike"), text);
        editor.open("learning.spike", text);
        assertEquals(List.of(), editor.findings("learning.spike"));
        List<String> settings = labels("learning.spike", text.replace("normalisation incoming(0.5, interval = 10 ms)", "|"));
        assertTrue(settings.contains("normalisation"), settings.toString());
        assertEquals(List.of("incoming"), labels("learning.spike", text.replace("incoming(0.5, interval = 10 ms)", "in|")));
    }

    private List<String> labels(String file, String text) throws Exception {
        return editor.complete(file, text).stream().map(CompletionItem::getLabel).toList();
    }

    @Test
    void aRecorderNamesStatesOfItsPopulation() throws Exception {
        String text = """
                package recording

                neuron Other {
                	state other : Real = 0
                	input I : Real into other
                	dother/dt = -other / 5 ms
                	spike when other > 1
                }
                network N {
                	population A : own.Mine [4]
                	population B : Other [4]
                	drive A, B by poisson(1 Hz)
                }
                simulate S { network N record [states(A, v), states(B, other)] }
                """;
        Editor.write(folder.resolve("recording.spike"), text);
        editor.open("recording.spike", text);
        assertEquals(List.of(), editor.findings("recording.spike"));
        assertEquals(List.of("v"), labels("recording.spike", text.replace("states(A, v)", "states(A, |)")).stream()
                .filter(List.of("v", "other")::contains).toList());
        editor.change("recording.spike", text);
        Map<String, String> renamed = editor.rename("own.spike", OWN.replace("dv/dt", "d|v/dt"), "u");
        assertEquals(text.replace("states(A, v)", "states(A, u)"), renamed.get("recording.spike"));
    }

    @ParameterizedTest
    @CsvSource({"network, word of the language", "2nd, no name", "a b, no name", "'', no name", "I, already", "ms+, no name"})
    void refusesNamesThatCannotBe(String name, String why) {
        ExecutionException refused = assertThrows(ExecutionException.class,
                () -> editor.rename("own.spike", OWN.replace("state v", "state v|"), name));
        assertTrue(refused.getCause().getMessage().contains(why), refused.getCause().getMessage());
    }

    /** Whoever renames looks at one file; in another the new name may mean something else. */
    @Test
    void refusesNamesThatMeanSomethingElseWhereTheyAreUsed() throws Exception {
        String user = "package both\n\nimport std.neuron.*\nimport own.*\n\nnetwork N {\n\tinput x : [4]\n\ty = x -> Mine\n\tz = y -> Integrator\n\toutput z\n}\n";
        Editor.write(folder.resolve("both.spike"), user);
        editor.open("both.spike", user);
        assertEquals(List.of(), editor.findings("both.spike"));
        ExecutionException refused = assertThrows(ExecutionException.class,
                () -> editor.rename("own.spike", OWN.replace("neuron Mine", "neuron Mi|ne"), "Integrator"));
        assertEquals("'Integrator' would mean something else in line 8 of both.spike; choose another name", refused.getCause().getMessage());
        String alone = "package alone\n\nneuron Mine {\n\tstate v : Real = 0\n\tinput I : Real\n\tdv/dt = (I - v) / 5 ms\n\toutput v\n}\n"
                + "network N {\n\tinput x : [4]\n\ty = x -> Mine -> dense(3)\n\toutput y\n}\n";
        editor.open("alone.spike", alone);
        refused = assertThrows(ExecutionException.class, () -> editor.rename("alone.spike", alone.replace("neuron Mine", "neuron Mi|ne"), "dense"));
        assertEquals("'dense' would mean something else in line 11 of alone.spike; choose another name", refused.getCause().getMessage());
        assertEquals(Map.of("user.spike", USER.replace("y =", "f =").replace("y +", "f +").replace("(y", "(f")),
                editor.rename("user.spike", USER.replace("y =", "y| ="), "f"));
    }

    @Test
    void refusesToRenameTheLibrary() {
        ExecutionException refused = assertThrows(ExecutionException.class,
                () -> editor.rename(FILE, digits.replace("dense(256)", "den|se(256)"), "full"));
        assertTrue(refused.getCause().getMessage().contains("standard library"), refused.getCause().getMessage());
    }

    @Test
    void coloursNamesByWhatTheyName() throws Exception {
        Map<String, String> own = editor.colours("own.spike", OWN);
        assertEquals("class declaration", own.get("4:Mine"));
        assertEquals("parameter declaration", own.get("5:tau"));
        assertEquals("type", own.get("5:Time"));
        assertEquals("enumMember", own.get("5:ms"));
        assertEquals("variable declaration", own.get("6:v"));
        assertEquals("variable", own.get("8:dv"));
        assertEquals("keyword", own.get("9:spike"));
        assertEquals("comment", own.get("3:/** Mine alone. */"));
        editor.open("user.spike", USER);
        Map<String, String> user = editor.colours("user.spike", USER);
        assertEquals("function defaultLibrary", user.get("7:dense"));
        assertEquals("class", user.get("7:Mine"));
        assertEquals("namespace", user.get("8:own"));
        assertEquals("struct declaration", user.get("5:N"));
        Map<String, String> model = editor.colours(FILE, digits);
        assertEquals("event declaration", model.entrySet().stream().filter(entry -> entry.getKey().endsWith(":Watch")).findFirst()
                .orElseThrow().getValue());
    }

    @Test
    void foldsDeclarationsGroupsAndComments() throws Exception {
        List<String> folds = editor.folds(FILE, digits);
        List<String> lines = digits.lines().toList();
        int chip = lines.indexOf("chip Mesh128 {");
        int core = lines.indexOf("\tcore {");
        assertTrue(folds.contains((chip + 1) + "-" + (lines.subList(chip, lines.size()).indexOf("}") + chip + 1)), folds.toString());
        assertTrue(folds.contains((core + 1) + "-" + (core + 7)), folds.toString());
        assertTrue(folds.contains("1-6"), folds.toString());
    }

    @Test
    void hintsAtShapes() throws Exception {
        editor.open("user.spike", USER);
        assertEquals(List.of("7:2 : [3]", "8:2 : [3]", "9:5 : [3]"), editor.hints("user.spike"));
    }

    @Test
    void offersToRunJobs() throws Exception {
        List<? extends CodeLens> lenses = editor.lenses(FILE);
        assertEquals(List.of("Learn", "Watch", "Deploy"), lenses.stream().map(lens -> lens.getCommand().getArguments().get(1)).toList());
        assertEquals("spikewright.run", lenses.getFirst().getCommand().getCommand());
        assertEquals(folder.resolve(FILE).toUri().toString(), lenses.getFirst().getCommand().getArguments().getFirst());
        assertEquals(digits.lines().toList().indexOf("train Learn {"), lenses.getFirst().getRange().getStart().getLine());
    }

    /** 784 · 256 + 256, 256 · 10 + 10; a node learns what all that stands behind its name learns. */
    @Test
    void saysWhatANodeLearns() throws Exception {
        String hidden = editor.hover(FILE, digits.replace("readout = hidden", "readout = hid|den"));
        assertTrue(hidden.contains("Gives [256] and learns 200,960 parameters."), hidden);
        String readout = editor.hover(FILE, digits.replace("output readout", "output read|out"));
        assertTrue(readout.contains("Gives [10] and learns 2,570 parameters."), readout);
        editor.open("user.spike", USER);
        String sum = editor.hover("user.spike", USER.replace("z = y + (y -> own.Mine)", "z = y + (y -> dense(3) -> own.Mine)").replace("same = z", "same = |z"));
        assertTrue(sum.contains("Gives [3] and learns 12 parameters."), sum);
        String input = editor.hover("user.spike", USER.replace("y = x", "y = |x"));
        assertTrue(input.contains("Has the shape [4]."), input);
    }

    @Test
    void outlinesWithDetails() throws Exception {
        DocumentSymbol network = editor.symbols("user.spike").getFirst().getChildren().getFirst();
        assertEquals("N network", network.getName() + " " + network.getDetail());
        assertEquals(List.of("x [4]", "y [3]", "z [3]", "same [3]"),
                network.getChildren().stream().map(node -> node.getName() + " " + node.getDetail()).toList());
        List<DocumentSymbol> declarations = editor.symbols(FILE).getFirst().getChildren();
        assertEquals("train Classifier", declarations.get(3).getDetail());
    }

    @Test
    void explainsWithFormulasAndUnits() throws Exception {
        String neuron = editor.hover("own.spike", OWN.replace("neuron Mine", "neuron Mi|ne"));
        assertTrue(neuron.contains("dv/dt = (I − v) / τ") && neuron.contains("Mine alone."), neuron);
        String tau = editor.hover("own.spike", OWN.replace("/ tau", "/ t|au"));
        assertTrue(tau.contains("parameter tau : Time = 5 ms") && tau.contains("Measured in s."), tau);
        String let = editor.hover("own.spike", OWN.replace("dv/dt", "let share = 2 * theta\n\tdv/dt").replace("let share", "let sha|re"));
        assertEquals(1, let.split("2 [*·]", -1).length - 1, let);
        editor.change("own.spike", OWN);
        String network = editor.hover(FILE, digits.replace("network Classifier {", "network Class|ifier {"));
        assertTrue(network.contains("Gives [10] and learns 203,530 parameters."), network);
    }
}
