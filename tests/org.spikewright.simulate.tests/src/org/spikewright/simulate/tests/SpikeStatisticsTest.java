package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikewright.common.Work;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.SpikeStatistics;

class SpikeStatisticsTest {

    private static Raster run(Population.Cells cells, int size, double seconds) {
        PopulationNetwork network = new PopulationNetwork("N", List.of(Population.of("P", size, cells)), List.of(),
                List.of());
        PopulationTask task = new PopulationTask("t", network, 1e-3, 1, 1,
                List.of(new Recorder.Spikes("P", Selection.ALL)));
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            simulation.run(seconds, Work.NONE);
            return simulation.spikes("P");
        }
    }

    /** Independent Poisson trains: all values are known. */
    @Test
    void poissonTrainsAreIrregularAndIndependent() {
        Raster raster = run(new Population.PoissonTrains(TimeCourse.constant(10)), 1000, 20);
        SpikeStatistics statistics = new SpikeStatistics(raster, 0, 20);
        assertEquals(10, statistics.rate(), 0.15);
        assertEquals(1, statistics.irregularity(), 0.02);
        assertEquals(0, statistics.correlation(5e-3), 0.005);
        assertEquals(1, statistics.synchrony(5e-3), 0.1);
        assertEquals(0, statistics.branchingFactor(5e-3), 0.06);
        double mean = 0;
        double[] spectrum = statistics.spectrum(5e-3);
        for (double power : spectrum) {
            mean += power / spectrum.length;
        }
        assertEquals(50, mean, 5, "the spectrum of Poisson counts is flat at their variance");
    }

    /** Three short trains whose numbers a hand can work out. */
    @Test
    void eachNeuronAndEachPairHasItsNumber() {
        double[][] trains = {{0.001, 0.002, 0.004}, {0.001, 0.002, 0.004}, {0.003}};
        SpikeStatistics statistics = new SpikeStatistics(run(new Population.GivenTrains(trains), 3, 4e-3), 0, 4e-3);
        // Intervals of 1 and 2 ms: mean 1.5, deviation 0.5.
        assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3}, statistics.irregularities(), 1e-9);
        // Counts 1 1 0 1, 1 1 0 1 and 0 0 1 0: each is the other or its opposite.
        assertArrayEquals(new double[] {1, -1, -1}, statistics.correlations(1e-3, 3), 1e-9);
        assertEquals(-1.0 / 3, statistics.correlation(1e-3), 1e-9);
    }

    @Test
    void clocksAreRegularAndSynchronous() {
        double[][] trains = new double[50][100];
        for (double[] train : trains) {
            for (int k = 0; k < train.length; k++) {
                train[k] = 0.01 + 0.02 * k;
            }
        }
        SpikeStatistics statistics = new SpikeStatistics(run(new Population.GivenTrains(trains), 50, 2), 0, 2);
        assertEquals(50, statistics.rate(), 1e-9);
        assertEquals(0, statistics.irregularity(), 1e-6);
        assertEquals(1, statistics.correlation(5e-3), 1e-9);
        assertTrue(statistics.synchrony(5e-3) > 30);
        double[] spectrum = statistics.spectrum(5e-3);
        int peak = 0;
        for (int k = 0; k < spectrum.length; k++) {
            peak = spectrum[k] > spectrum[peak] ? k : peak;
        }
        assertEquals(50, peak / (2 * spectrum.length * 5e-3), 1);
    }
}
