package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.testing.engine.Microcircuit;
import org.spikewright.testing.engine.MicrocircuitComparison;
import org.spikewright.testing.engine.MicrocircuitComparison.Finding;
import org.spikewright.testing.engine.SharedData;

/** The microcircuit of Potjans and Diesmann; {@code tests/benchmarks/run potjans} compares more runs and prints them. */
class MicrocircuitTest {

    /** 77,169 neurons, and as many synapses as the published probabilities make: 298.9 million. */
    @Test
    void itIsAsLargeAsPublished() {
        PopulationNetwork full = Microcircuit.full();
        assertEquals(77_169, full.neurons());
        assertEquals(298.9e6, full.synapses().expected(), 0.05e6);
        // The reference run has node numbers up to 7717.
        assertEquals(7717, Microcircuit.scaled(0.1).neurons());
    }

    @Test
    void aTenthOfItFiresLikeTheReference() throws IOException {
        List<Finding> findings = MicrocircuitComparison.of(
                MicrocircuitComparison.reference(SharedData.path("nest-potjans-reference")),
                LongStream.rangeClosed(1, 10).toArray(), 1);
        assertEquals(24, findings.size());
        assertAll(findings.stream()
                .<Executable>map(finding -> () -> assertTrue(finding.agrees(), finding.toString())));
    }
}
