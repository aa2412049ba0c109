package org.spikewright.record.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.record.Manifest;
import org.spikewright.record.PopulationChunk;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.PopulationRecord.Spikes;
import org.spikewright.record.PopulationWriter;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.record.Tensors;
import org.spikewright.record.Tensors.Tensor;

/** Recordings of populations: whole, going on, interrupted and damaged. */
class PopulationRecordingTest {

    /** Recording begins after 5 steps, so that the first sample of three steps comes after one step of it. */
    private static final PopulationOutline OUTLINE = new PopulationOutline(0.5, 0.1,
            List.of(new PopulationOutline.Population("E", 10, 10), new PopulationOutline.Population("I", 3, 3)),
            List.of(new PopulationOutline.Sampled(PopulationOutline.Kind.STATE, "v", "E", "V", 3, new int[] {2, 7}), new PopulationOutline.Sampled(PopulationOutline.Kind.RATE, "rate", "I", "Hz", 4, new int[0])));
    private static final List<PopulationRecord.Weights> WEIGHTS = List
            .of(new PopulationRecord.Weights("p", new float[] {1, 2}, new float[] {3, 4}));

    @TempDir
    Path folder;

    private RunRecord record;

    @BeforeEach
    void begin() throws IOException {
        record = RunRecord.create(folder.resolve("run"), new Manifest("0", "2026-01-01T00:00:00Z", null, RunState.RUNNING, null, "m.spike",
                "00", List.of("Rest"), Map.of(), Map.of("java", "25")), "package m");
    }

    /** Neuron {@code 3 step mod 10} of E fires in each step, and the last one of I in every fifth. */
    private static PopulationChunk chunk(int from, int to) {
        int[] steps = IntStream.range(from, to).toArray();
        int[] fifth = IntStream.range(from, to).filter(step -> step % 5 == 0).toArray();
        return new PopulationChunk(from, to,
                List.of(new Spikes("E", 10, steps, Arrays.stream(steps).map(step -> 3 * step % 10).toArray()),
                        new Spikes("I", 3, fifth, Arrays.stream(fifth).map(_ -> 2).toArray())),
                List.of(samples(from, to, 3, 2), samples(from, to, 4, 1)));
    }

    private static float[][] samples(int from, int to, int interval, int width) {
        return IntStream.rangeClosed(from + 6, to + 5).filter(step -> step % interval == 0).mapToObj(step -> {
            float[] sample = new float[width];
            Arrays.fill(sample, step);
            return sample;
        }).toArray(float[][]::new);
    }

    private void write(boolean finished, int... ends) throws IOException {
        PopulationWriter writer = record.writePopulations("Rest", OUTLINE);
        for (int end : ends) {
            writer.append(chunk(writer.steps(), end));
        }
        if (finished) {
            writer.finish(WEIGHTS);
        }
    }

    private PopulationReader reader() throws IOException {
        return RunRecord.open(record.folder()).readPopulations("Rest").orElseThrow();
    }

    /** That a recording is what was recorded up to a step. */
    private static void assertHolds(int steps, PopulationReader reader) throws IOException {
        PopulationChunk expected = chunk(0, steps);
        assertEquals(steps, reader.steps());
        PopulationRecord all = reader.all();
        assertEquals(steps, all.steps());
        for (int p = 0; p < 2; p++) {
            assertArrayEquals(expected.spikes().get(p).stepIndex(), all.populations().get(p).stepIndex());
            assertArrayEquals(expected.spikes().get(p).neuron(), all.populations().get(p).neuron());
        }
        for (int s = 0; s < 2; s++) {
            List<float[]> samples = new ArrayList<>();
            for (int chunk = 0; chunk < reader.chunks(); chunk++) {
                samples.addAll(List.of(reader.samples(chunk, s)));
            }
            assertTrue(Arrays.deepEquals(expected.samples().get(s), samples.toArray(float[][]::new)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "1 2 3 40", "17 17 31 40", "40 40"})
    void whatIsWrittenInChunksIsReadAsOne(String ends) throws IOException {
        write(true, Stream.of(ends.split(" ")).mapToInt(Integer::parseInt).toArray());
        PopulationReader reader = reader();
        assertTrue(reader.isComplete());
        assertEquals(4.0, reader.duration(), 1e-12);
        assertHolds(40, reader);
        assertEquals(OUTLINE.populations(), reader.outline().populations());
        assertArrayEquals(new int[] {2, 7}, reader.outline().sampled().getFirst().indices());
        PopulationRecord.Weights weights = reader.weights().getFirst();
        assertEquals("p", weights.name());
        assertArrayEquals(new float[] {1, 2}, weights.before());
        assertArrayEquals(new float[] {3, 4}, weights.after());
    }

    @Test
    void nothingIsThereBeforeTheFirstChunk() throws IOException {
        record.writePopulations("Rest", OUTLINE);
        assertTrue(record.readPopulations("Rest").isEmpty());
        write(true);
        assertEquals(0, reader().steps());
        assertEquals(0, reader().all().populations().getFirst().count());
    }

    @Test
    void chunksFollowEachOther() throws IOException {
        PopulationWriter writer = record.writePopulations("Rest", OUTLINE);
        writer.append(chunk(0, 7));
        assertThrows(IllegalArgumentException.class, () -> writer.append(chunk(8, 9)));
        assertThrows(IllegalArgumentException.class, () -> writer.append(new PopulationChunk(7, 9, List.of(), List.of())));
        assertThrows(IllegalArgumentException.class,
                () -> writer.append(new PopulationChunk(7, 9, chunk(7, 9).spikes(), chunk(7, 30).samples())));
        writer.append(chunk(7, 12));
        assertHolds(12, reader());
    }

    /** Whoever is killed may leave a chunk that the index does not know yet, or a file that was never moved to its place. */
    @Test
    void aRecordingThatGoesOnIsReadUpToItsLastWholeChunk() throws IOException {
        write(false, 9, 20);
        Files.copy(file("spikes.0002.safetensors"), file("spikes.0003.safetensors"));
        Files.writeString(file(".spikes.0004.safetensors.part"), "half");
        PopulationReader reader = reader();
        assertFalse(reader.isComplete());
        assertHolds(20, reader);
        assertEquals(List.of(), reader.weights());
    }

    private Path file(String name) {
        return record.folder().resolve("Rest").resolve(name);
    }

    /** Of an interrupted recording what comes before the damage; of one that was ended nothing, since it would seem to be all. */
    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "Rest/populations.json", "Rest/spikes.safetensors", "Rest/spikes.0002.safetensors",
        "Rest/plastic.safetensors"})
    void aRecordThatIsCutAnywhereIsReadOrRefused(String name) throws IOException {
        for (boolean finished : new boolean[] {false, true}) {
            write(finished, 9, 20, 33);
            Path file = record.folder().resolve(name);
            if (!Files.exists(file)) {
                assertTrue(!finished && name.contains("plastic"));
                continue;
            }
            byte[] whole = Files.readAllBytes(file);
            int refused = 0;
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                int left = finished || name.endsWith("json") ? 33 : name.contains("0002") ? 9 : 0;
                try {
                    assertHolds(left, reader());
                } catch (IOException e) {
                    refused++;
                    assertTrue(e.getMessage().contains(file.getFileName().toString()) && !e.getMessage().contains("\n"), e.getMessage());
                }
            }
            assertEquals(name.endsWith("json") ? whole.length - 1 : finished ? whole.length : 0, refused, "a last line break may be missing");
            Files.write(file, whole);
            assertHolds(33, reader());
        }
    }

    @Test
    void aChunkThatIsGoneIsSaidToBe() throws IOException {
        write(true, 9, 20);
        Files.delete(file("spikes.0002.safetensors"));
        assertEquals(file("spikes.0002.safetensors") + " is missing", assertThrows(IOException.class, () -> reader().all()).getMessage());
    }

    /** Which neurons are recorded, and of how many synapses weights are kept; records of earlier versions say neither. */
    @Test
    void whatIsOfAPartSaysOfWhich() throws IOException {
        List<PopulationOutline.Population> some = List.of(new PopulationOutline.Population("E", 10, List.of(1, 4, 7)));
        PopulationWriter writer = record.writePopulations("Rest", new PopulationOutline(0, 0.1, some, List.of()));
        writer.append(new PopulationChunk(0, 9, List.of(new PopulationRecord.Spikes("E", 10, new int[] {2}, new int[] {4})), List.of()));
        writer.finish(List.of(new PopulationRecord.Weights("p", new float[] {1, 2}, new float[] {3, 4}, 7)));
        assertEquals(some, reader().outline().populations());
        assertEquals(7, reader().weights().getFirst().synapses());

        String index = Files.readString(file("populations.json"));
        for (String wrong : List.of("4, 1, 7", "1, 4", "1, 4, 10", "-1, 4, 7")) {
            Files.writeString(file("populations.json"), index.replaceFirst("(\"which\": )\\[[^]]*]", "$1[" + wrong + "]"));
            String sentence = assertThrows(IOException.class, this::reader).getMessage();
            assertTrue(sentence.contains("the recorded neurons of E are not 3 of its neurons in their order"), sentence);
        }
        Files.writeString(file("populations.json"), index.replaceFirst("\"synapses\": \\[[^]]*]", "\"synapses\": []"));
        assertThrows(IOException.class, this::reader);

        Files.writeString(file("populations.json"), index.replaceFirst(",\\s*\"which\": \\[[^]]*]", "")
                .replaceFirst("\"synapses\": \\[[^]]*],", ""));
        assertEquals(List.of(new PopulationOutline.Population("E", 10, 3)), reader().outline().populations());
        assertEquals(2, reader().weights().getFirst().synapses());
    }

    /** Spikes of neurons that there are not, or at a wrong time, would lead readers astray. */
    @Test
    void spikesThatCannotBeAreSaidToBeDamage() throws IOException {
        for (int[] spike : new int[][] {{20, 1}, {8, 1}, {9, 10}, {9, -1}}) {
            write(true, 9, 20);
            Map<String, Tensor> columns = new LinkedHashMap<>(Tensors.read(file("spikes.0002.safetensors")));
            columns.put("E.step", new Tensor(new int[] {spike[0]}, 1));
            columns.put("E.neuron", new Tensor(new int[] {spike[1]}, 1));
            Tensors.write(file("spikes.0002.safetensors"), columns);
            String message = assertThrows(IOException.class, () -> reader().all()).getMessage();
            assertTrue(message.contains("spikes.0002.safetensors is damaged"), message);
        }
    }

    /** As it was written before there were chunks: one file, with the weights. */
    @Test
    void aRecordOfAnEarlierVersionIsRead() throws IOException {
        Files.createDirectories(file("."));
        Tensors.write(file("spikes.safetensors"), Map.of("E.step", new Tensor(new int[] {0, 7}, 2), "E.neuron", new Tensor(new int[] {3, 4}, 2),
                "p.before", new Tensor(new float[] {1}, 1), "p.after", new Tensor(new float[] {2}, 1)));
        Files.writeString(file("populations.json"), """
                {"start": 0.5, "step": 0.1, "steps": 8, "populations": [{"name": "E", "neurons": 5}], "plastic": ["p"]}
                """);
        PopulationReader reader = reader();
        assertTrue(reader.isComplete());
        PopulationRecord all = reader.all();
        assertEquals(8, all.steps());
        assertArrayEquals(new int[] {0, 7}, all.populations().getFirst().stepIndex());
        assertArrayEquals(new int[] {3, 4}, all.populations().getFirst().neuron());
        assertArrayEquals(new float[] {2}, all.weights().getFirst().after());
    }

    /** As a user of NumPy does: all columns of a chunk by their names. */
    @Test
    void aChunkIsAFileOfTensors() throws IOException {
        write(true, 9, 20);
        Map<String, Tensor> columns = Tensors.read(file("spikes.0002.safetensors"));
        assertEquals(List.of("E.step", "E.neuron", "I.step", "I.neuron", "samples.0", "samples.1"), List.copyOf(columns.keySet()));
        assertArrayEquals(new int[] {4, 2}, columns.get("samples.0").extents());
        assertArrayEquals(new int[] {10, 15}, (int[]) columns.get("I.step").values());
    }
}
