package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.Finding;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Severity;
import org.spikewright.common.Work;
import org.spikewright.compile.job.PopulationRunSpec;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.RandomRows;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;

/**
 * Networks drawn at random, from the text to spikes and states, against {@link ReferenceNetwork}. What a spike brings is thereby
 * compared for all kinds of synapses, receptors, delays and drives together. {@code -Dspikewright.networks=2000} tries more of them.
 */
class RandomNetworksTest {

    /** Of states and weights, in the unit in which neurons fire at 1. */
    private static final double ERROR = 2e-5;

    @TempDir
    Path folder;

    private int compared;
    private long spikes;
    private long arrivals;

    @Test
    @Timeout(3600)
    void eachDoesWhatItsEquationsSay() throws IOException {
        int networks = Integer.getInteger("spikewright.networks", 200);
        for (int seed = 0; seed < networks; seed++) {
            compare(RandomNetwork.of(seed));
        }
        assertTrue(compared > networks * RandomNetwork.STEPS / 2, "only " + compared + " steps could be compared");
        assertTrue(spikes > 5L * networks, "only " + spikes + " spikes of neurons were compared");
        assertTrue(arrivals > 50L * networks, "only " + arrivals + " spikes arrived");
    }

    private PopulationRunSpec read(RandomNetwork network) throws IOException {
        Path path = folder.resolve("drawn.spike");
        Files.writeString(path, network.text());
        ModelFile file = new Language().read(path, "drawn.spike");
        List<Finding> errors = file.check().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
        assertEquals(List.of(), errors, network.text());
        return (PopulationRunSpec) file.jobs().getFirst().spec();
    }

    private void compare(RandomNetwork drawn) throws IOException {
        PopulationRunSpec spec = read(drawn);
        RandomStream random = RandomStream.of(5, "run", drawn.seed());
        List<Recorder> recorders = new ArrayList<>();
        spec.network().populations().forEach(population -> recorders.add(new Recorder.Spikes(population.name(), Selection.ALL)));
        PopulationTask task = new PopulationTask("Run", spec.network(), spec.settings().step(), 1, 1 + random.nextInt(3), recorders);
        ReferenceNetwork reference = new ReferenceNetwork(drawn);
        int step = 0;
        try (PopulationSimulation simulation = PopulationSimulation.open(task, drawn.seed() % 2 == 0 ? Kernels.best() : Kernels.interpreted(),
                RandomRows.best(), Work.NONE)) {
            while (step < RandomNetwork.STEPS) {
                int end = Math.min(RandomNetwork.STEPS, step + 1 + random.nextInt(40));
                simulation.run((end - step) * spec.settings().step(), Work.NONE);
                int from = step;
                for (; step < end && !reference.isUncertain(); step++) {
                    reference.step();
                }
                if (reference.isUncertain()) {
                    step--;
                    break;
                }
                assertStates(drawn, simulation, reference, from, step);
            }
            assertSpikes(drawn, simulation, reference, step);
        }
        compared += step;
        arrivals += reference.arrivals();
    }

    private static void assertStates(RandomNetwork drawn, PopulationSimulation simulation, ReferenceNetwork reference, int from, int step) {
        double unit = drawn.unit().isEmpty() ? 1 : 1e-3;
        for (int g = 0; g < drawn.groups().size(); g++) {
            RandomNetwork.Group group = drawn.groups().get(g);
            for (int s = 0; !group.isGiven() && s < group.cell().states.size(); s++) {
                float[] values = simulation.state(group.name(), group.cell().states.get(s));
                double own = group.cell().states.get(s).equals("g") ? 1 : unit;
                for (int j = 0; j < values.length; j++) {
                    double expected = reference.state(g, j, s);
                    String what = group.cell().states.get(s) + " of neuron " + j + " of " + group.name() + " in one of the steps from " + from + " to "
                            + step + "\n" + drawn.text();
                    assertEquals(expected, values[j] / own, ERROR * (1 + Math.abs(expected)), what);
                }
            }
        }
        for (int k = 0; k < drawn.links().size(); k++) {
            if (drawn.links().get(k).synapse() != null) {
                double own = drawn.groups().get(drawn.links().get(k).to()).cell().receptors.get(drawn.links().get(k).receptor()).isReal() ? 1 : unit;
                float[] found = simulation.weights(simulation.task().network().projections().get(k).name());
                double[] expected = reference.weights(k); // a rule may find the sources of a target in any order
                Arrays.sort(expected);
                Arrays.sort(found);
                assertEquals(expected.length, found.length, drawn.text());
                for (int w = 0; w < found.length; w++) {
                    assertEquals(expected[w], found[w] / own, ERROR * (1 + Math.abs(expected[w])), "weight " + w + " of connection " + k + " at step "
                            + step + "\n" + drawn.text());
                }
            }
        }
    }

    private void assertSpikes(RandomNetwork drawn, PopulationSimulation simulation, ReferenceNetwork reference, int steps) {
        for (int g = 0; g < drawn.groups().size(); g++) {
            RandomNetwork.Group group = drawn.groups().get(g);
            int[][] found = new int[steps][group.size()];
            Raster raster = simulation.spikes(group.name());
            for (int k = 0; k < raster.count(); k++) {
                if (raster.steps()[k] < steps) {
                    found[(int) raster.steps()[k]][raster.neurons()[k]]++;
                }
            }
            for (int step = 0; step < steps; step++) {
                int[] expected = new int[group.size()];
                for (int j = 0; j < expected.length; j++) {
                    expected[j] = reference.fired(step, g, j);
                    spikes += group.isGiven() ? 0 : expected[j];
                }
                assertArrayEquals(expected, found[step], "spikes of " + group.name() + " in step " + step + "\n" + drawn.text());
            }
        }
    }
}
