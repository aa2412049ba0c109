package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.spikewright.common.Work;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.network.Network;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Recorder;

/**
 * A model with populations, as a text in a folder.
 *
 * @param folder where its files are
 * @param text its declarations
 */
record PopulationModel(Path folder, String text) {

    /** Neurons that show what they are made of, and what they receive. */
    private static final String NEURONS = """
            neuron Shown {
                parameter a : Real = 0
                parameter b : Real = 2 * a
                state start : Real = a + 1
                state shown : Real = 0
                state second : Real = 0
                input I : Real
                next start = start
                next shown = a + 0 * shown + 0 * I
                next second = b + 0 * second
            }
            neuron Sum {
                state total : Real = 0
                state last : Real = 0
                input I : Real into total
                input held : Real
                next total = total
                next last = held + 0 * last
            }
            neuron Late {
                state arrived : Real = -1
                state got : Real = 0
                state steps : Real = 0
                input I : Real into got
                next got = got
                next arrived = where(got > 0 and arrived < 0, steps, arrived)
                next steps = steps + 1
            }
            """;

    /** What is wrong with it: place, code and sentence of each finding. */
    List<String> findings() {
        return read().check().stream().map(finding -> finding.location().line() + ":" + finding.location().column() + " " + finding.code() + " "
                + finding.message()).toList();
    }

    private ModelFile read() {
        Path path = folder.resolve("values.spike");
        try {
            Files.writeString(path, text + NEURONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Language().read(path, "values.spike");
    }

    /** Its network, which has no findings. */
    PopulationNetwork network() {
        ModelFile file = read();
        assertEquals(List.of(), file.check().stream().map(finding -> finding.location().line() + ":" + finding.message()).toList());
        return new Elaboration(DiagnosticSink.IGNORED).populations(file.model().orElseThrow().getDeclarations().stream()
                .filter(Network.class::isInstance).map(Network.class::cast).findFirst().orElseThrow()).orElseThrow();
    }

    /** A simulation of its network that records all spikes. */
    PopulationSimulation open(double dt, int threads) {
        PopulationNetwork network = network();
        return PopulationSimulation.open(new PopulationTask("values", network, dt, 11, threads, network.populations().stream()
                .<Recorder>map(population -> new Recorder.Spikes(population.name(), Selection.ALL)).toList()), Work.NONE);
    }

    /** A state of a population after some time, the same with any number of threads. */
    float[] state(String population, String state, double dt, double seconds) {
        float[] first = null;
        for (int threads : new int[] {1, 2, 3, 8}) {
            try (PopulationSimulation simulation = open(dt, threads)) {
                simulation.run(seconds, Work.NONE);
                float[] values = simulation.state(population, state);
                if (first != null) {
                    assertArrayEquals(first, values, threads + " threads");
                }
                first = values;
            }
        }
        return first;
    }

    /** The mean of some numbers. */
    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Their standard deviation. */
    static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }

    /** Their correlation coefficient with others. */
    static double correlation(float[] x, float[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += (x[k] - meanX) * (y[k] - meanY);
        }
        return sum / (x.length - 1) / deviation(x) / deviation(y);
    }
}
