package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.Finding;
import org.spikewright.common.Severity;
import org.spikewright.common.Work;
import org.spikewright.compile.job.PopulationRunSpec;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.RandomRows;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;

/**
 * Single neurons drawn at random, from the text to states and spikes, against {@link RandomNeuron} itself. {@code -Dspikewright.neurons=5000}
 * tries more of them. Every tenth runs compiled, the others interpreted, since a compiler takes longer than a short run.
 */
class RandomNeuronsTest {

    /** Of states, which are about 1. */
    private static final double ERROR = 5e-5;
    /** Where a state is that near to its threshold, nobody can say whether it spikes. */
    private static final double UNCERTAIN = 1e-4;

    @TempDir
    Path folder;

    @Test
    @Timeout(3600)
    void eachDoesWhatItsEquationsSay() throws IOException {
        int neurons = Integer.getInteger("spikewright.neurons", 400);
        long steps = 0;
        long spikes = 0;
        for (int number = 0; number < neurons; number++) {
            RandomNeuron drawn = RandomNeuron.of(number);
            PopulationRunSpec spec = read(drawn);
            PopulationTask task = new PopulationTask("Run", spec.network(), spec.settings().step(), 1, 1, List.of());
            double[] x = drawn.starts().clone();
            long fired = 0;
            try (PopulationSimulation simulation = PopulationSimulation.open(task, number % 10 == 0 ? Kernels.best() : Kernels.interpreted(),
                    RandomRows.best(), Work.NONE)) {
                for (int step = 0; step < RandomNeuron.STEPS; step++) {
                    double above = drawn.move(x, step);
                    if (Math.abs(above) < UNCERTAIN) {
                        break;
                    }
                    fired += above > 0 ? 1 : 0;
                    simulation.step();
                    steps++;
                    for (int s = 0; s < drawn.states(); s++) {
                        assertEquals(x[s], simulation.state("P", drawn.name(s))[1], ERROR * (1 + Math.abs(x[s])),
                                drawn.name(s) + " of neuron " + number + " at step " + step + "\n" + drawn.text());
                    }
                }
                long limit = fired;
                assertTrue(simulation.spikeCounts().get("P") <= 2 * limit, "spikes of neuron " + number + "\n" + drawn.text());
                assertEquals(2 * Math.min(limit, simulation.spikeCounts().get("P") / 2), simulation.spikeCounts().get("P"));
            }
            spikes += fired;
        }
        assertTrue(steps > neurons * RandomNeuron.STEPS / 2, "only " + steps + " steps could be compared");
        assertTrue(spikes > neurons, "only " + spikes + " spikes were compared");
    }

    private PopulationRunSpec read(RandomNeuron drawn) throws IOException {
        Path path = folder.resolve("drawn.spike");
        Files.writeString(path, drawn.text());
        ModelFile file = new Language().read(path, "drawn.spike");
        List<Finding> errors = file.check().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
        assertEquals(List.of(), errors, drawn.text());
        return (PopulationRunSpec) file.jobs().getFirst().spec();
    }
}
