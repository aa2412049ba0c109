package org.spikewright.extension.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source;
import org.spikewright.extension.sample.Bars;
import org.spikewright.record.RunRecord;
import org.spikewright.record.SpikeRecord;
import org.spikewright.record.Tensors.Tensor;

/** What a bundle beside the product brings is trained and simulated with: the values are those of closed forms in double precision. */
class RunTest {

    private static final String FLAT = """
            package flat
            import sample.*
            dataset Pictures { read bars(size = 6, noise = 0.2) train 40 test 30 encode direct(steps = 3) }
            network Flat { input picture : [6, 6] y = picture -> flatten -> gain(0.5) -> dense(2) output y }
            train Learn { network Flat data Pictures loss hinge(0.5) optimizer OPTIMIZER rule clipped(0.1) batch 40 epochs EPOCHS }
            """;

    @TempDir
    private Path folder;

    private RunRecord run(String text) throws IOException {
        Shell shell = new Shell(folder);
        assertEquals(0, shell.run("model.spike", text, "run"), () -> shell.out() + shell.err());
        List<Path> records = RunRecord.list(folder.resolve("runs"));
        return RunRecord.open(records.stream().max(Path::compareTo).orElseThrow());
    }

    private static double[] weights(RunRecord record, String name) throws IOException {
        Tensor tensor = record.weights("Learn").get(name);
        float[] values = (float[]) tensor.values();
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static DataSet bars(int train, int test) {
        return new Bars(6, 0.2).load(new Source.Request("Pictures", Optional.empty(), OptionalLong.of(train), OptionalLong.of(test), 1, Source.Fields.NONE, _ -> {
        }), Work.NONE);
    }

    /** The gains, weights and biases of {@code gain -> dense(2)}, behind each other. */
    private static double[] flat(RunRecord record) throws IOException {
        double[] all = new double[36 + 72 + 2];
        System.arraycopy(weights(record, "y.gain.gain"), 0, all, 0, 36);
        System.arraycopy(weights(record, "y.weight"), 0, all, 36, 72);
        System.arraycopy(weights(record, "y.bias"), 0, all, 108, 2);
        return all;
    }

    /** The mean hinge loss and its gradient, from their formulas. */
    private static double loss(double[] all, Samples samples, double margin, double[] gradient) {
        double loss = 0;
        float[] x = new float[36];
        for (int sample = 0; sample < samples.size(); sample++) {
            samples.read(sample, x);
            int right = samples.label(sample);
            int wrong = 1 - right;
            double excess = margin + output(all, x, wrong) - output(all, x, right);
            if (excess > 0) {
                loss += excess / samples.size();
                for (int k = 0; k < 36; k++) {
                    double by = x[k] / (double) samples.size();
                    gradient[k] += (all[36 + wrong * 36 + k] - all[36 + right * 36 + k]) * by;
                    gradient[36 + wrong * 36 + k] += all[k] * by;
                    gradient[36 + right * 36 + k] -= all[k] * by;
                }
                gradient[108 + wrong] += 1.0 / samples.size();
                gradient[108 + right] -= 1.0 / samples.size();
            }
        }
        return loss;
    }

    private static double output(double[] all, float[] x, int j) {
        double sum = all[108 + j];
        for (int k = 0; k < 36; k++) {
            sum += all[36 + j * 36 + k] * all[k] * x[k];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sgd(rate = 0.1, momentum = 0) | false
            signDescent(0.01)             | true
            """)
    void anEpochMovesTheWeightsAsTheFormulasSay(String optimizer, boolean bySign) throws IOException {
        String text = FLAT.replace("OPTIMIZER", optimizer);
        double[] before = flat(run(text.replace("EPOCHS", "1")));
        RunRecord record = run(text.replace("EPOCHS", "2"));
        double[] after = flat(record);
        double[] gradient = new double[before.length];
        loss(before, bars(40, 30).train(), 0.5, gradient);
        double length = Math.sqrt(java.util.Arrays.stream(gradient).map(g -> g * g).sum());
        assertTrue(length > 0.1, "it is clipped: " + length);
        for (int i = 0; i < before.length; i++) {
            double expected = bySign ? before[i] - 0.01 * Math.signum(gradient[i]) : before[i] - 0.1 * 0.1 * gradient[i] / length;
            boolean isZero = Math.abs(gradient[i]) < 1e-9; // the sign of which follows from rounding
            assertEquals(bySign && isZero ? after[i] : expected, after[i], 1e-6, optimizer + ", " + i);
        }
        double[] ignored = new double[before.length];
        Samples test = bars(40, 30).test();
        assertEquals(loss(after, test, 0.5, ignored), (double) record.metrics().get("Learn").get("test.loss"), 1e-6);
        float[] x = new float[36];
        int right = 0;
        for (int i = 0; i < test.size(); i++) {
            test.read(i, x);
            right += output(after, x, test.label(i)) > output(after, x, 1 - test.label(i)) ? 1 : 0;
        }
        assertEquals(right / 30.0, (double) record.metrics().get("Learn").get("test.accuracy"), 1e-9);
    }

    @Test
    void spikesBehindAGainAreThoseOfTheEquation() throws IOException {
        RunRecord record = run(Shell.fixture("bars.spike"));
        double[] gain = weights(record, "hidden.gain.gain");
        double[] weight = weights(record, "hidden.dense.weight");
        double[] bias = weights(record, "hidden.dense.bias");
        SpikeRecord spikes = record.spikes("Look").orElseThrow();
        SpikeRecord.LayerSpikes hidden = spikes.layers().stream().filter(layer -> layer.name().equals("hidden")).findFirst().orElseThrow();
        int[][] counts = new int[5][12];
        for (int i = 0; i < hidden.count(); i++) {
            counts[hidden.sample()[i]][hidden.neuron()[i]]++;
        }
        Samples test = bars(200, 60).test();
        float[] x = new float[36];
        int fired = 0;
        for (int sample = 0; sample < 5; sample++) {
            test.read(sample, x);
            for (int n = 0; n < 12; n++) {
                double drive = bias[n];
                for (int k = 0; k < 36; k++) {
                    drive += weight[n * 36 + k] * x[k];
                }
                double v = 0;
                int count = 0;
                for (int t = 0; t < 8; t++) {
                    v = gain[n] * drive + (v - gain[n] * drive) * Math.exp(-1e-3 / 4e-3);
                    assertTrue(Math.abs(v - 1) > 1e-5, "near the threshold single precision may decide otherwise");
                    if (v > 1) {
                        v -= 1;
                        count++;
                    }
                }
                assertEquals(count, counts[sample][n], "sample " + sample + ", neuron " + n);
                fired += count;
            }
        }
        assertTrue(fired > 10, "some fire");
        assertTrue(record.metrics().get("Learn").get("test.accuracy") instanceof Double accuracy && accuracy > 0.8, "it learns");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hinge(0.5)         | faultyLoss | model.spike:5:1: 'sample.faultyLoss', which a bundle beside Spikewright brings, failed: java.lang.Array
            -> dense(2) output | -> dense(2) -> faulty -> dense(2) output | model.spike:4:90: 'faulty' at 'y.faulty', which a bundle beside
            """)
    void whatABundleBringsIsNamedWhereItFails(String right, String wrong, String sentence) throws IOException {
        String text = FLAT.replace("OPTIMIZER", "sgd(0.1)").replace("EPOCHS", "1");
        Shell shell = new Shell(folder);
        assertEquals(3, shell.run("model.spike", text.replace(right, wrong), "run"));
        assertTrue(shell.err().contains(sentence), shell.err());
        assertTrue(!shell.err().contains("mistake"), shell.err());
    }

    @Test
    void filesAreReadByAReaderOfABundle() throws IOException {
        String model = """
                package table
                import sample.*
                dataset Table { read csv("table") encode direct(steps = 2) }
                network Flat { input x : [2] y = x -> gain -> dense(2) output y }
                train Learn { network Flat data Table loss hinge(1) epochs 1 batch 4 }
                """;
        Path table = Files.createDirectory(folder.resolve("table"));
        Files.writeString(table.resolve("train.csv"), "0, 0.9, 0.1\n1, 0.2, 0.8\n0, 1, 0\n1, 0, 0.7\n");
        Files.writeString(table.resolve("test.csv"), "1,0.25,0.5\n");
        RunRecord record = run(model);
        double[] gain = weights(record, "y.gain.gain");
        double[] weight = weights(record, "y.weight");
        double[] bias = weights(record, "y.bias");
        double[] outputs = new double[2];
        for (int j = 0; j < 2; j++) {
            outputs[j] = bias[j] + weight[2 * j] * gain[0] * 0.25 + weight[2 * j + 1] * gain[1] * 0.5;
        }
        assertEquals(Math.max(0, 1 + outputs[0] - outputs[1]), (double) record.metrics().get("Learn").get("test.loss"), 1e-6);
        assertArrayEquals(new String[] {"test.csv", "train.csv"}, record.inputs().orElseThrow().toString().lines()
                .flatMap(line -> java.util.regex.Pattern.compile("\\w+\\.csv").matcher(line).results().map(java.util.regex.MatchResult::group))
                .distinct().sorted().toArray(), record.inputs().toString());

        Files.writeString(table.resolve("test.csv"), "1,0.25,0.5\n1,0.25,1.5\n");
        Shell shell = new Shell(folder);
        assertEquals(3, shell.run("model.spike", model, "run"));
        assertTrue(shell.err().contains("line 2 of ") && shell.err().contains("test.csv has '1.5' where a number from 0 to 1 belongs"),
                shell.err());
    }
}
