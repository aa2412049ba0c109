package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.language.Language;

/** What people write on their first day gets one sentence that says what to write instead. */
class SentencesTest {

    private static final String NEURON = "neuron N { state v : Voltage = 0 mV input I : Current into c state c : Current = 0 pA dc/dt = -c / 5 ms "
            + "dv/dt = -v / 10 ms + c * 40 MOhm / 10 ms spike when v > 15 mV reset v = 0 mV } ";

    @TempDir
    Path folder;

    private List<String> findings(String text) throws IOException {
        Path file = folder.resolve("sentences.spike");
        Files.writeString(file, "package sentences " + text);
        return new Language().read(file, "sentences.spike").check().stream().map(finding -> finding.code() + " " + finding.message()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "drive P by current(100 pA * sin(2 * pi * 10 Hz * t)) | did you mean 'time'?",
            "drive P by current([100 pA, 200 pA, 300 pA, 4 pA]) | there are 4 values here, but 3 neurons",
            "connect P -> P by fixedIndegree(2.5) weight 1 pA | is a whole number, but this is 2.5",
            "connect P -> P by fixedTotal(5, autapses = false) weight 1 pA connect Q -> Q by fixedIndegree(1, autapses = false) weight 1 pA | allow autapses or take none",
            "connect Q -> Q by fixedTotal(1, autapses = false) weight 1 pA | allow autapses or make none"})
    void networks(String member, String words) throws IOException {
        List<String> findings = findings(NEURON + "network Net { population P : N [3] population Q : N [1] drive P, Q by poisson(1 Hz) weight 1 pA " + member + " }");
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(findings.getFirst().contains(words), findings.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "function f : Speed = 0.3 m / s | write for instance 0.3 m / 1 s",
            "function f : Capacitance = 1 uF / cm3 | units have no powers, but areas, as in 1 uF/cm²",
            "function f : Capacitance = 1 uF / cm2 | is a Capacitance (F), but this is a CapacitanceDensity (F/m²)",
            "neuron M { state v : Real = 0 input I : Real dv/dt = (I - v) / 5 ms spike when v > 1 reset v += 1, v += 2 } | 'v' is set twice",
            "synapse S { state w : Real = 1 when pre then w = w + time / 1 s } | a synapse does not know the time",
            "synapse S { state w : Real = 1 output where(uniform(0, 1) < 0.25, w, 0) } | a number that is new with each spike is normalNoise() or uniformNoise()",
            "synapse S { state w : Real = 1 dw/dt = normalNoise() / 1 s } | a number that is new in each step has no part in a differential equation",
            "network Net { population P : std.neuron.DeltaPoint [3] drive Q by poisson(1 Hz) weight 1 mV } | there is no population or group 'Q' here",
            "neuron M { state v : Real = normal(0, 1) input I : Real dv/dt = (I - v) / 5 ms } | make it a parameter",
            "network Net { population when : std.neuron.DeltaPoint [3] } | is a word of the language; choose another name",
            "network Net { population field : std.neuron.DeltaPoint [3] } | is a word of the language; choose another name",
            "network Net { group shared = E } | is a word of the language; choose another name"})
    void declarations(String text, String words) throws IOException {
        List<String> findings = findings(text);
        assertTrue(findings.stream().anyMatch(finding -> finding.contains(words)), findings.toString());
        assertTrue(findings.stream().noneMatch(finding -> finding.contains("null")), findings.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "explore X of T { vary Net.x over [1, 2] objectives [most(accuracy())] } | nothing named 'Net.x' can be varied here; of 'Net' there is Net.width",
            "explore X of T { vary D.x over [1, 2] objectives [most(accuracy())] } | D.seed",
            "explore X of T { vary Met.x over [1, 2] objectives [most(accuracy())] } | a setting of a job, a data set or a chip can, as in Learn.epochs",
            "explore X of T { vary Net.width over [1, 2] objectives [lowest(3)] } | there are congestion, cores, energy, latency and most",
            "network Cells { population P : std.neuron.DeltaPoint [3] drive P by poisson(9 Hz) weight 1 mV } simulate S { network Cells time 10 ms } explore X of S { vary S.seed over [1, 2] objectives [most(rate(P))] } | 'P' cannot be named here: what is sought, kept to or compared is of a whole job",
            "dataset E { read glyphs() encode rate() train 40 validation 40 } | sets all of its 40 training samples aside for validation",
            "network M { input x : [4] y = x -> dense(8.5) output y } | is a whole number, but this is 8.5"})
    void jobs(String text, String words) throws IOException {
        List<String> findings = findings("import std.data.* import std.layer.* network Net(width : Count = 10) { input x : [1, 28, 28] y = x -> flatten -> dense(width)"
                + " -> std.neuron.Leaky output y } dataset D { read glyphs() encode rate() train 40 test 20 } train T { network Net data D epochs 1 } " + text);
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(findings.getFirst().contains(words), findings.toString());
    }

    /** A state that is there to be looked at is used. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"record [spikes(P)] | 1", "record [states(P, trace)] | 0",
            "record [states(P, trace)] expect meanState(P, trace) > 0.1 | 0"})
    void whatIsRecordedIsUsed(String settings, int found) throws IOException {
        List<String> findings = findings("neuron Cell { state v : Real = 0 state trace : Real = 0 input I : Real dv/dt = (I - v) / 10 ms"
                + " dtrace/dt = v / 3 ms spike when v > 1 reset v = 0 } network Net { population P : Cell [3] drive P by current(1.2) }"
                + " simulate S { network Net time 10 ms " + settings + " }");
        assertEquals(found, findings.stream().filter(finding -> finding.startsWith("SW602")).count(), findings.toString());
    }

    /** Only a chip has values that nobody has published; nothing else can be run without its numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"network N { input x : [4] y = x -> dense(unknown) output y }", "network N { input x : [4, unknown] output x }",
            "network N { input x : [4] y = x -> std.neuron.Leaky(tau = unknown) output y }", "dataset D { read std.data.glyphs(jitter = unknown) train 10 }",
            "dataset D { read std.data.glyphs() train unknown }", "chip C { topology std.chip.mesh(2, unknown) }", "chip C { topology unknown }",
            "network N { population P : std.neuron.DeltaPoint [3] drive P by poisson(unknown) weight 1 mV }", "function f(x : Real = unknown) : Real = x"})
    void unknown(String text) throws IOException {
        assertTrue(findings(text).stream().anyMatch(finding -> finding.contains("unknown, as only a value of a chip may be")), findings(text).toString());
    }

    @Test
    void valuesOfChipsMayBeUnknown() throws IOException {
        assertEquals(List.of(), findings("chip C { topology std.chip.mesh(2, 2) core { neurons unknown } energy { synapse unknown } }"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"learnedEach | 'learnedEach' needs 'initial : Number'",
            "learned(3) | this must be known before the run, but 'learned' gives no such number here",
            "stored(3) | this must be known before the run, but 'stored' gives no such number here",
            "normal(3, 1) | this is one number for all, but 'normal' draws one for each", "sin | 'sin' needs 'x : Real'",
            "3 mV | an extent is a Count, but this is a Voltage (V)", "2.5 | an extent is a whole number, but this is 2.5",
            "true | an extent is a Count, but this is a Truth"})
    void extents(String extent, String words) throws IOException {
        List<String> findings = findings("network N { input x : [2, " + extent + "] output x }");
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(findings.getFirst().contains(words), findings.toString());
    }

    /** A source of its own needs no input; a layer of it would receive what it cannot take. */
    @Test
    void neuronsThatReceiveNothingAreSources() throws IOException {
        String source = "neuron Pace { state x : Real = 0 dx/dt = 1 / 10 ms spike when x >= 1 reset x = 0 } ";
        assertEquals(List.of(), findings(source + "network Net { population P : Pace [3] }"));
        assertTrue(findings(source + "network Net { population P : Pace [3] connect P -> P by all() weight 1 }").getFirst().contains("receives nothing"));
        assertTrue(findings(source + "network Net { input x : [3] y = x -> Pace output y }").getFirst().contains("takes no inputs"));
    }

    /** Nothing is reasoned on a step that is no time. */
    @Test
    void oneMistakeIsOneSentence() throws IOException {
        List<String> findings = findings(NEURON + "network Net { population P : N [3] drive P by poisson(1 Hz) weight 1 pA } simulate Run { network Net step 0.1 time 10 ms }");
        assertEquals(1, findings.size(), findings.toString());
    }
}
