package org.spikewright.record.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.record.Manifest;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.record.SpikeRecord;
import org.spikewright.record.TrainingRecord;

class RunRecordTest {

    @TempDir
    Path folder;

    private static Manifest manifest() {
        return new Manifest("0", "2026-01-01T00:00:00Z", null, RunState.RUNNING, null, "m.spike", "00", List.of("Learn", "Watch"), Map.of(),
                Map.of("java", "25"));
    }

    @Test
    void whatARunPutsIsWhatAReaderFinds() throws IOException {
        RunRecord record = RunRecord.create(folder.resolve("run"), manifest(), "package m");
        record.putMetrics("Learn", Map.of("test.accuracy", 0.97, "weights.hash", "abc"));
        TrainingRecord training = new TrainingRecord(List.of(new TrainingRecord.Epoch(1, 0.5, 0.8, 0.4, 0.9)), List.of("0", "1"),
                new int[][] {{3, 1}, {0, 4}});
        record.putTraining("Learn", training);
        record.putSpikes("Watch", new SpikeRecord(2, 10, 0.001, new int[] {0, 1}, new int[] {0, 0},
                List.of(new SpikeRecord.LayerSpikes("hidden", 5, new int[] {0, 0, 1}, new int[] {1, 9, 0}, new int[] {4, 0, 2}))));
        record.end("2026-01-01T00:00:09Z", RunState.DONE, null);

        RunRecord read = RunRecord.open(folder.resolve("run"));
        assertEquals(RunState.DONE, read.manifest().state());
        assertEquals("package m", read.modelText());
        assertEquals(0.97, read.metrics().get("Learn").get("test.accuracy"));
        assertArrayEquals(training.confusion(), read.training("Learn").orElseThrow().confusion());
        SpikeRecord.LayerSpikes hidden = read.spikes("Watch").orElseThrow().layers().getFirst();
        assertArrayEquals(new int[] {4, 0, 2}, hidden.neuron());
        assertArrayEquals(new int[] {0, 2}, hidden.range(0));
        assertArrayEquals(new int[] {2, 3}, hidden.range(1));
        assertTrue(read.chip("Learn").isEmpty());
    }

    /** JSON has no number for what is not finite; every reader of JSON can read what is written, and a record gives it back. */
    @Test
    void numbersThatAreNotFiniteAreTextsInTheFile() throws IOException {
        RunRecord record = RunRecord.create(folder.resolve("run"), manifest(), "");
        record.putMetrics("Watch", Map.of("cv", Double.NaN, "loss", Double.POSITIVE_INFINITY, "rate", 2.5, "spikes", 3));
        JsonReader strict = new JsonReader(new StringReader(record.metricsJson()));
        strict.setStrictness(Strictness.STRICT);
        JsonObject metrics = new Gson().<JsonObject>fromJson(strict, JsonObject.class).getAsJsonObject("jobs").getAsJsonObject("Watch").getAsJsonObject("metrics");
        assertEquals("NaN", metrics.get("cv").getAsString());
        assertEquals("3", metrics.get("spikes").toString());
        assertEquals(Map.of("cv", Double.NaN, "loss", Double.POSITIVE_INFINITY, "rate", 2.5, "spikes", 3.0),
                RunRecord.open(folder.resolve("run")).metrics().get("Watch"));
    }

    @Test
    void newestRunsComeFirst() throws IOException {
        RunRecord.create(folder.resolve("20260101-000000-a"), manifest(), "");
        RunRecord.create(folder.resolve("20260102-000000-a"), manifest(), "");
        Files.createDirectory(folder.resolve("20260103-000000-no-record"));
        assertEquals(List.of("20260102-000000-a", "20260101-000000-a"),
                RunRecord.list(folder).stream().map(run -> run.getFileName().toString()).toList());
    }

    @Test
    void aDamagedManifestIsSaidToBeDamaged() throws IOException {
        RunRecord.create(folder.resolve("run"), manifest(), "");
        Files.writeString(folder.resolve("run/manifest.json"), "{\"spikewright\": ");
        String message = assertThrows(IOException.class, () -> RunRecord.open(folder.resolve("run"))).getMessage();
        assertTrue(message.contains("manifest.json is damaged"), message);
    }

    @Test
    void aFolderWithoutARecordIsSaidToBeNone() {
        assertTrue(assertThrows(IOException.class, () -> RunRecord.open(folder)).getMessage().contains("is not the record of a run"));
    }
}
