package org.spikewright.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.Manifest;
import org.spikewright.record.PopulationChunk;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.PopulationWriter;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.record.SpikeRecord;
import org.spikewright.record.TrainingRecord;
import org.spikewright.record.ClaimsRecord;
import org.spikewright.record.ClaimsRecord.Claim;
import org.spikewright.report.ClaimText;
import org.spikewright.report.Quantity;
import org.spikewright.report.Report;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

    private static final Pattern SVG = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private RunRecord record(RunState state) throws IOException {
        RunRecord record = RunRecord.create(folder.resolve("run-" + state), new Manifest("0.1.0", "2026-01-01T00:00:00Z", null, state,
                state == RunState.FAILED ? "a <sentence> & more" : null, "m.spike", "00", List.of("Learn", "Watch", "Deploy"), Map.of(),
                Map.of("java", "25", "os", "Linux", "threads", "2")), "network N < & >");
        return record;
    }

    private RunRecord full() throws IOException {
        RunRecord record = record(RunState.DONE);
        record.putTraining("Learn", new TrainingRecord(List.of(new TrainingRecord.Epoch(1, 0.5, 0.8, 0.4, 0.9),
                new TrainingRecord.Epoch(2, 0.3, 0.9, 0.35, 0.92)), List.of("0", "1"), new int[][] {{3, 1}, {0, 4}}));
        record.putMetrics("Learn", Map.of("test.accuracy", 0.92));
        record.putSpikes("Watch", new SpikeRecord(1, 10, 0.001, new int[] {0}, new int[] {0}, List.of(
                new SpikeRecord.LayerSpikes("hidden", 5, new int[] {0, 0}, new int[] {1, 9}, new int[] {4, 0}),
                new SpikeRecord.LayerSpikes("silent", 1, new int[0], new int[0], new int[0]))));
        record.putChip("Deploy", new ChipRecord("Mesh", "a source", 2, 2, List.of(new ChipRecord.Core(1,
                List.of(new ChipRecord.Slice("hidden", 0, 5)), 5, 40, 3, 2, 12.5, 0.5)), List.of(new ChipRecord.Link(0, 1, 7)),
                List.of(new ChipRecord.Limit("core.neurons", 5, 10, "")), Map.of("synapse", 2e-6), List.of("energy.hop")));
        return record;
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        String page = Files.readString(Report.write(full()));
        assertFalse(page.contains("http://") || page.contains("https://") || page.contains("src=") || page.contains("@import"));
        assertFalse(page.contains("<script"));
    }

    private static Claim claim(String text, Object value, List<Object> bounds, Double margin, Double spread, boolean passed, boolean thin,
            String message) {
        return new Claim("Learn", text, "m.spike", 12, 9, ">=", "", spread == null ? List.of() : List.of(1L, 2L), value, bounds, margin, spread,
                passed, thin, message);
    }

    @Test
    void whatIsExpectedIsATable() throws IOException {
        RunRecord record = full();
        record.putClaims(new ClaimsRecord(List.of(claim("accuracy() >= 0.9", 0.92, List.of(0.9), 0.02, 0.05, true, true, null),
                claim("loss() < \"<b>\"", 0.5, List.of(0.25), -0.25, null, false, false, null),
                claim("cv(E) > 1", null, List.of(), null, null, false, false, "'Learn' gave no number for <i>"))));
        String page = Files.readString(Report.write(record));
        for (String shown : List.of("m.spike:12:9", "accuracy() &gt;= 0.9", ">0.92<", ">0.9<", ">0.02<", ">0.05<", ">1, 2<", "class=\"thin\"",
                "class=\"failed\"", "loss() &lt; &quot;&lt;b&gt;&quot;", ">-0.25<", "gave no number for &lt;i&gt;")) {
            assertTrue(page.contains(shown), shown);
        }
        assertFalse(Files.readString(Report.write(record(RunState.CANCELLED))).contains("What is expected"), "no claims, no table");
    }

    @Test
    void aFailureSaysValueBoundAndByHowMuch() {
        assertEquals("expected accuracy() >= 0.9, but it is 0.85 on average over the seeds 1, 2, which misses 0.9 by 0.05; seeds spread by 0.01",
                new ClaimText(claim("accuracy() >= 0.9", 0.85, List.of(0.9), -0.05, 0.01, false, false, null)).failure());
        assertEquals("expected weightsHash() == \"a\", but it is \"b\", not \"a\"",
                new ClaimText(claim("weightsHash() == \"a\"", "b", List.of("a"), null, null, false, false, null)).failure());
        assertEquals("1.4 µJ", Quantity.exact(1.4e-6, "J"));
        assertEquals("0.99996", Quantity.exact(0.99996, ""), "a bar of 1 is not met");
    }

    @Test
    void everyDrawingIsWellFormed() throws Exception {
        Matcher drawings = SVG.matcher(Files.readString(Report.write(full())));
        int count = 0;
        while (drawings.find()) {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(drawings.group())));
            assertEquals("svg", document.getDocumentElement().getTagName());
            assertFalse(drawings.group().contains("NaN") || drawings.group().contains("Infinity"));
            count++;
        }
        assertEquals(5, count, "loss, accuracy, confusion, raster, floor plan");
    }

    @Test
    void itShowsWhatTheRecordHolds() throws IOException {
        String page = Files.readString(Report.write(full()));
        for (String part : List.of("92.00 %", "2.00 µJ", "core.neurons", "energy.hop", "a source", "no spikes",
                "network N &lt; &amp; &gt;")) {
            assertTrue(page.contains(part), part);
        }
    }

    @Test
    void aRunThatFailedSaysWhyAndWhatDidNotFinish() throws IOException {
        String page = Files.readString(Report.write(record(RunState.FAILED)));
        assertTrue(page.contains("a &lt;sentence&gt; &amp; more"));
        assertTrue(page.contains("This job did not finish."));
    }

    /** Spikes of two populations in 5000 steps, more than a raster shows, written in chunks that end there. */
    private RunRecord populations(RunState state, boolean finished, int... ends) throws IOException {
        RunRecord record = record(state);
        PopulationWriter writer = record.writePopulations("Watch", new PopulationOutline(0.5, 1e-3,
                List.of(new PopulationOutline.Population("E", 7, 7), new PopulationOutline.Population("I", 1, 1)),
                List.of(new PopulationOutline.Sampled(PopulationOutline.Kind.STATE, "v", "E", "V", 2, new int[] {0, 4}),
                        new PopulationOutline.Sampled(PopulationOutline.Kind.RATE, "rate", "I", "Hz", 100, new int[0]),
                        new PopulationOutline.Sampled(PopulationOutline.Kind.WEIGHT, "w", "E->I", "", 1000, new int[] {0, 1, 2}))));
        for (int end : ends) {
            int[] e = IntStream.range(7 * writer.steps(), 7 * end).filter(i -> i % 11 != 0).toArray();
            int[] i = IntStream.range(writer.steps(), end).filter(step -> step % 3 == 0).toArray();
            writer.append(new PopulationChunk(writer.steps(), end, List.of(
                    new PopulationRecord.Spikes("E", 7, Arrays.stream(e).map(k -> k / 7).toArray(), Arrays.stream(e).map(k -> k % 7).toArray()),
                    new PopulationRecord.Spikes("I", 1, i, new int[i.length])), List.of(samples(writer.steps(), end, 2, 2), samples(writer.steps(), end, 100, 1),
                            samples(writer.steps(), end, 1000, 3))));
        }
        if (finished) {
            writer.finish(List.of());
        }
        return record;
    }

    /** From -0.07 on, of steps that come after half a second. */
    private static float[][] samples(int from, int to, int interval, int width) {
        return IntStream.rangeClosed(500 + from + 1, 500 + to).filter(step -> step % interval == 0)
                .mapToObj(step -> {
                    float[] sample = new float[width];
                    Arrays.fill(sample, -0.07f + 0.02f * (step % 1000) / 1000);
                    return sample;
                }).toArray(float[][]::new);
    }

    @Test
    void chunksAreDrawnAsOneRecording() throws IOException {
        String whole = Files.readString(Report.write(populations(RunState.DONE, true, 5000)));
        assertTrue(whole.contains("Spikes, the last 2.99 s") && whole.contains("Rates of populations"), "both charts are there");
        assertTrue(whole.contains("v of E, the last 4.00 s") && whole.contains("neuron 4") && whole.contains(">-70.0 mV<"));
        assertTrue(whole.contains("Rate of I") && whole.contains("Weights of E-&gt;I over time, the first 3"));
        for (int[] ends : new int[][] {{1, 5000}, {1000, 2500, 2501, 4999, 5000}}) {
            assertEquals(whole, Files.readString(Report.write(populations(RunState.DONE, true, ends))));
        }
    }

    @Test
    void aRecordingThatWasNotEndedIsShownAsFarAsItGoes() throws IOException {
        String page = Files.readString(Report.write(populations(RunState.RUNNING, false, 1000, 2000)));
        assertTrue(page.contains("This recording was not ended; it is shown as far as it was written, up to 2.50 s."));
        assertTrue(page.contains("Spikes of populations"));
        assertFalse(Files.readString(Report.write(populations(RunState.DONE, true, 1000, 2000))).contains("was not ended"));
    }

    @Test
    void numbersHaveThreeDigitsAndAPrefix() {
        assertEquals("1.42 µJ", Quantity.of(1.42e-6, "J"));
        assertEquals("999 ns", Quantity.of(999e-9, "s"));
        assertEquals("100 ps", Quantity.of(99.96e-12, "s"));
        assertEquals("0 J", Quantity.of(0, "J"));
        assertEquals("97.50 %", Quantity.metric("test.accuracy", 0.975));
        assertEquals("1,234", Quantity.metric("spikes", 1234.2));
    }
}
