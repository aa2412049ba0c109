package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.DocumentSymbol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What editors do for lines that say what is expected of metrics. */
class ExpectedLinesTest {

    private static final String FILE = "expected.spike";
    private static final String TEXT = """
            package expected

            import std.neuron.*

            dataset Glyphs { read glyphs() }

            network Net {
            	input image : [1, 28, 28]
            	hidden = image -> flatten -> dense(32) -> Leaky
            	readout = hidden -> dense(10) -> Integrator
            	output readout
            }

            network Cortex {
            	population E : DeltaPoint [80]
            	population I : DeltaPoint [20]
            	connect E -> I by all weight 0.1 mV plasticity own
            	drive E, I by poisson(20 kHz) weight 0.1 mV
            }

            synapse own {
            	state w : Voltage = 0.1 mV
            	when pre then w = w / 2
            }

            train Learn {
            	network Net
            	data Glyphs
            	expect accuracy() >= 0.5
            }

            simulate Rest {
            	network Cortex
            	expect rate(E) in [4 Hz, 8 Hz]
            	expect meanWeight(E, I) < 0.1 mV
            	over seeds [1, 2]
            }

            simulate Watch {
            	network Net from Learn
            	expect rate(hidden) > 0 Hz
            	expect accuracy() >= accuracy(Learn) - 0.1
            }

            compare Both of Learn, Watch { expect accuracy(Watch) <= accuracy(job = Learn) + 0.1 }
            """;

    @TempDir
    private Path folder;
    private Editor editor;

    @BeforeEach
    void openFile() throws Exception {
        Editor.write(folder.resolve(FILE), TEXT);
        editor = new Editor(folder);
        editor.open(FILE, TEXT);
    }

    @AfterEach
    void nothingFailedUnseen() {
        assertEquals(List.of(), editor.failures());
    }

    private List<String> labels(String text) throws Exception {
        return editor.complete(FILE, text).stream().map(CompletionItem::getLabel).toList();
    }

    @Test
    void whatAJobGivesIsNoFinding() throws Exception {
        assertEquals(List.of(), editor.findings(FILE));
    }

    @Test
    void proposesMetricsAndWhatTheyAreOf() throws Exception {
        assertTrue(labels(TEXT.replace("expect accuracy() >= 0.5", "|")).contains("expect"));
        List<String> metrics = labels(TEXT.replace("expect accuracy() >= 0.5", "expect |"));
        assertTrue(metrics.containsAll(List.of("accuracy", "parameters", "rate", "abs")), metrics.toString());
        assertFalse(metrics.contains("adam") || metrics.contains("Leaky"), metrics.toString());
        List<String> populations = labels(TEXT.replace("rate(E)", "rate(|)"));
        assertTrue(populations.containsAll(List.of("E", "I")), populations.toString());
        assertFalse(populations.contains("hidden"), populations.toString());
        List<String> layers = labels(TEXT.replace("rate(hidden)", "rate(|)"));
        assertTrue(layers.contains("hidden") && !layers.contains("E"), layers.toString());
        List<String> jobs = labels(TEXT.replace("accuracy(Watch) <=", "accuracy(|) <="));
        assertTrue(jobs.containsAll(List.of("Learn", "Watch")) && !jobs.contains("Rest"), jobs.toString());
        List<String> units = labels(TEXT.replace("[4 Hz, 8 Hz]", "[4 |, 8 Hz]"));
        assertTrue(units.contains("kHz") && !units.contains("mV"), units.toString());
    }

    @Test
    void explainsMetrics() throws Exception {
        String hover = editor.hover(FILE, TEXT.replace("expect rate(E)", "expect ra|te(E)"));
        assertTrue(hover.contains("How often a neuron of a population or a layer fires"), hover);
    }

    @Test
    void renamesWhatIsMeasured() throws Exception {
        assertEquals(Map.of(FILE, TEXT.replaceAll("\\bE\\b", "Exc")),
                editor.rename(FILE, TEXT.replace("population E", "population E|"), "Exc"));
        assertEquals(Map.of(FILE, TEXT.replace("Learn", "Study")), editor.rename(FILE, TEXT.replace("accuracy(Learn)", "accuracy(Le|arn)"), "Study"));
        assertEquals(Map.of(FILE, TEXT.replace("hidden", "inner")), editor.rename(FILE, TEXT.replace("rate(hidden)", "rate(hid|den)"), "inner"));
    }

    @Test
    void outlinesThem() throws Exception {
        DocumentSymbol rest = editor.symbols(FILE).getFirst().getChildren().stream().filter(one -> one.getName().equals("Rest")).findFirst()
                .orElseThrow();
        assertEquals(List.of("expect rate(E) in [4 Hz, 8 Hz]", "expect meanWeight(E, I) < 0.1 mV"),
                rest.getChildren().stream().map(DocumentSymbol::getName).toList());
    }

    @Test
    void laysThemOut() throws Exception {
        String untidy = TEXT.replace("\texpect rate(E) in [4 Hz, 8 Hz]\n\texpect meanWeight(E, I) < 0.1 mV\n\tover seeds [1, 2]",
                "expect   rate( E )in [ 4 Hz,8 Hz ] expect meanWeight(E,I)<0.1 mV over   seeds[1,2]");
        assertEquals(TEXT, editor.format(FILE, untidy));
    }

    /** The rules of a file are read again where something changes; those that name it change their mind. */
    @Test
    void followsWhatIsTyped() throws Exception {
        String renamed = TEXT.replace("population E :", "population F :");
        editor.change(FILE, renamed);
        List<String> findings = editor.findings(FILE);
        assertTrue(findings.stream().anyMatch(finding -> finding.contains("there is no population or layer 'E' here")), findings.toString());
        editor.change(FILE, TEXT.replace("expect rate(E)", "expect rat(E)"));
        findings = editor.findings(FILE);
        assertTrue(findings.stream().anyMatch(finding -> finding.contains("there is no metric or function 'rat' here; did you mean 'rate'?")),
                findings.toString());
        editor.change(FILE, TEXT.replace("4 Hz,", "4 ms,"));
        findings = editor.findings(FILE);
        assertTrue(findings.stream().anyMatch(finding -> finding.contains("SW201") || finding.contains("a Frequency (Hz)")), findings.toString());
    }
}
