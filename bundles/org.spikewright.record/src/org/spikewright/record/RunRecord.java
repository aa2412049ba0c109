package org.spikewright.record;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.spikewright.common.TextFile;
import org.spikewright.record.Tensors.Tensor;
import org.spikewright.record.internal.NumberText;

/**
 * The record of one run, a folder:
 *
 * <pre>
 * manifest.json                  what ran, when, on what, and how it ended
 * inputs.json                    the files that were read, with their hashes
 * model/NAME.spike               the text of the model, and of each file beside it that it could name
 * metrics.json                   {"jobs": {"Learn": {"metrics": {"test.accuracy": 0.97, …}}}}
 * claims.json                    what became of the lines of what is expected
 * Learn/weights.safetensors      trained arrays
 * Learn/training.json            losses and accuracies by epoch, confusion matrix; both are written as training goes
 * Watch/spikes.safetensors       spikes by layer
 * Watch/samples.json             steps, labels and answers
 * Rest/populations.json          populations, start of the recording, and how far it has come
 * Rest/spikes.safetensors        their spikes and what else was sampled, the first steps
 * Rest/spikes.0002.safetensors   the steps that follow
 * Rest/plastic.safetensors       weights of connections that changed, before and after
 * Deploy/chip.json               cores, links, limits, energy
 * Design/exploration.json        what was tried, and what came of it
 * Design/0001                    the record of the first trial
 * seed-2                         the record of the jobs that ran under seed 2 for what is expected over several seeds
 * </pre>
 *
 * <p>Every file is replaced as a whole, so a reader never sees half of one. While a run goes on, its process holds a lock on a file
 * {@code running-….lock} in the folder; the record of a run that is killed stays as it was, and is read as {@link
 * RunState#INTERRUPTED}, since nobody holds the lock any more.
 *
 * <p>A record may come from anybody: reading it leads to no file outside of its folder, and to nothing that is larger than what is
 * there. What is damaged or cannot be is an {@link IOException} with one sentence that names the file.
 */
public final class RunRecord {

    private static final String MANIFEST = "manifest.json";
    private static final String INPUTS = "inputs.json";
    private static final String METRICS = "metrics.json";
    private static final String CLAIMS = "claims.json";
    private static final String MODEL = "model";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String TRAINING = "training.json";
    private static final String EXPLORATION = "exploration.json";
    private static final String CHIP = "chip.json";
    private static final String SAMPLES = "samples.json";
    private static final String SPIKES = "spikes.safetensors";

    /** The most bytes of a manifest, which grows with nothing but names. */
    private static final long MOST_MANIFEST = 1 << 20;

    private final RecordFolder files;
    private final Optional<RunLock> lock;
    private Manifest manifest;
    private final Map<String, Map<String, Object>> metrics = new LinkedHashMap<>();

    private RunRecord(RecordFolder files, Manifest manifest, Optional<RunLock> lock) {
        this.files = files;
        this.manifest = manifest;
        this.lock = lock;
    }

    /**
     * Starts the record of a run in a new folder; until {@link #end} or the end of this process it is known to be running.
     *
     * @throws IOException if it cannot be written; then nothing of it is left
     */
    public static RunRecord create(Path folder, Manifest manifest, String modelText) throws IOException {
        return create(folder, manifest, Map.of(manifest.model(), modelText));
    }

    /**
     * Starts the record of a run in a new folder; until {@link #end} or the end of this process it is known to be running.
     *
     * @param modelTexts the texts of the model by the names of their files
     * @throws IOException if it cannot be written; then nothing of it is left
     */
    public static RunRecord create(Path folder, Manifest manifest, Map<String, String> modelTexts) throws IOException {
        Files.createDirectories(folder);
        boolean isNew = contents(folder).isEmpty();
        RunLock lock = null;
        try {
            lock = RunLock.hold(folder);
            RunRecord record = new RunRecord(new RecordFolder(folder), manifest, Optional.of(lock));
            for (Map.Entry<String, String> text : modelTexts.entrySet()) {
                AtomicFile.write(record.files.place(MODEL, text.getKey()), text.getValue());
            }
            record.write(manifest, MANIFEST);
            return record;
        } catch (IOException e) {
            if (lock != null) {
                lock.close();
            }
            if (isNew) {
                remove(folder);
            }
            throw e;
        }
    }

    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Deletes a file, or a folder with all that is in it; what links lead to stays. */
    public static void remove(Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : contents(place)) {
                remove(file);
            }
        }
        Files.deleteIfExists(place);
    }

    /**
     * Makes a new folder for a record.
     *
     * @param runs the folder that gets it
     * @param name how it is called; where there is one of that name already, a number follows
     */
    public static Path reserve(Path runs, String name) throws IOException {
        Files.createDirectories(runs);
        for (int i = 1;; i++) {
            try {
                return Files.createDirectory(runs.resolve(i == 1 ? name : name + "-" + i));
            } catch (FileAlreadyExistsException _) {
                // another run of the same second has it; the next number
            }
        }
    }

    /** Whether a folder is the record of a run, sound or damaged. */
    public static boolean isRecord(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST)) && Files.isDirectory(folder.resolve(MODEL));
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
        RecordFolder files = new RecordFolder(folder);
        RunRecord record = new RunRecord(files, current(files), Optional.empty());
        read(files, Metrics.class, _ -> {
            // any names and values can be
        }, METRICS).ifPresent(all -> all.jobs().forEach((job, values) -> record.metrics.put(job, values.numbers())));
        return record;
    }

    /** The manifest as it stands: a run that nobody runs any more was interrupted. */
    private static Manifest current(RecordFolder files) throws IOException {
        Manifest manifest = manifest(files);
        if (manifest.state() != RunState.RUNNING || RunLock.isHeld(files.path())) {
            return manifest;
        }
        // It may have ended between the two looks.
        Manifest now = manifest(files);
        return now.state() == RunState.RUNNING ? now.interrupted() : now;
    }

    private static Manifest manifest(RecordFolder files) throws IOException {
        return JsonFile.read(files.require(MANIFEST), Manifest.class, MOST_MANIFEST, Soundness::manifest);
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
        return files.path();
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
        return TextFile.read(files.require(MODEL, manifest.model()));
    }

    /** The texts of the model by the names of their files: that of the manifest, and those that it could name. */
    public Map<String, String> modelTexts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(Map.of(manifest.model(), modelText()));
        for (String name : inputs().map(Inputs::hashes).orElse(Map.of()).keySet()) {
            if (name.startsWith(MODEL + "/") && !name.equals(MODEL + "/" + manifest.model())) {
                String file = name.substring(MODEL.length() + 1);
                texts.put(file, TextFile.read(files.require(MODEL, file)));
            }
        }
        return texts;
    }

    /** Takes what the run has read so far. */
    public void putInputs(Inputs inputs) throws IOException {
        write(inputs, INPUTS);
    }

    /** What the run read; empty in records of before there was such a list. */
    public Optional<Inputs> inputs() throws IOException {
        return read(files, Inputs.class, _ -> {
            // names are looked at where a file is opened
        }, INPUTS);
    }

    /** Takes the metrics of a job that is done. */
    public void putMetrics(String job, Map<String, ?> values) throws IOException {
        metrics.put(job, new LinkedHashMap<>(values));
        AtomicFile.write(files.place(METRICS), metricsJson());
    }

    /** Takes what became of the claims of the jobs that are done. */
    public void putClaims(ClaimsRecord claims) throws IOException {
        write(claims, CLAIMS);
    }

    /** What became of the claims of the jobs that are done; none in records of before there were claims. */
    public ClaimsRecord claims() throws IOException {
        return read(files, ClaimsRecord.class, Soundness::claims, CLAIMS).orElse(new ClaimsRecord(List.of()));
    }

    /** Where the record lies of the jobs that ran under a seed for what is expected over several. */
    public Path seedFolder(long seed) {
        return files.path().resolve("seed-" + seed);
    }

    /** Ends the record. */
    public void end(String when, RunState how, String why) throws IOException {
        manifest = manifest.ended(when, how, why);
        try {
            write(manifest, MANIFEST);
        } finally {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    public void putWeights(String job, Map<String, Tensor> weights) throws IOException {
        Tensors.write(files.place(job, WEIGHTS), new TreeMap<>(weights)); // the same weights make the same bytes
    }

    public Map<String, Tensor> weights(String job) throws IOException {
        return Tensors.read(files.require(job, WEIGHTS));
    }

    /**
     * Takes a file that a job made for other tools.
     *
     * @param name without a folder
     */
    public void putFile(String job, String name, AtomicFile.Content content) throws IOException {
        AtomicFile.write(files.place(job, name), content);
    }

    /** Takes how a training went, or goes so far. */
    public void putTraining(String job, TrainingRecord training) throws IOException {
        write(training, job, TRAINING);
    }

    public Optional<TrainingRecord> training(String job) throws IOException {
        return read(files, TrainingRecord.class, Soundness::training, job, TRAINING);
    }

    public void putExploration(String job, ExplorationRecord exploration) throws IOException {
        write(exploration, job, EXPLORATION);
    }

    public Optional<ExplorationRecord> exploration(String job) throws IOException {
        return read(files, ExplorationRecord.class, Soundness::exploration, job, EXPLORATION);
    }

    public void putChip(String job, ChipRecord chip) throws IOException {
        write(chip, job, CHIP);
    }

    public Optional<ChipRecord> chip(String job) throws IOException {
        return read(files, ChipRecord.class, Soundness::chip, job, CHIP);
    }

    /** The spikes' columns go into tensors, the rest into JSON. */
    public void putSpikes(String job, SpikeRecord spikes) throws IOException {
        Map<String, Tensor> columns = new LinkedHashMap<>();
        for (SpikeRecord.LayerSpikes layer : spikes.layers()) {
            columns.put(layer.name() + ".sample", new Tensor(layer.sample(), layer.count()));
            columns.put(layer.name() + ".step", new Tensor(layer.stepIndex(), layer.count()));
            columns.put(layer.name() + ".neuron", new Tensor(layer.neuron(), layer.count()));
        }
        Tensors.write(files.place(job, SPIKES), columns);
        write(new Samples(spikes.samples(), spikes.steps(), spikes.step(), spikes.labels(), spikes.predictions(),
                spikes.layers().stream().map(l -> new LayerSize(l.name(), l.neurons())).toList()), job, SAMPLES);
    }

    public Optional<SpikeRecord> spikes(String job) throws IOException {
        Optional<Samples> samples = read(files, Samples.class, Soundness::samples, job, SAMPLES);
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        Path file = files.require(job, SPIKES);
        TensorFile columns = TensorFile.open(file);
        List<SpikeRecord.LayerSpikes> layers = new ArrayList<>();
        for (LayerSize layer : samples.get().layers()) {
            layers.add(new SpikeRecord.LayerSpikes(layer.name(), layer.neurons(), column(file, columns, layer.name() + ".sample"),
                    column(file, columns, layer.name() + ".step"), column(file, columns, layer.name() + ".neuron")));
        }
        Samples s = samples.get();
        SpikeRecord spikes = new SpikeRecord(s.samples(), s.steps(), s.step(), s.labels(), s.predictions(), layers);
        try {
            Soundness.spikes(spikes);
        } catch (IllegalArgumentException e) {
            throw Damage.of(file, e);
        }
        return Optional.of(spikes);
    }

    /** Starts a recording of populations. Nothing is written before its first chunk. */
    public PopulationWriter writePopulations(String job, PopulationOutline outline) {
        return new PopulationWriter(new PopulationFiles(files, job), outline);
    }

    /** Opens a recording of populations, to be read chunk by chunk. */
    public Optional<PopulationReader> readPopulations(String job) throws IOException {
        return PopulationReader.open(new PopulationFiles(files, job));
    }

    /** The whole of a recording of populations, in memory. */
    public Optional<PopulationRecord> populations(String job) throws IOException {
        Optional<PopulationReader> reader = readPopulations(job);
        return reader.isEmpty() ? Optional.empty() : Optional.of(reader.get().all());
    }

    /** What the file of metrics holds. */
    record Metrics(Map<String, JobMetrics> jobs) {
    }

    /** The metrics of one job. */
    record JobMetrics(Map<String, Object> metrics) {
        /** With numbers that are not finite as numbers. */
        Map<String, Object> numbers() {
            Map<String, Object> numbers = new LinkedHashMap<>(metrics);
            numbers.replaceAll((_, value) -> NumberText.read(value));
            return numbers;
        }
    }

    /** A record of spikes without its columns. */
    record Samples(int samples, int steps, double step, int[] labels, int[] predictions, List<LayerSize> layers) {
    }

    /** A layer of neurons. */
    record LayerSize(String name, int neurons) {
    }

    private static int[] column(Path file, TensorFile columns, String name) throws IOException {
        if (columns.read(name).map(Tensor::values).orElse(null) instanceof int[] values) {
            return values;
        }
        throw Damage.of(file, "it has no column of whole numbers " + name);
    }

    private static <T> Optional<T> read(RecordFolder files, Class<T> type, Consumer<T> sound, String... names) throws IOException {
        Optional<Path> file = files.find(names);
        return file.isEmpty() ? Optional.empty() : Optional.of(JsonFile.read(file.get(), type, TextFile.MOST, sound));
    }

    private void write(Object value, String... names) throws IOException {
        JsonFile.write(files.place(names), value);
    }
}
