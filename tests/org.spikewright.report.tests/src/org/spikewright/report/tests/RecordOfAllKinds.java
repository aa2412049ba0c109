package org.spikewright.report.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.ExplorationRecord;
import org.spikewright.record.Manifest;
import org.spikewright.record.PopulationChunk;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.PopulationWriter;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.record.SpikeRecord;
import org.spikewright.record.Tensors.Tensor;
import org.spikewright.record.TrainingRecord;

/** A record with everything that a record can hold, and the same name or text wherever one is free. */
final class RecordOfAllKinds {

    private RecordOfAllKinds() {
    }

    /**
     * Writes it.
     *
     * @param text stands in every place that takes any text
     */
    static RunRecord write(Path folder, String text) throws IOException {
        Map<String, String> machine = Map.of("java", "25" + text, "os", "Linux" + text, "threads", "2" + text);
        RunRecord record = RunRecord.create(folder, new Manifest("0.1.0" + text, "2026-01-01T00:00:00Z" + text, null, RunState.FAILED,
                "why" + text, "m.spike", "00", List.of("Learn", "Watch", "Deploy", "Rest", "Design", "Never" + text), Map.of("seed", text),
                machine), "network N " + text);
        record.putTraining("Learn", new TrainingRecord(List.of(new TrainingRecord.Epoch(1, 0.5, 0.8, 0.4, 0.9),
                new TrainingRecord.Epoch(2, 0.3, 0.9, 0.35, 0.92)), List.of("0" + text, "1" + text), new int[][] {{3, 1}, {0, 4}}));
        record.putWeights("Learn", Map.of("w" + text, new Tensor(new float[] {1, 2}, 2)));
        Map<String, Object> metrics = new LinkedHashMap<>(Map.of("test.accuracy", 0.9, "time.seconds", 100));
        metrics.put("name" + text, 1);
        metrics.put("text", text);
        metrics.put("list", List.of(text));
        metrics.put("map", Map.of(text, text));
        record.putMetrics("Learn", metrics);
        record.putMetrics("Never" + text, Map.of("x", text));
        record.putSpikes("Watch", new SpikeRecord(2, 10, 0.001, new int[] {0, 1}, new int[] {0, 0}, List.of(
                new SpikeRecord.LayerSpikes("hidden" + text, 5, new int[] {0, 0, 1}, new int[] {1, 9, 0}, new int[] {4, 0, 2}),
                new SpikeRecord.LayerSpikes("silent" + text, 1, new int[0], new int[0], new int[0]))));
        record.putChip("Deploy", new ChipRecord("Mesh" + text, "source" + text, 2, 2, List.of(new ChipRecord.Core(1,
                List.of(new ChipRecord.Slice("hidden" + text, 0, 5)), 5, 40, 3, 2, 12.5, 0.5)), List.of(new ChipRecord.Link(0, 1, 7)),
                List.of(new ChipRecord.Limit("core.neurons" + text, 5, 10, "bit" + text)), Map.of("synapse" + text, 2e-6),
                List.of("energy" + text)));
        populations(record, text);
        record.putExploration("Design", new ExplorationRecord(List.of("Learn.epochs" + text), List.of("-test.loss" + text), List.of(
                new ExplorationRecord.Trial(List.of("1" + text), "Design/0001", RunState.FAILED, "why" + text,
                        Map.of("test.loss" + text, 0.4), false, false),
                new ExplorationRecord.Trial(List.of("2"), "Design/0002", RunState.DONE, null, Map.of("test.loss" + text, 0.3), true, true))));
        record.end("2026-01-01T00:00:09Z", RunState.FAILED, "why" + text);
        return record;
    }

    private static void populations(RunRecord record, String text) throws IOException {
        PopulationWriter writer = record.writePopulations("Rest", new PopulationOutline(0.5, 1e-3,
                List.of(new PopulationOutline.Population("E" + text, 7, 7), new PopulationOutline.Population("I" + text, 1, 1)),
                List.of(new PopulationOutline.Sampled(PopulationOutline.Kind.STATE, "v" + text, "E" + text, "V" + text, 5, new int[] {0, 4}),
                        new PopulationOutline.Sampled(PopulationOutline.Kind.RATE, "rate", "I" + text, "Hz", 5, new int[0]),
                        new PopulationOutline.Sampled(PopulationOutline.Kind.WEIGHT, "w", "E->I" + text, "", 5, new int[] {0, 1, 2}))));
        for (int from = 0; from < 20; from += 10) {
            float[][] two = {{-0.07f, -0.06f}, {-0.05f, -0.04f}};
            float[][] one = {{3}, {4}};
            float[][] three = {{1, 2, 3}, {4, 5, 6}};
            writer.append(new PopulationChunk(from, from + 10,
                    List.of(new PopulationRecord.Spikes("E" + text, 7, new int[] {from + 3, from + 4}, new int[] {6, 0}),
                            new PopulationRecord.Spikes("I" + text, 1, new int[] {from}, new int[] {0}, new float[] {0.25f})),
                    List.of(two, one, three)));
        }
        writer.finish(List.of(new PopulationRecord.Weights("E->I" + text, new float[] {1, 2}, new float[] {2, 4})));
    }
}
