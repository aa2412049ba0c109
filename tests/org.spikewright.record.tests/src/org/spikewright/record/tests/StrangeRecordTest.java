package org.spikewright.record.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.Manifest;
import org.spikewright.record.PopulationChunk;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.PopulationWriter;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.record.SpikeRecord;
import org.spikewright.record.Tensors;
import org.spikewright.record.Tensors.Tensor;
import org.spikewright.record.TrainingRecord;

/**
 * Records that somebody made up, or that were damaged: whatever they hold, reading them leads to no file of somebody else, takes no more
 * than what is there, and ends in one sentence that names the file.
 */
@Timeout(120)
class StrangeRecordTest {

    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void writeARecord() throws IOException {
        run = record("run", "package m");
    }

    private Path record(String name, String model) throws IOException {
        RunRecord record = RunRecord.create(folder.resolve(name), new Manifest("0", "2026-01-01T00:00:00Z", null, RunState.DONE, null,
                "m.spike", "00", List.of("Learn", "Watch", "Deploy", "Rest"), Map.of(), Map.of("java", "25")), model);
        record.putTraining("Learn", new TrainingRecord(List.of(new TrainingRecord.Epoch(1, 0.5, 0.8, 0.4, 0.9)), List.of("0", "1"),
                new int[][] {{3, 1}, {0, 4}}));
        record.putMetrics("Learn", Map.of("test.accuracy", 0.9));
        record.putSpikes("Watch", new SpikeRecord(2, 10, 0.001, new int[] {0, 1}, new int[] {0, 0},
                List.of(new SpikeRecord.LayerSpikes("hidden", 5, new int[] {0, 1}, new int[] {1, 9}, new int[] {4, 0}))));
        record.putChip("Deploy", new ChipRecord("Mesh", "a source", 2, 2, List.of(new ChipRecord.Core(1,
                List.of(new ChipRecord.Slice("hidden", 0, 5)), 5, 40, 3, 2, 12.5, 0.5)), List.of(new ChipRecord.Link(0, 1, 7)),
                List.of(new ChipRecord.Limit("core.neurons", 5, 10, "bit")), Map.of("synapse", 2e-6), List.of()));
        PopulationWriter writer = record.writePopulations("Rest", new PopulationOutline(0, 1e-3,
                List.of(new PopulationOutline.Population("E", 7, 7)),
                List.of(new PopulationOutline.Sampled(PopulationOutline.Kind.STATE, "v", "E", "V", 5, new int[] {0}))));
        writer.append(new PopulationChunk(0, 10, List.of(new PopulationRecord.Spikes("E", 7, new int[] {3}, new int[] {6})),
                List.<float[][]>of(new float[][] {{1}, {2}})));
        writer.finish(List.of(new PopulationRecord.Weights("p", new float[] {1}, new float[] {2})));
        record.end("2026-01-01T00:00:09Z", RunState.DONE, null);
        return record.folder();
    }

    /** Reads all that there is. */
    private void read() throws IOException {
        RunRecord record = RunRecord.open(run);
        record.modelText();
        for (String job : record.manifest().jobs()) {
            record.training(job);
            record.spikes(job);
            record.chip(job);
            record.exploration(job);
            PopulationReader populations = record.readPopulations(job).orElse(null);
            if (populations != null) {
                populations.all();
                for (int i = 0; i < populations.chunks(); i++) {
                    populations.samples(i, 0);
                }
            }
        }
    }

    private static void assertOneSentence(Executable reading, String... parts) {
        String message = assertThrows(IOException.class, reading).getMessage();
        assertEquals(1, message.lines().count(), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private void edit(String file, String text, String other) throws IOException {
        String before = Files.readString(run.resolve(file));
        assertTrue(before.contains(text), before);
        Files.writeString(run.resolve(file), before.replace(text, other));
    }

    @Test
    void itIsSoundBeforeItIsDamaged() throws IOException {
        read();
    }

    // Names and links

    @ParameterizedTest
    @ValueSource(strings = {"../other/Learn", "../../etc", "Learn/../../other/Learn", "/etc", "ABSOLUTE"})
    void aJobLeadsToNoOtherFolder(String name) throws IOException {
        Path other = record("other", "package other");
        String job = name.equals("ABSOLUTE") ? other.resolve("Learn").toString() : name;
        edit("manifest.json", "\"Learn\"", "\"" + job + "\"");
        assertOneSentence(this::read, "run", "leads out of the record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../other/model/m.spike", "../../../../../../../../../../etc/passwd", "/etc/passwd", "ABSOLUTE"})
    void aModelLeadsToNoOtherFile(String name) throws IOException {
        Path other = record("other", "package other");
        String model = name.equals("ABSOLUTE") ? other.resolve("model/m.spike").toString() : name;
        edit("manifest.json", "\"m.spike\"", "\"" + model + "\"");
        assertOneSentence(this::read, "run");
    }

    @Test
    void aLinkLeadsToNoOtherFile() throws IOException {
        Path other = record("other", "package other");
        Files.delete(run.resolve("model/m.spike"));
        Files.createSymbolicLink(run.resolve("model/m.spike"), other.resolve("model/m.spike"));
        assertOneSentence(this::read, "m.spike", "leads out of the record");
        Files.delete(run.resolve("model/m.spike"));
        Files.writeString(run.resolve("model/m.spike"), "package m");
        for (String file : List.of("training.json", "weights.safetensors")) {
            Files.deleteIfExists(run.resolve("Learn").resolve(file));
        }
        Files.delete(run.resolve("Learn"));
        Files.createSymbolicLink(run.resolve("Learn"), other.resolve("Learn"));
        assertOneSentence(this::read, "Learn", "leads out of the record");
    }

    @Test
    void aLinkWithinTheRecordIsFollowed() throws IOException {
        Files.move(run.resolve("model/m.spike"), run.resolve("model/other.spike"));
        Files.createSymbolicLink(run.resolve("model/m.spike"), Path.of("other.spike"));
        assertEquals("package m", RunRecord.open(run).modelText());
    }

    /** A record may be reached by a link itself. */
    @Test
    void aRecordIsReadThroughALink() throws IOException {
        run = Files.createSymbolicLink(folder.resolve("link"), run);
        read();
    }

    @Test
    void pipesAndDevicesAreNotOpened() throws Exception {
        Files.delete(run.resolve("model/m.spike"));
        assumeTrue(new ProcessBuilder("mkfifo", run.resolve("model/m.spike").toString()).start().waitFor() == 0, "mkfifo makes pipes");
        assertOneSentence(this::read, "m.spike is a pipe or a device");
        Files.delete(run.resolve("model/m.spike"));
        Files.createSymbolicLink(run.resolve("model/m.spike"), Path.of("/dev/zero"));
        assertOneSentence(this::read, "m.spike");
        Files.delete(run.resolve("Watch/spikes.safetensors"));
        Files.delete(run.resolve("model/m.spike"));
        Files.writeString(run.resolve("model/m.spike"), "package m");
        assertEquals(0, new ProcessBuilder("mkfifo", run.resolve("Watch/spikes.safetensors").toString()).start().waitFor());
        assertOneSentence(this::read, "spikes.safetensors is a pipe or a device");
    }

    @Test
    void aNameThatCannotBeIsDamage() throws IOException {
        edit("manifest.json", "\"m.spike\"", "\"a\\u0000b\"");
        assertOneSentence(this::read, "run", "damaged");
        edit("manifest.json", "\"Learn\"", "\"a\\u0000b\"");
        assertOneSentence(this::read, "manifest.json", "damaged");
    }

    /** Each name finds the same file, which would be read as often as it is named. */
    @ParameterizedTest
    @ValueSource(strings = {"Learn", "./Learn", "x/../Learn", "Learn/"})
    void noJobIsNamedTwice(String again) throws IOException {
        edit("manifest.json", "\"Watch\"", "\"" + again + "\"");
        assertOneSentence(this::read, "manifest.json", "there are two of the name");
    }

    // What is missing, and what cannot be

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "manifest.json | \"state\": \"DONE\" | \"state\": \"ASLEEP\" | 'state'", "manifest.json | \"state\": \"DONE\", | | 'state'",
        "manifest.json | \"started\": \"2026-01-01T00:00:00Z\", | | 'started'", "manifest.json | \"jobs\" | \"work\" | 'jobs'",
        "manifest.json | \"machine\" | \"place\" | 'machine'", "manifest.json | \"model\": \"m.spike\", | | 'model'",
        "manifest.json | \"Learn\" | null | 'jobs'", "metrics.json | 0.9 | null | 'test.accuracy'",
        "Learn/training.json | \"epochs\" | \"ages\" | 'epochs'", "Learn/training.json | 0.8 | 1.8 | accuracy",
        "Learn/training.json | 0.5 | -1e308 | loss", "Learn/training.json | 3, | | square", "Learn/training.json | 3, | -3, | below 0",
        "Deploy/chip.json | \"rows\": 2 | \"rows\": 0 | 0 rows", "Deploy/chip.json | \"rows\": 2 | \"rows\": 2000000000 | 2000000000 rows",
        "Deploy/chip.json | \"limits\" | \"bounds\" | 'limits'", "Deploy/chip.json | \"bit\" | null | 'unit'",
        "Deploy/chip.json | \"core\": 1 | \"core\": 4 | no core 4", "Deploy/chip.json | \"core\": 1 | \"core\": -1 | no core -1",
        "Deploy/chip.json | \"to\": 1, | \"to\": 9, | core 9", "Deploy/chip.json | 0.5 | NaN | core 1",
        "Watch/samples.json | \"labels\" | \"marks\" | 'labels'", "Watch/samples.json | \"layers\" | \"rows\" | 'layers'",
        "Watch/samples.json | \"samples\": 2 | \"samples\": 3 | 3 samples", "Watch/samples.json | \"samples\": 2 | \"samples\": -1 | -1",
        "Watch/samples.json | \"steps\": 10 | \"steps\": 0 | 0 steps", "Watch/samples.json | \"steps\": 10 | \"steps\": -5 | -5 steps",
        "Watch/samples.json | \"neurons\": 5 | \"neurons\": 0 | no neurons",
        "Rest/populations.json | \"STATE\" | \"MOOD\" | 'kind'", "Rest/populations.json | \"interval\": 5 | \"interval\": 0 | interval",
        "Rest/populations.json | \"step\": 0.001 | \"step\": 1e-300 | damaged", "Rest/populations.json | \"step\": 0.001 | \"step\": 0 | 0.0 s",
        "Rest/populations.json | \"start\": 0.0 | \"start\": 1e300 | 1.0E300", "Rest/populations.json | \"neurons\": 7 | \"neurons\": -7 | -7",
        "Rest/populations.json | \"steps\": 10 | \"steps\": 5 | step 10", "Rest/populations.json | \"steps\": 10 | \"steps\": 1e9 | spikes"})
    void whatIsMissingOrCannotBeIsNamed(String file, String text, String other, String part) throws IOException {
        String replacement = other == null ? "" : other;
        if (file.equals("Learn/training.json") && text.equals("3,")) {
            edit(file, "      3,\n", replacement.isEmpty() ? "" : "      " + replacement + "\n");
        } else if (text.equals("\"step\": 0.001") && other.endsWith("1e-300")) {
            edit(file, "\"start\": 0.0", "\"start\": 1.0");
            edit(file, text, replacement);
        } else if (other != null && other.endsWith("1e9")) {
            edit(file, text, replacement);
            edit(file, "\"chunks\": [\n    10\n", "\"chunks\": [\n    1000000000\n");
        } else {
            edit(file, text, replacement);
        }
        assertOneSentence(this::read, file.endsWith("populations.json") && part.equals("spikes") ? "spikes.safetensors" : file, part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"jobs\": null}", "{\"jobs\": {\"Learn\": null}}", "7", "\"text\"", "{\"jobs\": [null]}",
        "{\"a\":"})
    void noJsonTakesAnyReaderByWay(String text) throws IOException {
        for (String file : List.of("manifest.json", "metrics.json", "Learn/training.json", "Deploy/chip.json", "Watch/samples.json",
                "Rest/populations.json")) {
            String before = Files.readString(run.resolve(file));
            Files.writeString(run.resolve(file), text);
            assertOneSentence(this::read, file);
            Files.writeString(run.resolve(file), before);
        }
    }

    @Test
    void whatIsNoTextIsNamed() throws IOException {
        for (String file : List.of("manifest.json", "metrics.json", "Learn/training.json", "model/m.spike")) {
            byte[] before = Files.readAllBytes(run.resolve(file));
            Files.write(run.resolve(file), new byte[] {(byte) 0xC3, 0x28});
            assertOneSentence(this::read, file, "is not a text file");
            Files.write(run.resolve(file), before);
        }
        Files.delete(run.resolve("model/m.spike"));
        assertOneSentence(this::read, "m.spike is missing");
        Files.createDirectory(run.resolve("model/m.spike"));
        assertOneSentence(this::read, "m.spike is a folder");
    }

    // Arrays

    @Test
    void spikesThatCannotBeAreNamed() throws IOException {
        Path file = run.resolve("Watch/spikes.safetensors");
        int[][][] wrong = {{{0, 1}, {1, 10}, {4, 0}}, {{0, 1}, {1, 9}, {5, 0}}, {{0, 2}, {1, 9}, {4, 0}}, {{1, 0}, {1, 9}, {4, 0}},
            {{0, 1}, {1}, {4, 0}}, {{-1, 1}, {1, 9}, {4, 0}}};
        for (int[][] columns : wrong) {
            Tensors.write(file, Map.of("hidden.sample", new Tensor(columns[0], columns[0].length), "hidden.step",
                    new Tensor(columns[1], columns[1].length), "hidden.neuron", new Tensor(columns[2], columns[2].length)));
            assertOneSentence(this::read, "spikes.safetensors", "hidden");
        }
        Tensors.write(file, Map.of("hidden.sample", new Tensor(new float[] {0, 1}, 2)));
        assertOneSentence(this::read, "spikes.safetensors", "no column of whole numbers hidden.sample");
        Files.delete(file);
        assertOneSentence(this::read, "spikes.safetensors is missing");
    }

    /** A header, then so many bytes. */
    private static void safetensors(Path file, String header, int bytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        Files.write(file, ByteBuffer.allocate(8 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[2] | [0, 12] | extents", "[3] | [1, 13] | too early", "[-3] | [0, 12] | extents",
        "[3] | [0, 11] | extents", "[1000000000, 3] | [0, 12] | extents", "[3] | [0, 18446744073709551616] | damaged",
        "[3] | [0, 9223372036854775807] | too early", "[3] | [-4, 8] | too early", "[3] | [8, 4] | too early", "[1e99] | [0, 12] | damaged",
        "[4294967296, 4294967296] | [0, 0] | extents", "[3] | [0] | two offsets", "3 | [0, 12] | damaged"})
    void anArrayIsAsLongAsItsExtentsSay(String shape, String offsets, String part) throws IOException {
        Path file = folder.resolve("t.safetensors");
        safetensors(file, "{\"a\":{\"dtype\":\"I32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}", 12);
        assertOneSentence(() -> Tensors.read(file), "t.safetensors", part);
    }

    @Test
    void arraysDoNotShareBytes() throws IOException {
        Path file = folder.resolve("t.safetensors");
        String array = "\"%s\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[%d,%d]}";
        safetensors(file, "{" + array.formatted("a", 0, 8) + "," + array.formatted("b", 4, 12) + "}", 12);
        assertOneSentence(() -> Tensors.read(file), "t.safetensors", "where another array lies");
        safetensors(file, "{" + array.formatted("a", 0, 8) + "," + array.formatted("a", 8, 16) + "}", 16);
        assertOneSentence(() -> Tensors.read(file), "t.safetensors", "two arrays a");
        safetensors(file, "{" + array.formatted("a", 8, 16) + "," + array.formatted("b", 0, 8) + "}", 16);
        assertEquals(2, Tensors.read(file).size());
    }

    /** The chunk would take 8 GB, were its length believed. */
    @Test
    void aChunkIsNoLongerThanItsFile() throws IOException {
        edit("Rest/populations.json", "\"steps\": 10", "\"steps\": 2147483647");
        edit("Rest/populations.json", "\"chunks\": [\n    10\n", "\"chunks\": [\n    2147483647\n");
        assertOneSentence(this::read, "spikes.safetensors", "2147483647");
    }

    // Sizes

    @Test
    void aManifestIsSmall() throws IOException {
        edit("manifest.json", "\"m.spike\"", "\"" + "m".repeat(2_000_000) + "\"");
        assertOneSentence(this::read, "manifest.json is longer than the 1 MB");
    }

    /** One record more, and one record less, changes nothing about the others. */
    @Test
    void recordsAreToldFromOtherFolders() throws IOException {
        assertTrue(RunRecord.isRecord(run));
        assertFalse(RunRecord.isRecord(folder));
        Files.writeString(run.resolve("manifest.json"), "{");
        assertTrue(RunRecord.isRecord(run), "a damaged record is one");
        Files.writeString(folder.resolve("manifest.json"), "{\"name\": \"a web page\"}");
        assertFalse(RunRecord.isRecord(folder));
    }
}
