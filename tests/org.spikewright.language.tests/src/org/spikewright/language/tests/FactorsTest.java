package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Work;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.Snapshot;

/** Synapses that hear a quantity which all of them share, and those that lie away from their target: beside sums over the spikes themselves. */
class FactorsTest {

    private static final int[] SOURCES = {5, 9, 12, 30, 31, 47, 60, 61, 62, 80};
    private static final int[] TARGETS = {7, 13, 14, 29, 46, 50, 63, 66, 85};
    private static final String FIRES = "neuron Fires { state v : Real = 0 input now : Real into v input ignored : Real next v = 0 * v + 0 * ignored"
            + " spike when v > 0.5 reset v = 0 }\n";

    @TempDir
    private Path folder;

    private PopulationModel model(String text) {
        return new PopulationModel(folder, "package values\n" + FIRES + text);
    }

    private static String times(int[] times, int later) {
        return Arrays.stream(times).mapToObj(time -> time + later + " ms").collect(Collectors.joining(", "));
    }

    // ---- delays behind the synapse

    private PopulationModel pairs(int delay, int dendritic) {
        return model("""
                synapse Pairs {
                    state w : Real = 10
                    state before : Real = 0
                    state after : Real = 0
                    dbefore/dt = -before / 20 ms
                    dafter/dt = -after / 15 ms
                    when pre then w -= 0.4 * after
                    when post then w += 0.5 * before
                    when pre then before += 1
                    when post then after += 1
                }
                network N {
                    population S : given([[%s]]) [1]
                    population F : given([[%s]]) [1]
                    population T : Fires [2]
                    connect F -> T into now by all() weight 1 delay 1 ms
                    connect S -> T into ignored by all() delay %d ms dendritic %d ms plasticity Pairs
                }
                """.formatted(times(SOURCES, 0), times(TARGETS, -1), delay, dendritic));
    }

    /** Spikes meet at the synapse; where two meet, that of the target comes last. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "3, 0", "3, 1", "3, 3", "9, 7"})
    void spikesMeetWhereTheSynapseIs(int delay, int dendritic) {
        double w = 10;
        for (int source : SOURCES) {
            for (int target : TARGETS) {
                int apart = target + dendritic - (source + delay - dendritic);
                w += apart >= 0 ? 0.5 * Math.exp(-apart / 20.0) : -0.4 * Math.exp(apart / 15.0);
            }
        }
        for (int threads : new int[] {1, 3}) {
            try (PopulationSimulation simulation = pairs(delay, dendritic).open(1e-3, threads)) {
                simulation.run(0.15, Work.NONE);
                assertEquals(w, simulation.weights("S->T")[1], 1e-5 * w);
            }
        }
    }

    private static void goesOnFromASnapshot(PopulationModel model, double before, double after) {
        try (PopulationSimulation simulation = model.open(1e-3, 2)) {
            simulation.run(before, Work.NONE);
            Snapshot snapshot = simulation.snapshot();
            simulation.run(after, Work.NONE);
            float[] once = simulation.weights("S->T").clone();
            simulation.restore(snapshot);
            simulation.run(after, Work.NONE);
            assertArrayEquals(once, simulation.weights("S->T"));
        }
    }

    @Test
    void aSnapshotHoldsSpikesThatGoBackToTheirSynapses() {
        goesOnFromASnapshot(pairs(9, 7), 0.065, 0.085);
    }

    // ---- quantities that all synapses share

    private PopulationModel rewarded() {
        return model("""
                neuron World {
                    state n : Real = 0
                    let level : Real = n * n
                    input told : Voltage
                    state volts : Voltage = 1 mV
                    next n = n + 1
                    next volts = volts + 1 mV + 0 * told
                    output n
                }
                synapse Rewarded {
                    state w : Real = 10
                    input level : Real of factor level
                    input volts : Voltage of factor volts
                    when pre then w += 0.001 * level
                    when post then w -= 0.01 * volts / 1 mV
                }
                network N {
                    population S : given([[%s]]) [1]
                    population F : given([[%s]]) [1]
                    population T : Fires [20]
                    population W : World [1]
                    population Reads : Late [1]
                    connect F -> T into now by all() weight 1 delay 1 ms
                    connect S -> T into ignored by all() delay 2 ms plasticity Rewarded factor W
                    connect W -> Reads by all() weight 1
                    drive W by current(0 mV)
                }
                """.formatted(times(SOURCES, 0), times(TARGETS, -1)));
    }

    /** What is heard in a step is what the world was at the end of the step before. */
    @Test
    void allSynapsesHearTheWorldAsItWas() {
        double w = 10;
        for (int source : SOURCES) {
            int step = source + 1; // as many steps are over as the one begins in which it arrives, two after that in which it was fired
            w += 0.001 * step * step;
        }
        for (int target : TARGETS) {
            w -= 0.01 * target; // fired in the step of that number, before which one less is over; volts begin at 1
        }
        for (int threads : new int[] {1, 2, 3, 8}) {
            try (PopulationSimulation simulation = rewarded().open(1e-3, threads)) {
                simulation.run(0.12, Work.NONE);
                for (float weight : simulation.weights("S->T")) {
                    assertEquals(w, weight, 1e-5 * w);
                }
            }
        }
    }

    @Test
    void whatIsHeardGoesOnFromASnapshot() {
        goesOnFromASnapshot(rewarded(), 0.047, 0.07);
    }

    /** A tag that spikes leave turns into weight while there is a reward, in every step. */
    @Test
    void aTagTurnsIntoWeightWhileThereIsAReward() {
        PopulationModel model = model("""
                neuron World {
                    state reward : Real = 0
                    input told : Real
                    next reward = where(time >= 100 ms and time < 300 ms, 2, 0) + 0 * told
                    output reward
                }
                synapse Rewarded {
                    state w : Real = 1
                    state tag : Real = 0
                    input reward : Real of factor reward
                    dtag/dt = -tag / 200 ms
                    dw/dt = reward * tag / 1 s
                    when pre then tag += 1
                }
                network N {
                    population S : given([[40 ms]]) [1]
                    population T : Fires [2]
                    population W : World [1]
                    population Reads : Late [1]
                    connect S -> T into ignored by all() delay 10 ms plasticity Rewarded factor W
                    connect W -> Reads by all() weight 1
                    drive W by current(0)
                    drive T into now by current(0)
                }
                """);
        // The integral of 2 exp(-(t - 50 ms) / 200 ms) from 100 to 300 ms, in seconds, to the first order in the step of what is held over it.
        double right = 1 + 2 * 0.2 * (Math.exp(-0.25) - Math.exp(-1.25));
        try (PopulationSimulation simulation = model.open(1e-3, 2)) {
            simulation.run(0.5, Work.NONE);
            assertEquals(right, simulation.weights("S->T")[0], 0.01 * (right - 1));
            assertTrue(right > 1.15);
        }
    }
}
