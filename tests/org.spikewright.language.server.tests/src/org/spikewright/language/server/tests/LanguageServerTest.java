package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Location;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.IGrammarAccess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.language.Language;
import org.spikewright.language.ide.Keywords;
import org.spikewright.language.ide.SpikeIdeSetup;
import org.spikewright.testing.Repository;

class LanguageServerTest {

    private static final String FILE = "digits.spike";

    @TempDir
    private Path folder;
    private Editor editor;
    private String digits;

    @BeforeEach
    void openDigits() throws Exception {
        digits = Files.readString(Repository.root().resolve("bundles/org.spikewright.gallery/models/digits/digits.spike"));
        Editor.write(folder.resolve(FILE), digits);
        editor = new Editor(folder);
        editor.open(FILE, digits);
    }

    @Test
    void saysWhatTheCommandLineSays() throws Exception {
        assertEquals(List.of(), editor.findings(FILE));
        String wrong = digits.replace("-> flatten ", "").replace("tau = 4 ms", "tau = 4 mV").replace("crossEntropy", "crossEntropi");
        Path copy = folder.resolve("elsewhere").resolve("wrong.spike");
        Editor.write(copy, wrong);
        List<String> expected = new Language().read(copy, "").check().stream().map(finding -> finding.location().line() + ":"
                + finding.location().column() + ": " + finding.code() + ": " + finding.message()).sorted().toList();

        editor.change(FILE, wrong);

        assertFalse(expected.isEmpty());
        assertEquals(expected, editor.findings(FILE));
        editor.change(FILE, digits);
        assertEquals(List.of(), editor.findings(FILE));
    }

    @Test
    void knowsNamesOfOtherFilesAsTheyChange() throws Exception {
        String own = "package own\n\nneuron Mine {\n\tstate v : Real = 0\n\tinput I : Real\n\tdv/dt = (I - v) / 5 ms\n\toutput v\n}\n";
        String user = "import own.*\n\nnetwork N {\n\tinput x : [4]\n\ty = x -> Mine\n\toutput y\n}\n";
        editor.open("own.spike", own);
        editor.open("user.spike", user);
        assertEquals(List.of(), editor.findings("user.spike"));

        editor.change("own.spike", own.replace("Mine", "Yours"));

        assertTrue(editor.findings("user.spike").toString().contains("Mine"), editor.findings("user.spike").toString());
        editor.change("own.spike", own);
        assertEquals(List.of(), editor.findings("user.spike"));
    }

    @Test
    void skipsTheRecordsOfRuns() throws Exception {
        Path runs = folder.resolve("more/runs/1/model/copy.spike");
        Editor.write(runs, "nonsense");
        Editor.write(folder.resolve("more/other.spike"), "nonsense");
        Editor second = new Editor(folder);
        second.open(FILE, digits);
        assertFalse(second.findings("more/other.spike").isEmpty());
        assertEquals(List.of(), second.findings("more/runs/1/model/copy.spike"));
    }

    @Test
    void proposesWhatFits() throws Exception {
        assertEquals(List.of("crossEntropy", "crossEntropyOfSum", "crossEntropyPerStep"), labels("loss crossEntropy", "loss cross|"));
        assertEquals(List.of("cosine", "constant"), labels("schedule cosine", "schedule co|").reversed());
        List<String> layers = labels("-> dense(256)", "-> |");
        assertTrue(layers.containsAll(List.of("dense", "flatten", "Leaky", "Integrator")), layers.toString());
        assertFalse(layers.contains("crossEntropy"), layers.toString());
        List<String> settings = labels("\tepochs 5", "\t|");
        assertTrue(settings.containsAll(List.of("batch", "epochs", "seed")), settings.toString());
        assertEquals(List.of("tau", "theta"), labels("Leaky(tau = 4 ms)", "Leaky(|)").stream().filter(label -> label.startsWith("t")
                && !label.equals("true")).toList());
        List<String> units = labels("tau = 4 ms", "tau = 4 |");
        assertTrue(units.containsAll(List.of("ms", "us", "s")) && !units.contains("mV"), units.toString());
    }

    @Test
    void proposalsSayWhatTheyAre() throws Exception {
        CompletionItem dense = editor.complete(FILE, digits.replace("-> dense(256)", "-> den|")).getFirst();
        assertEquals("dense", dense.getLabel());
        assertEquals("dense(${1:units})", dense.getTextEdit().getLeft().getNewText());
        assertTrue(dense.getDocumentation().getLeft().contains("y = W x + b"), dense.getDocumentation().toString());
    }

    @Test
    void everyWordOfTheLanguageSaysWhatItIsFor() throws Exception {
        CompletionItem population = editor.complete(FILE, digits.replace("\treadout = ", "\tpop|\n\treadout = ")).getFirst();
        assertEquals("population", population.getLabel());
        assertTrue(population.getDocumentation().getLeft().startsWith("Neurons of one kind"), population.getDocumentation().toString());
        var language = new SpikeIdeSetup().createInjectorAndDoEMFRegistration();
        Keywords sentences = language.getInstance(Keywords.class);
        for (String word : GrammarUtil.getAllKeywords(language.getInstance(IGrammarAccess.class).getGrammar())) {
            if (word.matches("\\p{L}{3,}|of|or|by")) {
                assertTrue(sentences.sentence(word).isPresent(), word);
            }
        }
    }

    @Test
    void describesStagesWithTheirShape() throws Exception {
        String dense = editor.hover(FILE, digits.replace("dense(256)", "den|se(256)"));
        assertTrue(dense.contains("function dense(units : Count, bias : Truth = true) : Layer"), dense);
        assertTrue(dense.contains("Gives [256] and learns 200,960 parameters."), dense);
        String leaky = editor.hover(FILE, digits.replace("Leaky(", "Lea|ky("));
        assertTrue(leaky.contains("neuron Leaky(tau : Time > 0 = 20 ms, theta : Real = 1)") && leaky.contains("[256]"), leaky);
        String setting = editor.hover(FILE, digits.replace("epochs 5", "epo|chs 5"));
        assertTrue(setting.contains("epochs : Count > 0 = 1") && setting.contains("How often"), setting);
    }

    @Test
    void findsDeclarationsInTheLibrary() throws Exception {
        Location leaky = editor.definition(FILE, digits.replace("Leaky(", "Lea|ky("));
        Path file = Path.of(URI.create(leaky.getUri()));
        String line = Files.readAllLines(file).get(leaky.getRange().getStart().getLine());
        assertTrue(line.startsWith("neuron Leaky"), line);
        assertFalse(Files.isWritable(file) && !System.getProperty("user.name").equals("root"));

        Location own = editor.definition(FILE, digits.replace("network Classifier from Learn\n\tsamples", "network Class|ifier from Learn\n\tsamples"));
        assertTrue(own.getUri().endsWith(FILE), own.getUri());
    }

    @Test
    void outlinesDeclarations() throws Exception {
        List<String> names = editor.symbols(FILE).getFirst().getChildren().stream().map(DocumentSymbol::getName).toList();
        assertEquals(List.of("Glyphs", "Classifier", "Mesh128", "Learn", "Watch", "Deploy"), names);
    }

    private List<String> labels(String found, String typed) throws Exception {
        assertTrue(digits.contains(found), found);
        int at = digits.indexOf(found);
        return editor.complete(FILE, digits.substring(0, at) + typed + digits.substring(at + found.length())).stream()
                .map(CompletionItem::getLabel).toList();
    }
}
