package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.testing.Repository;

/**
 * Every metric that a run writes, computed again from what the run recorded: spikes, weights, places on the chip and the model's text.
 * The computation shares no code with the product. What cannot be computed from a record is listed in {@link #NOT_RECORDED} with the
 * reason; a metric that is in neither place fails the test.
 */
class RecomputedMetricsTest {

    private static final double EXACT = 1e-6;

    private static final String DRAWN = "is of the training samples of the last epoch while weights move; neither their spikes nor"
            + " the weights in between are recorded; where weights stay as they are and nothing is drawn it is computed again";

    /** Metrics that do not follow from a record, and why. */
    private static final Map<String, String> NOT_RECORDED = Map.of("train.loss", DRAWN, "train.accuracy", DRAWN, "spikes.perSample", DRAWN,
            "weights.hash", "is a digest, equal where all weights are", "spikes.hash", "is a digest, equal where all spikes are");

    @TempDir
    Path folder;

    private RawRecord run(String gallery, String changed, String... replacements) throws IOException {
        String text = Files.readString(Repository.root().resolve("bundles/org.spikewright.gallery/models").resolve(gallery));
        for (int i = 0; i < replacements.length; i += 2) {
            assertTrue(text.contains(replacements[i]), "the gallery's " + gallery + " has '" + replacements[i] + "'");
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        // What is expected is expected of the model as it stands.
        String unexpecting = text.replaceAll("\\n\\t(expect|over seeds) [^\\n]*", "");
        Files.writeString(folder.resolve("model.spike"), unexpecting + changed);
        Shell shell = new Shell(folder);
        assertEquals(ExitCode.DONE, shell.run("run", "model.spike"), shell.err());
        return RawRecord.only(folder.resolve("runs"));
    }

    private static void assertMetrics(RawRecord record, String job, Map<String, ?> expected) throws IOException {
        Map<String, JsonElement> metrics = record.metrics(job);
        expected.forEach((name, value) -> {
            assertTrue(metrics.containsKey(name), job + " has " + name);
            if (value instanceof Number number) {
                double right = number.doubleValue();
                assertEquals(right, metrics.get(name).getAsDouble(), EXACT * Math.max(Math.abs(right), 1e-300), job + ": " + name);
            } else {
                assertEquals(value, metrics.get(name).getAsString(), job + ": " + name);
            }
        });
        List<Pattern> documented = documented();
        metrics.keySet().forEach(name -> assertTrue(documented.stream().anyMatch(metric -> metric.matcher(name).matches()),
                name + " has a definition in docs/language.md"));
        metrics.keySet().forEach(name -> assertTrue(expected.containsKey(name) || NOT_RECORDED.containsKey(name),
                job + ": " + name + " is neither computed again nor listed as what cannot be"));
    }

    /** The names of metrics that are defined; words in capitals stand for names of the model, and in comparisons a job's name follows. */
    private static List<Pattern> documented() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/language.md"));
        String section = page.substring(page.indexOf("## The metrics of a run"), page.indexOf("| in goals |"));
        return Pattern.compile("`([a-z][A-Za-z.]*)`").matcher(section).results()
                .map(name -> Pattern.compile(name.group(1).replace(".", "\\.").replaceFirst("[A-Z]{3,}$", ".+") + "(\\.(Learn|Test))?")).toList();
    }

    @Test
    void populationsThatStayAsTheyAre() throws IOException {
        RawRecord record = run("izhikevich/izhikevich.spike", "");
        Map<String, Object> expected = populations(record, "Second");
        expected.put("synapses", 800 * 1000 + 200 * 1000);
        assertMetrics(record, "Second", expected);
        assertEquals(1.0, record.metrics("Second").get("time.seconds").getAsDouble(), 1e-12, "as the model says");
    }

    @Test
    void populationsThatLearn() throws IOException {
        RawRecord record = run("stdp/stdp.spike", "", "time 60000 ms", "time 3000 ms");
        Map<String, Object> expected = populations(record, "Compete");
        expected.put("synapses", 200 + 1000);
        expected.put("weight.mean.inputs->cell", mean(record.real("Compete", "plastic.safetensors", "inputs->cell.after")));
        assertMetrics(record, "Compete", expected);
    }

    @Test
    void populationsThatAreGivenTheirSpikes() throws IOException {
        RawRecord record = run("hippocampus/hippocampus.spike", "");
        Map<String, Object> expected = populations(record, "LearnRecallForget");
        expected.put("synapses", 2 + 8 + 8 + 16 + 16);
        for (String name : List.of("cue->content", "content->cue")) {
            expected.put("weight.mean." + name, mean(record.real("LearnRecallForget", "plastic.safetensors", name + ".after")));
        }
        assertMetrics(record, "LearnRecallForget", expected);
    }

    private static Map<String, Double> states(RawRecord record, String job) throws IOException {
        Map<String, Double> expected = new TreeMap<>();
        JsonArray sampled = record.json(job, "populations.json").getAsJsonArray("sampled");
        for (int k = 0; k < sampled.size(); k++) {
            JsonObject one = sampled.get(k).getAsJsonObject();
            if (one.get("kind").getAsString().equals("STATE")) {
                float[] values = record.reals(job, "samples." + k);
                int width = one.getAsJsonArray("indices").size();
                String name = one.get("of").getAsString() + "." + one.get("name").getAsString();
                float[] sorted = values.clone();
                Arrays.sort(sorted);
                expected.put("state.mean." + name, mean(values));
                expected.put("state.min." + name, (double) sorted[0]);
                expected.put("state.max." + name, (double) sorted[sorted.length - 1]);
                expected.put("state.end." + name, mean(Arrays.copyOfRange(values, values.length - width, values.length)));
            }
        }
        return expected;
    }

    private static double mean(float[] weights) {
        return IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum() / weights.length;
    }

    private static Map<String, Object> populations(RawRecord record, String job) throws IOException {
        Map<String, Object> expected = new TreeMap<>();
        List<RawPopulation> populations = RawPopulation.of(record, job);
        populations.forEach(population -> expected.putAll(population.metrics()));
        expected.putAll(states(record, job));
        expected.put("neurons", populations.stream().mapToInt(RawPopulation::neurons).sum());
        expected.put("time.seconds", populations.getFirst().steps() * populations.getFirst().step());
        return expected;
    }

    /** All test samples are watched, so that their encoded images are in the record. */
    @Test
    void layersThatLearn() throws IOException {
        RawRecord record = run("digits/digits.spike", """

                evaluate Test { network Classifier from Learn }
                evaluate Few { network Classifier from Learn samples 7 }
                compare Both of Learn, Test { measure accuracy() }
                explore Widths of Deploy {
                	vary Mesh128.energy.hop over [3.5 pJ, 1 pJ, 9 pJ]
                	objectives [energy()]
                	constraints [least(accuracy(), 0.01), energyBelow(1 mJ), latencyBelow(1 s)]
                }
                """, "train 8000", "train 800", "test 2000", "test 40", "dense(256)", "dense(64)", "epochs 5", "epochs 2", "samples 50",
                "samples 40", "neurons 1024", "neurons 24", "onto Mesh128", "onto Mesh128\n\tsamples 20");
        JsonObject watched = record.json("Watch", "samples.json");
        int samples = watched.get("samples").getAsInt();
        int steps = watched.get("steps").getAsInt();
        assertEquals(40, samples);
        RawMapping.Layer image = layer(record, "image", 784, null);
        RawMapping.Layer hidden = layer(record, "hidden", 64, "image");

        RawClassifier trained = new RawClassifier(record, "Learn", 4e-3, 1, 10e-3, 1e-3, 0);
        List<RawClassifier.Answer> answers = answers(trained, image, samples, steps);
        int[] labels = ints(watched.getAsJsonArray("labels"));
        assertEquals(IntStream.range(0, samples).mapToObj(i -> answers.get(i).largest()).toList(),
                IntStream.of(ints(watched.getAsJsonArray("predictions"))).boxed().toList());
        assertEquals(spikes(answers), hidden.neuron().length, "the interpreter fires as often");
        Map<String, Object> watch = new TreeMap<>(Map.of("accuracy", right(answers, labels, samples)));
        for (RawMapping.Layer layer : List.of(image, hidden)) {
            watch.put("spikes.perSample." + layer.name(), (double) layer.neuron().length / samples);
            watch.put("rate.hertz." + layer.name(), layer.neuron().length / (samples * steps * 1e-3) / layer.size());
        }
        assertMetrics(record, "Watch", watch);
        assertMetrics(record, "Learn", Map.of("test.loss", loss(answers, labels, samples), "test.accuracy", right(answers, labels, samples),
                "parameters", record.size("Learn", "weights.safetensors"), "epochs", 2));
        assertMetrics(record, "Test", Map.of("test.loss", loss(answers, labels, samples), "test.accuracy", right(answers, labels, samples),
                "test.samples", samples));
        assertMetrics(record, "Few", Map.of("test.loss", loss(answers, labels, 7), "test.accuracy", right(answers, labels, 7),
                "test.samples", 7));
        assertMetrics(record, "Both", Map.of("test.accuracy.Learn", right(answers, labels, samples), "test.accuracy.Test",
                right(answers, labels, samples)));

        deployed(record, image, samples, steps, labels);
        explored(record);
    }

    /** Weights on the chip have 9 bit, so that the hidden layer fires otherwise than in the recording; the input is the same. */
    private static void deployed(RawRecord record, RawMapping.Layer image, int samples, int steps, int[] labels) throws IOException {
        RawClassifier rounded = new RawClassifier(record, "Learn", 4e-3, 1, 10e-3, 1e-3, 9);
        List<RawClassifier.Answer> answers = answers(rounded, image, samples, steps);
        int mapped = 20;
        RawMapping mapping = new RawMapping(List.of(first(image, mapped), fired("hidden", 64, answers.subList(0, mapped)),
                new RawMapping.Layer("readout", 10, "hidden", true, new int[0], new int[0], new int[0])), record.json("Deploy", "chip.json"),
                Map.of("energy.synapse", 23.6e-12, "energy.update", 81e-12, "energy.hop", 3.5e-12, "latency.synapse", 3.8e-9,
                        "latency.update", 9.7e-9, "latency.hop", 5.3e-9, "latency.barrier", 1.8e-6), mapped, steps);
        Map<String, Object> expected = new TreeMap<>(mapping.metrics());
        Map<String, Double> limits = Map.of("neurons", 24.0, "synapses", 128.0 * 1024 * 8, "inputs", 4096.0, "outputs", 4096.0);
        expected.put("core.load.max", mapping.fullest(limits, 9));
        expected.put("limits.violated", 0);
        expected.put("energy.unknown", "firing, idle");
        expected.put("test.accuracy", right(answers, labels, samples));
        assertMetrics(record, "Deploy", expected);
        assertTrue(record.metrics("Deploy").get("cores.used").getAsInt() > 2, "spikes go from core to core");
    }

    /** Weights that stay as they are, and samples of which each value is one spike, the brighter the earlier: nothing is drawn. */
    @Test
    void trainingSamples() throws IOException {
        Path fixtures = Repository.root().resolve("tests/org.spikewright.cli.tests/fixtures/numbers");
        Files.createDirectory(folder.resolve("idx"));
        for (String file : List.of("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")) {
            Files.copy(fixtures.resolve("idx").resolve(file + "-ubyte"), folder.resolve("idx").resolve(file + "-ubyte"));
        }
        Files.copy(fixtures.resolve("layers.spike"), folder.resolve("layers.spike"));
        Shell shell = new Shell(folder);
        assertEquals(ExitCode.DONE, shell.run("run", "layers.spike", "Frozen"), shell.err());
        RawRecord record = RawRecord.only(folder.resolve("runs"));
        RawClassifier classifier = new RawClassifier(record, "Frozen", 3e-3, 0.15, 10e-3, 1e-3, 0);
        Map<String, Object> expected = new TreeMap<>(Map.of("parameters", 16 * 8 + 8 + 8 * 3 + 3, "epochs", 1));
        for (String part : List.of("train", "t10k")) {
            byte[] images = Files.readAllBytes(fixtures.resolve("idx/" + part + "-images-idx3-ubyte"));
            byte[] labels = Files.readAllBytes(fixtures.resolve("idx/" + part + "-labels-idx1-ubyte"));
            int samples = labels.length - 8;
            List<RawClassifier.Answer> answers = IntStream.range(0, samples).mapToObj(i -> classifier.run(latencies(images, 16 + 16 * i)))
                    .toList();
            int[] right = IntStream.range(0, samples).map(i -> labels[8 + i]).toArray();
            String name = part.equals("train") ? "train" : "test";
            expected.put(name + ".loss", loss(answers, right, samples));
            expected.put(name + ".accuracy", right(answers, right, samples));
            if (name.equals("train")) {
                expected.put("spikes.perSample", spikes(answers) / (double) samples);
            }
        }
        assertTrue(classifier.nearest() > 1e-6, "a potential is so near to the threshold that single precision decides");
        assertMetrics(record, "Frozen", expected);
    }

    /** The pixels that spike in each of ten steps, once each: 255 in the first, 1 in the last, 0 never; in single precision, as samples are. */
    private static List<List<Integer>> latencies(byte[] images, int from) {
        List<List<Integer>> steps = IntStream.range(0, 10).<List<Integer>>mapToObj(_ -> new ArrayList<>()).toList();
        for (int pixel = 0; pixel < 16; pixel++) {
            int value = images[from + pixel] & 0xFF;
            if (value > 0) {
                steps.get(Math.min(9, (int) ((1 - value / 255f) * 10))).add(pixel);
            }
        }
        return steps;
    }

    private static void explored(RawRecord record) throws IOException {
        List<JsonObject> trials = record.json("Widths", "exploration.json").getAsJsonArray("trials").asList().stream()
                .map(JsonElement::getAsJsonObject).toList();
        BiPredicate<JsonObject, JsonObject> cheaper = (a, b) -> energy(a) < energy(b);
        long best = trials.stream().filter(one -> trials.stream().noneMatch(other -> cheaper.test(other, one))).count();
        assertMetrics(record, "Widths", Map.of("trials", 3, "trials.failed", 0, "trials.admissible", 3, "trials.best", best));
        assertEquals(1, best, "the cheapest hop");
    }

    private static double energy(JsonObject trial) {
        return trial.getAsJsonObject("metrics").get("energy.joule.perInference").getAsDouble();
    }

    private static RawMapping.Layer layer(RawRecord record, String name, int size, String source) throws IOException {
        return new RawMapping.Layer(name, size, source, true, record.whole("Watch", name + ".sample"), record.whole("Watch", name + ".step"),
                record.whole("Watch", name + ".neuron"));
    }

    private static RawMapping.Layer first(RawMapping.Layer layer, int samples) {
        int[] kept = IntStream.range(0, layer.sample().length).filter(i -> layer.sample()[i] < samples).toArray();
        return new RawMapping.Layer(layer.name(), layer.size(), layer.source(), true, IntStream.of(kept).map(i -> layer.sample()[i]).toArray(),
                IntStream.of(kept).map(i -> layer.step()[i]).toArray(), IntStream.of(kept).map(i -> layer.neuron()[i]).toArray());
    }

    private static List<RawClassifier.Answer> answers(RawClassifier classifier, RawMapping.Layer image, int samples, int steps) {
        List<List<List<Integer>>> input = new ArrayList<>();
        for (int sample = 0; sample < samples; sample++) {
            input.add(IntStream.range(0, steps).<List<Integer>>mapToObj(_ -> new ArrayList<>()).toList());
        }
        for (int i = 0; i < image.neuron().length; i++) {
            input.get(image.sample()[i]).get(image.step()[i]).add(image.neuron()[i]);
        }
        List<RawClassifier.Answer> answers = input.stream().map(classifier::run).toList();
        assertTrue(classifier.nearest() > 1e-6, "a potential is so near to the threshold that single precision decides: take another seed");
        return answers;
    }

    private static RawMapping.Layer fired(String name, int size, List<RawClassifier.Answer> answers) {
        IntStream.Builder samples = IntStream.builder();
        IntStream.Builder steps = IntStream.builder();
        IntStream.Builder neurons = IntStream.builder();
        for (int sample = 0; sample < answers.size(); sample++) {
            for (int step = 0; step < answers.get(sample).fired().size(); step++) {
                for (int neuron : answers.get(sample).fired().get(step)) {
                    samples.add(sample);
                    steps.add(step);
                    neurons.add(neuron);
                }
            }
        }
        return new RawMapping.Layer(name, size, "image", true, samples.build().toArray(), steps.build().toArray(), neurons.build().toArray());
    }

    private static int spikes(List<RawClassifier.Answer> answers) {
        return answers.stream().flatMap(answer -> answer.fired().stream()).mapToInt(List::size).sum();
    }

    private static double right(List<RawClassifier.Answer> answers, int[] labels, int samples) {
        return IntStream.range(0, samples).filter(i -> answers.get(i).largest() == labels[i]).count() / (double) samples;
    }

    private static double loss(List<RawClassifier.Answer> answers, int[] labels, int samples) {
        return IntStream.range(0, samples).mapToDouble(i -> answers.get(i).loss(labels[i])).sum() / samples;
    }

    private static int[] ints(JsonArray array) {
        return array.asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }
}
