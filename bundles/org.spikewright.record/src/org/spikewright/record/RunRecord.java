package org.spikewright.record;

import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spikewright.record.Tensors.Tensor;

/**
 * The record of one run, a folder:
 *
 * <pre>
 * manifest.json                  what ran, when, on what, and how it ended
 * model/NAME.spike               the text of the model
 * metrics.json                   {"jobs": {"Learn": {"metrics": {"test.accuracy": 0.97, …}}}}
 * Learn/weights.safetensors      trained arrays
 * Learn/training.json            losses and accuracies by epoch, confusion matrix
 * Watch/spikes.safetensors       spikes by layer
 * Watch/samples.json             steps, labels and answers
 * Rest/populations.json          populations, start of the recording, and how far it has come
 * Rest/spikes.safetensors        their spikes and what else was sampled, the first steps
 * Rest/spikes.0002.safetensors   the steps that follow
 * Rest/plastic.safetensors       weights of connections that changed, before and after
 * Deploy/chip.json               cores, links, limits, energy
 * Design/exploration.json        what was tried, and what came of it
 * Design/0001                    the record of the first trial
 * </pre>
 *
 * <p>Every file is replaced as a whole, so a reader never sees half of one. The record of a run that is killed stays as it was.
 */
public final class RunRecord {

    private static final String MANIFEST = "manifest.json";

    private final Path folder;
    private Manifest manifest;
    private final Map<String, Map<String, Object>> metrics = new LinkedHashMap<>();

    private RunRecord(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Starts the record of a run in a new folder. */
    public static RunRecord create(Path folder, Manifest manifest, String modelText) throws IOException {
        Files.createDirectories(folder);
        RunRecord record = new RunRecord(folder, manifest);
        AtomicFile.write(folder.resolve("model").resolve(manifest.model()), modelText);
        record.write(MANIFEST, manifest);
        return record;
    }

    /**
     * Opens the record of a run.
     *
     * @throws IOException if the folder holds none, or a damaged one; the message says so in one sentence
     */
    public static RunRecord open(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
            throw new IOException(folder + " is not the record of a run: it has no " + MANIFEST);
        }
        RunRecord record = new RunRecord(folder, JsonFile.read(folder.resolve(MANIFEST), Manifest.class));
        Path metrics = folder.resolve("metrics.json");
        if (Files.exists(metrics)) {
            Map<String, Map<String, Map<String, Map<String, Object>>>> all = JsonFile.read(metrics, new TypeToken<>() {
            });
            all.getOrDefault("jobs", Map.of()).forEach((job, values) -> record.metrics.put(job, values.getOrDefault("metrics", Map.of())));
        }
        return record;
    }

    /** The folders of all records below a folder, the newest first. */
    public static List<Path> list(Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(MANIFEST)))
                    .sorted(Comparator.comparing((Path folder) -> folder.getFileName().toString()).reversed()).toList();
        }
    }

    public Path folder() {
        return folder;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Metrics by job and name: numbers, or texts such as a hash. */
    public Map<String, Map<String, Object>> metrics() {
        return metrics;
    }

    /** The metrics of all jobs as the JSON that {@code --json} writes. */
    public String metricsJson() {
        Map<String, Object> jobs = new LinkedHashMap<>();
        metrics.forEach((job, values) -> jobs.put(job, Map.of("metrics", new TreeMap<>(values))));
        return JsonFile.text(Map.of("jobs", jobs));
    }

    /** The text of the model that ran. */
    public String modelText() throws IOException {
        return Files.readString(folder.resolve("model").resolve(manifest.model()));
    }

    /** Takes the metrics of a job that is done. */
    public void putMetrics(String job, Map<String, ?> values) throws IOException {
        metrics.put(job, new LinkedHashMap<>(values));
        AtomicFile.write(folder.resolve("metrics.json"), metricsJson());
    }

    /** Ends the record. */
    public void end(String when, RunState how, String why) throws IOException {
        manifest = manifest.ended(when, how, why);
        write(MANIFEST, manifest);
    }

    public void putWeights(String job, Map<String, Tensor> weights) throws IOException {
        Tensors.write(folder.resolve(job).resolve("weights.safetensors"), weights);
    }

    public Map<String, Tensor> weights(String job) throws IOException {
        return Tensors.read(folder.resolve(job).resolve("weights.safetensors"));
    }

    public void putTraining(String job, TrainingRecord training) throws IOException {
        write(job + "/training.json", training);
    }

    public Optional<TrainingRecord> training(String job) throws IOException {
        return optional(job + "/training.json", TrainingRecord.class);
    }

    public void putExploration(String job, ExplorationRecord exploration) throws IOException {
        write(job + "/exploration.json", exploration);
    }

    public Optional<ExplorationRecord> exploration(String job) throws IOException {
        return optional(job + "/exploration.json", ExplorationRecord.class);
    }

    public void putChip(String job, ChipRecord chip) throws IOException {
        write(job + "/chip.json", chip);
    }

    public Optional<ChipRecord> chip(String job) throws IOException {
        return optional(job + "/chip.json", ChipRecord.class);
    }

    /** The spikes' columns go into tensors, the rest into JSON. */
    public void putSpikes(String job, SpikeRecord spikes) throws IOException {
        Map<String, Tensor> columns = new LinkedHashMap<>();
        for (SpikeRecord.LayerSpikes layer : spikes.layers()) {
            columns.put(layer.name() + ".sample", new Tensor(layer.sample(), layer.count()));
            columns.put(layer.name() + ".step", new Tensor(layer.stepIndex(), layer.count()));
            columns.put(layer.name() + ".neuron", new Tensor(layer.neuron(), layer.count()));
        }
        Tensors.write(folder.resolve(job).resolve("spikes.safetensors"), columns);
        write(job + "/samples.json", new Samples(spikes.samples(), spikes.steps(), spikes.step(), spikes.labels(),
                spikes.predictions(), spikes.layers().stream().map(l -> new LayerSize(l.name(), l.neurons())).toList()));
    }

    public Optional<SpikeRecord> spikes(String job) throws IOException {
        Optional<Samples> samples = optional(job + "/samples.json", Samples.class);
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Tensor> columns = Tensors.read(folder.resolve(job).resolve("spikes.safetensors"));
        List<SpikeRecord.LayerSpikes> layers = samples.get().layers().stream().map(layer -> new SpikeRecord.LayerSpikes(layer.name(),
                layer.neurons(), column(columns, layer.name() + ".sample"), column(columns, layer.name() + ".step"),
                column(columns, layer.name() + ".neuron"))).toList();
        Samples s = samples.get();
        return Optional.of(new SpikeRecord(s.samples(), s.steps(), s.step(), s.labels(), s.predictions(), layers));
    }

    /** Starts a recording of populations. Nothing is written before its first chunk. */
    public PopulationWriter writePopulations(String job, PopulationOutline outline) {
        return new PopulationWriter(folder.resolve(job), outline);
    }

    /** Opens a recording of populations, to be read chunk by chunk. */
    public Optional<PopulationReader> readPopulations(String job) throws IOException {
        return PopulationReader.open(folder.resolve(job));
    }

    /** The whole of a recording of populations, in memory. */
    public Optional<PopulationRecord> populations(String job) throws IOException {
        Optional<PopulationReader> reader = readPopulations(job);
        return reader.isEmpty() ? Optional.empty() : Optional.of(reader.get().all());
    }

    private record Samples(int samples, int steps, double step, int[] labels, int[] predictions, List<LayerSize> layers) {
    }

    private record LayerSize(String name, int neurons) {
    }

    private static int[] column(Map<String, Tensor> columns, String name) {
        return (int[]) columns.get(name).values();
    }

    private <T> Optional<T> optional(String file, Class<T> type) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Optional.of(JsonFile.read(path, type)) : Optional.empty();
    }

    private void write(String file, Object value) throws IOException {
        JsonFile.write(folder.resolve(file), value);
    }
}
