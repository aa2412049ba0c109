package org.spikewright.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
import org.spikewright.report.Report;
import org.spikewright.testing.Repository;

/** Pages of records that somebody made up: what is in them is shown, and nothing of it is done. */
@Timeout(120)
class StrangeReportTest {

    /** Ends attributes, elements, and the styles, titles and comments around it. */
    private static final String ATTACK = "\"'></title></style></pre></svg>--><script>document.title='owned'</script>"
            + "<img src=x onerror=\"document.title='owned'\"><svg onload=x()><a href=javascript:x()>";

    /** All elements that a report is made of. */
    private static final Set<String> ELEMENTS = Set.of("html", "head", "meta", "title", "link", "style", "body", "h1", "h2", "h3", "p", "span",
            "section", "div", "table", "tr", "th", "td", "pre", "svg", "rect", "line", "circle", "path", "text");

    /** A tag with its attributes, as the HTML standard takes it apart: quoted values hide everything but their quote. */
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][^\\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([^\\s=\"'/]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)))?");

    @TempDir
    Path folder;

    private static void assertHarmless(String page) {
        Set<String> elements = new TreeSet<>();
        Matcher tag = TAG.matcher(page);
        while (tag.find()) {
            elements.add(tag.group(2).toLowerCase(java.util.Locale.ROOT));
            Matcher attribute = ATTRIBUTE.matcher(tag.group(3));
            while (attribute.find()) {
                String name = attribute.group(1).toLowerCase(java.util.Locale.ROOT);
                assertFalse(name.startsWith("on") || name.equals("src"), tag.group());
                assertTrue(!name.equals("href") || "data:,".equals(attribute.group(2)), tag.group());
                assertTrue(!name.equals("http-equiv") || "Content-Security-Policy".equals(attribute.group(2)), tag.group());
            }
        }
        elements.removeAll(ELEMENTS);
        assertEquals(Set.of(), elements);
    }

    @Test
    void nothingInARecordBecomesAnElement() throws IOException {
        String page = Files.readString(Report.write(RecordOfAllKinds.write(folder.resolve("run"), ATTACK)));
        assertHarmless(page);
        for (String place : List.of("core.neurons", "5 bit", "Mesh", "source", "synapse", "energy", "hidden", "neuron", "E", "Weights of E",
                "Learn.epochs", "why", "25", "network N ", "name")) {
            assertTrue(page.contains(place), place);
        }
        assertTrue(page.contains("5 bit&quot;'&gt;&lt;/title&gt;"), "the unit of a limit is text");
    }

    /** Should anything get through, the browser loads and runs nothing; what comes before the policy is not under it. */
    @Test
    void thePageForbidsScriptsAndRequests() throws IOException {
        String page = Files.readString(Report.write(RecordOfAllKinds.write(folder.resolve("run"), "")));
        int policy = page.indexOf("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        assertTrue(policy > 0 && policy < page.indexOf("<title>") && policy < page.indexOf("<style>"), page.substring(0, 600));
        assertFalse(page.contains("script-src") || page.contains("unsafe-eval"), "no exception for scripts");
    }

    @Test
    void charactersThatAreNotSeenAreMarked() throws IOException {
        String page = Files.readString(Report.write(RecordOfAllKinds.write(folder.resolve("run"), "\u202Etxt\u2066\u0007\u001B[2J")));
        assertTrue(page.chars().noneMatch(c -> c == 0x202E || c == 0x2066 || c == 0x1B || c == 7), "none is left");
        assertTrue(page.contains("network N \\u202Etxt\\u2066\\u0007\\u001B[2J"), "all are shown");
    }

    /** The record that was handed in: two of its texts ran. */
    @Test
    void aRecordWithScriptsThatOnceRanIsHarmless() throws IOException {
        Path handed = Repository.root().resolveSibling("shared/field/safety-record-xss");
        assumeTrue(Files.isDirectory(handed), () -> "there is no " + handed);
        Path run = folder.resolve("run");
        try (Stream<Path> files = Files.walk(handed)) {
            for (Path file : files.toList()) {
                Path copy = run.resolve(handed.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.endsWith("report.html")) {
                    Files.write(copy, Files.readAllBytes(file));
                }
            }
        }
        String page = Files.readString(Report.write(RunRecord.open(run)));
        assertHarmless(page);
        assertTrue(page.contains("&lt;script&gt;"), "what it holds is shown");
    }

    private RunRecord record(String... jobs) throws IOException {
        return RunRecord.create(folder.resolve("run"), new Manifest("0.1.0", "2026-01-01T00:00:00Z", null, RunState.DONE, null, "m.spike", "00",
                List.of(jobs), Map.of(), Map.of()), "network N");
    }

    /** What a page may be in size: what can be seen of a few charts, not what a file counts. */
    private static String page(RunRecord record) throws IOException {
        String page = Files.readString(Report.write(record));
        assertTrue(page.length() < 5_000_000, page.length() + " characters");
        assertFalse(page.contains("NaN") || page.contains("Infinity"));
        return page;
    }

    @Test
    void aChartOfALargeChipIsAsLargeAsItsUse() throws IOException {
        RunRecord record = record("Deploy");
        for (int[] mesh : new int[][] {{40_000, 40_000}, {1, Integer.MAX_VALUE}, {Integer.MAX_VALUE, 1}, {65, 64}}) {
            int last = mesh[0] * mesh[1] - 1;
            record.putChip("Deploy", new ChipRecord("Large", "", mesh[0], mesh[1], List.of(new ChipRecord.Core(last, List.of(), 5, 40, 3, 2, 1, 3)),
                    List.of(new ChipRecord.Link(0, last, 0)), List.of(new ChipRecord.Limit("a", 1, 0, "")), Map.of(), List.of()));
            assertTrue(page(record).contains("core " + last + ": ; 5 neurons"));
        }
    }

    @Test
    void aChartOfManyCoresShowsTheFullest() throws IOException {
        RunRecord record = record("Deploy");
        record.putChip("Deploy", new ChipRecord("Large", "", 300, 300, IntStream.range(0, 90_000)
                .mapToObj(core -> new ChipRecord.Core(core, List.of(), core, 0, 0, 0, 0, core / 90_000.0)).toList(), List.of(), List.of(),
                Map.of(), List.of()));
        String page = page(record);
        assertTrue(page.contains("core 89999:") && !page.contains("core 1:"));
    }

    @Test
    void aChartOfManyStepsEnds() throws IOException {
        RunRecord record = record("Watch");
        record.putSpikes("Watch", new SpikeRecord(1, Integer.MAX_VALUE, 1e-3, new int[] {0}, new int[] {0},
                List.of(new SpikeRecord.LayerSpikes("hidden", Integer.MAX_VALUE, new int[] {0}, new int[] {7}, new int[] {3}))));
        page(record);
    }

    @Test
    void aChartOfManySpikesIsAsLargeAsCanBeSeen() throws IOException {
        int count = 2_000_000;
        int[] steps = IntStream.range(0, count).map(i -> i / 1000).toArray();
        RunRecord record = record("Watch");
        record.putSpikes("Watch", new SpikeRecord(1, count / 1000, 1e-3, new int[] {0}, new int[] {0}, List.of(
                new SpikeRecord.LayerSpikes("hidden", 1000, new int[count], steps, IntStream.range(0, count).map(i -> i % 1000).toArray()))));
        String page = Files.readString(Report.write(record));
        assertTrue(page.length() < 15_000_000, page.length() + " characters");
    }

    @Test
    void aCurveOfManyEpochsIsAsLargeAsCanBeSeen() throws IOException {
        RunRecord record = record("Learn");
        record.putTraining("Learn", new TrainingRecord(IntStream.rangeClosed(1, 200_000)
                .mapToObj(epoch -> new TrainingRecord.Epoch(epoch, 1.0 / epoch, 0.5, epoch == 777 ? 17 : 1, 0.5)).toList(), List.of(), new int[0][]));
        String page = page(record);
        assertTrue(page.length() < 100_000, page.length() + " characters");
        assertTrue(page.contains(">20<"), "the one large loss is within the axis");
    }

    @Test
    void whatIsNoNumberIsAGapInTheCurve() throws IOException {
        RunRecord record = record("Learn");
        for (double strange : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e308, Double.MIN_VALUE}) {
            record.putTraining("Learn", new TrainingRecord(List.of(new TrainingRecord.Epoch(1, 0.5, 0.5, strange, 0.9),
                    new TrainingRecord.Epoch(2, strange, 0.9, strange, Double.NaN)), List.of("a"), new int[][] {{Integer.MAX_VALUE}}));
            String page = page(RunRecord.open(record.folder()));
            assertTrue(page.contains("test, epoch 1: 90 %"));
        }
        record.putTraining("Learn", new TrainingRecord(Collections.nCopies(3, new TrainingRecord.Epoch(1, 1e300, 0d, 1e300, 0d)), List.of(),
                new int[0][]));
        page(record);
    }

    @Test
    void aMatrixOfManyClassesIsAsLargeAsCanBeSeen() throws IOException {
        int n = 1000;
        int[][] counts = new int[n][n];
        for (int i = 0; i < n; i++) {
            counts[i][i] = 2;
        }
        RunRecord record = record("Learn");
        record.putTraining("Learn", new TrainingRecord(List.of(), IntStream.range(0, n).mapToObj(i -> "class " + i).toList(), counts));
        assertTrue(page(record).contains("64 of 64"), "32 classes of two samples each are drawn as one");
    }

    @Test
    void manyPopulationsAndWeightsAreDrawnInPart() throws IOException {
        int n = 3000;
        RunRecord record = record("Rest");
        List<PopulationOutline.Population> populations = IntStream.range(0, n)
                .mapToObj(i -> new PopulationOutline.Population("P" + i, Integer.MAX_VALUE, 1)).toList();
        int[] synapses = IntStream.range(0, n).toArray();
        PopulationWriter writer = record.writePopulations("Rest", new PopulationOutline(0, 1e-3, populations,
                List.of(new PopulationOutline.Sampled(PopulationOutline.Kind.WEIGHT, "w", "p", "", 10, synapses))));
        float[] weights = new float[n];
        Arrays.fill(weights, Float.NaN);
        weights[3] = 5;
        List<PopulationRecord.Spikes> spikes = new ArrayList<>();
        populations.forEach(one -> spikes.add(new PopulationRecord.Spikes(one.name(), one.neurons(), new int[] {9}, new int[] {0})));
        List<float[][]> samples = new ArrayList<>();
        samples.add(new float[][] {weights});
        writer.append(new PopulationChunk(0, 10, spikes, samples));
        writer.finish(List.of(new PopulationRecord.Weights("p", weights, weights)));
        String page = page(record);
        assertTrue(page.contains("The first 100 populations are drawn.") && page.contains(">P99<") && !page.contains(">P100<"));
    }

    @Test
    void aRunThatWasInterruptedSaysSoAndHowFarItCame() throws IOException {
        RunRecord record = RunRecord.create(folder.resolve("run"), new Manifest("0.1.0", "2026-01-01T00:00:00Z", null, RunState.RUNNING, null,
                "m.spike", "00", List.of("Learn"), Map.of(), Map.of()), "network N");
        record.putTraining("Learn", new TrainingRecord(Collections.nCopies(15, new TrainingRecord.Epoch(1, 1, 0.5, 1, 0.5)), List.of(),
                new int[0][]));
        assertTrue(page(RunRecord.open(record.folder())).contains("<span class=\"state running\">running</span>"));
        record.end(null, RunState.RUNNING, null);
        String page = page(RunRecord.open(record.folder()));
        assertTrue(page.contains("<span class=\"state interrupted\">interrupted</span>") && page.contains("This run was interrupted"));
        assertTrue(page.contains("up to epoch 15"));
    }
}
