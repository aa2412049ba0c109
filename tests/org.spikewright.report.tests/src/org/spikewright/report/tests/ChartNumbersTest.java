package org.spikewright.report.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.Manifest;
import org.spikewright.record.PopulationChunk;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationOutline.Kind;
import org.spikewright.record.PopulationOutline.Population;
import org.spikewright.record.PopulationOutline.Sampled;
import org.spikewright.record.PopulationRecord.Spikes;
import org.spikewright.record.PopulationRecord.Weights;
import org.spikewright.record.PopulationWriter;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.report.Report;

/** What charts show is at its time, has its height, and is what the caption says. */
class ChartNumbersTest {

    private static final Pattern POINT = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

    @TempDir
    Path folder;

    private RunRecord record() throws IOException {
        return RunRecord.create(Files.createTempDirectory(folder, "run"), new Manifest("0.1.0", "2026-01-01T00:00:00Z", null,
                RunState.DONE, null, "m.spike", "00", List.of("Rest"), Map.of(), Map.of()), "network N");
    }

    /** The report of populations of which nothing but spikes is recorded, in steps of a millisecond. */
    private String page(int steps, List<Population> populations, List<Spikes> spikes) throws IOException {
        RunRecord record = record();
        PopulationWriter writer = record.writePopulations("Rest", new PopulationOutline(0, 1e-3, populations, List.of()));
        writer.append(new PopulationChunk(0, steps, spikes, List.of()));
        writer.finish(List.of());
        return Files.readString(Report.write(record));
    }

    private static List<Integer> list(int[] numbers) {
        return IntStream.of(numbers).boxed().toList();
    }

    /** The drawing of that description. */
    private static String drawing(String page, String description) {
        int from = page.indexOf("aria-label=\"" + description + "\"");
        assertTrue(from >= 0, "the page has a drawing '" + description + "'");
        return page.substring(from, page.indexOf("</svg>", from));
    }

    /** The points of the first curve that has some, as parts of its plot's width, and as heights from 0 at its bottom. */
    private static double[][] curve(String drawing) {
        Matcher plot = Pattern.compile("<rect x=\"([0-9.]+)\" y=\"([0-9.]+)\" width=\"([0-9.]+)\" height=\"([0-9.]+)\" class=\"plot\"")
                .matcher(drawing);
        assertTrue(plot.find());
        Matcher path = Pattern.compile("<path d=\"([^\"]*)\"").matcher(drawing);
        assertTrue(path.find());
        return POINT.matcher(path.group(1)).results().map(point -> new double[] {
                (number(point, 1) - number(plot, 1)) / number(plot, 3),
                1 - (number(point, 2) - number(plot, 2)) / number(plot, 4)}).toArray(double[][]::new);
    }

    private static double number(MatchResult found, int group) {
        return Double.parseDouble(found.group(group));
    }

    /** Bins of as many steps each: one that fires in each step has one rate, though 200 bins do not divide 300 steps. */
    @Test
    void aSteadyRateIsAFlatLine() throws IOException {
        for (int steps : new int[] {150, 300, 399, 401, 2000}) {
            int[] each = IntStream.range(0, steps).toArray();
            String page = page(steps, List.of(new Population("A", 1, 1)), List.of(new Spikes("A", 1, each, new int[steps])));
            String drawing = drawing(page, "Rates of populations");
            assertTrue(drawing.contains(">up to 1,000 Hz<"), drawing);
            double[][] curve = curve(drawing);
            for (double[] point : curve) {
                assertEquals(curve[0][1], point[1], 1e-9, steps + " steps");
            }
            int width = Math.ceilDiv(steps, 200);
            assertEquals(0.5 * width / steps, curve[0][0], 1e-4);
            int begun = (curve.length - 1) * width;
            assertEquals((begun + steps) / 2.0 / steps, curve[curve.length - 1][0], 1e-4, "the last bin ends with the recording");
        }
    }

    /** All spikes of the neurons that are recorded, whichever these are. */
    @Test
    void aRasterShowsTheNeuronsThatAreRecorded() throws IOException {
        int[] odd = IntStream.range(0, 400).map(i -> 2 * i + 1).toArray();
        Spikes spikes = new Spikes("P", 800, IntStream.range(0, 400).map(i -> i / 4).toArray(), odd);
        String page = page(100, List.of(new Population("P", 800, list(odd))), List.of(spikes));
        assertTrue(page.contains(">Spikes of the recorded neurons<"), "one of 400 rows for each");
        assertTrue(page.contains(">400 of 800<"));
        double[][] points = curve(drawing(page, "Spikes of populations"));
        assertEquals(400, points.length);
        for (int i = 0; i < points.length; i++) {
            assertEquals((i / 4 + 1) / 100.0, points[i][0], 1e-3, "a spike is fired at the end of its step");
            assertEquals(1 - (i + 0.5) / 400, points[i][1], 1e-3);
        }
    }

    @Test
    void aRasterSaysWhichShareOfWhichNeuronsItShows() throws IOException {
        int[] odd = IntStream.range(0, 1000).map(i -> 2 * i + 1).toArray();
        Spikes spikes = new Spikes("P", 2000, new int[1000], odd);
        String some = page(100, List.of(new Population("P", 2000, list(odd))), List.of(spikes));
        assertTrue(some.contains(">Spikes of one in 3 recorded neurons<"));
        assertEquals(334, curve(drawing(some, "Spikes of populations")).length);
        String all = page(100, List.of(new Population("P", 2000, 2000)), List.of(spikes));
        assertTrue(all.contains(">Spikes of one in 5 neurons<"));
    }

    /** Bins of rates have their middles, states the ends of their intervals; the recording goes on after the last. */
    @Test
    void samplesAreDrawnWhenTheyWereTaken() throws IOException {
        for (int start : new int[] {0, 50}) {
            RunRecord record = record();
            PopulationOutline outline = new PopulationOutline(start * 1e-3, 1e-3, List.of(), List.of(
                    new Sampled(Kind.RATE, "rate", "P", "Hz", 30, new int[0]), new Sampled(Kind.STATE, "v", "P", "", 7, new int[] {0})));
            PopulationWriter writer = record.writePopulations("Rest", outline);
            writer.append(new PopulationChunk(0, 100, List.of(), List.of(new float[(start + 100) / 30 - start / 30][1],
                    new float[(start + 100) / 7 - start / 7][1])));
            writer.finish(List.of());
            String page = Files.readString(Report.write(record));
            double begin = Math.min(start, start / 30 * 30 + 15);
            double[] rates = IntStream.rangeClosed(start / 30 + 1, (start + 100) / 30).mapToDouble(i -> 30 * i - 15).toArray();
            assertArrayEquals(rates, times(drawing(page, "Rate of P"), begin, start + 100), 0.01);
            double[] states = IntStream.rangeClosed(start / 7 + 1, (start + 100) / 7).mapToDouble(i -> 7 * i).toArray();
            assertArrayEquals(states, times(drawing(page, "v of P"), start, start + 100), 0.01);
        }
    }

    private static double[] times(String drawing, double begin, double end) {
        return IntStream.range(0, curve(drawing).length).mapToDouble(i -> begin + curve(drawing)[i][0] * (end - begin)).toArray();
    }

    @Test
    void weightsThatAreNotAllSaySo() throws IOException {
        RunRecord record = record();
        PopulationWriter writer = record.writePopulations("Rest", new PopulationOutline(0, 1e-3, List.of(), List.of()));
        writer.append(new PopulationChunk(0, 10, List.of(), List.of()));
        writer.finish(List.of(new Weights("all", new float[] {1, 2}, new float[] {2, 3}),
                new Weights("some", new float[100_000], new float[100_000], 160_000)));
        String page = Files.readString(Report.write(record));
        assertTrue(page.contains(">Weights of all: bars after, line before<"));
        assertTrue(page.contains(">Weights of some: bars after, line before; of 100,000 of 160,000 synapses, evenly spread<"));
    }

    /** A number of the whole chip is not that of its fullest core. */
    @Test
    void limitsSayWhatTheyAreOf() throws IOException {
        RunRecord record = record();
        record.putChip("Rest", new ChipRecord("Mesh", "a source", 2, 2, List.of(), List.of(), List.of(
                new ChipRecord.Limit("core.neurons", 5, 10, ""), new ChipRecord.Limit("core.weight", 8, 9, "bit"),
                new ChipRecord.Limit("cores", 3, 4, "")), Map.of(), List.of()));
        String page = Files.readString(Report.write(record)).replaceAll("<t[dh][^>]*>", "|").replaceAll("</t[dh]>", "");
        assertTrue(page.contains("|limit|of|used|allowed|share"), page);
        assertTrue(page.contains("|core.neurons|core that uses most|5|10|50.00 %"), page);
        assertTrue(page.contains("|core.weight|each weight|8 bit|9 bit|88.89 %"), page);
        assertTrue(page.contains("|cores|whole chip|3|4|75.00 %"), page);
    }
}
