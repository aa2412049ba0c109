package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.Work;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Snapshot;

/** Worlds that cells see and act on, with latencies: beside the same loop in double precision. */
class ClosedLoopTest {

    private static final int SENSORS = 10;

    @TempDir
    private Path folder;

    private PopulationModel loop(int seen, int acted) {
        return new PopulationModel(folder, """
                package values
                neuron World {
                    state z : Real = 0
                    state speed : Real = 0
                    state thrust : Real = 0
                    state seen : Real = 0
                    input push : Real into thrust
                    let target : Real = where(time < 100 ms, 0, 2)
                    dthrust/dt = -thrust / 200 ms
                    dspeed/dt = (thrust - speed) / 400 ms
                    dz/dt = speed / 1 s
                    next seen = target - z - speed
                    output seen
                }
                neuron Sensor {
                    parameter bias : Real = 0
                    state v : Real = 0
                    input I : Real
                    dv/dt = (4 * I + bias - v) / 20 ms
                    spike when v > 1 reset v = 0
                    refractory 2 ms holding v
                }
                network Loop {
                    population W : World [1]
                    population Low : Sensor(bias = 0.3 + 0.05 * index) [%1$d]
                    population High : Sensor(bias = 0.3 + 0.05 * index) [%1$d]
                    connect W -> Low by all() weight 1 delay %2$d ms
                    connect W -> High by all() weight -1 delay %2$d ms
                    connect Low -> W by all() weight 0.012 delay %3$d ms
                    connect High -> W by all() weight -0.012 delay %3$d ms
                }
                """.formatted(SENSORS, seen, acted));
    }

    /** The world moves in steps of 1 ms, exactly while nothing arrives. */
    private static double[] world(int steps, int seen, int acted) {
        double z = 0;
        double speed = 0;
        double thrust = 0;
        double sees = 0;
        double before = 0;
        double[] shown = new double[steps + 1];
        double[][] v = new double[2][SENSORS];
        int[][] rest = new int[2][SENSORS];
        double[] pushed = new double[steps + acted + 1];
        double[] course = new double[steps];
        for (int s = 0; s < steps; s++) {
            double target = s < 100 ? 0 : 2;
            double next = target - z - speed;
            int parts = 100;
            for (int i = 0; i < parts; i++) {
                double h = 1.0 / parts;
                double middle = thrust * Math.exp(-h / 400);
                double half = speed + h / 2 * (thrust - speed) / 400;
                z += h * half / 1000;
                speed += h * (middle - half) / 400;
                thrust *= Math.exp(-h / 200);
            }
            thrust += pushed[s];
            shown[s] = sees + (s == 0 ? 0 : 0.5 * (sees - before)); // the middle of the step, as it goes on from the step before
            before = sees;
            sees = next;
            double in = s < seen ? 0 : shown[s - seen];
            for (int k = 0; k < 2; k++) {
                for (int j = 0; j < SENSORS; j++) {
                    double goal = (k == 0 ? 4 : -4) * in + 0.3 + 0.05 * j;
                    if (rest[k][j] > 0) {
                        rest[k][j]--;
                        continue;
                    }
                    v[k][j] = goal + (v[k][j] - goal) * Math.exp(-1 / 20.0);
                    if (v[k][j] > 1) {
                        v[k][j] = 0;
                        rest[k][j] = 2;
                        pushed[s + acted] += k == 0 ? 0.012 : -0.012;
                    }
                }
            }
            course[s] = z;
        }
        return course;
    }

    @Test
    void aWorldIsFollowedAsTheLoopSays() {
        double[] right = world(3000, 20, 30);
        double most = 0;
        try (PopulationSimulation simulation = loop(20, 30).open(1e-3, 2)) {
            for (int s = 0; s < 3000; s++) {
                simulation.step();
                most = Math.max(most, Math.abs(simulation.state("W", "z")[0] - right[s]));
            }
            assertTrue(right[2999] > 1.3, "it rose to " + right[2999]);
            assertTrue(most < 0.02, "off by up to " + most);
        }
    }

    /** What happens in the world at 100 ms is seen a latency later, and what is done about it is felt after that of the motors. */
    @Test
    void latenciesAreThoseThatAreStated() {
        int quick = firstPush(20, 30);
        assertEquals(firstSpike(20, 30) + 25, firstSpike(45, 30));
        assertEquals(quick + 25, firstPush(45, 30));
        assertEquals(quick + 40, firstPush(20, 70));
        assertEquals(firstSpike(20, 30) + 30, quick);
    }

    private int firstSpike(int seen, int acted) {
        try (PopulationSimulation simulation = loop(seen, acted).open(1e-3, 1)) {
            simulation.run(0.3, Work.NONE);
            Raster raster = simulation.spikes("Low");
            return (int) raster.steps()[0];
        }
    }

    private int firstPush(int seen, int acted) {
        try (PopulationSimulation simulation = loop(seen, acted).open(1e-3, 1)) {
            for (int s = 0; s < 400; s++) {
                simulation.step();
                if (simulation.state("W", "thrust")[0] > 0) {
                    return s;
                }
            }
            throw new AssertionError("nobody acts");
        }
    }

    @Test
    void aLoopIsTheSameWithAnyThreadsAndFromASnapshot() {
        float[] once = loop(20, 30).state("W", "z", 1e-3, 2);
        try (PopulationSimulation simulation = loop(20, 30).open(1e-3, 2)) {
            simulation.run(0.7, Work.NONE);
            Snapshot snapshot = simulation.snapshot();
            simulation.run(0.1, Work.NONE);
            simulation.restore(snapshot);
            simulation.run(1.3, Work.NONE);
            assertArrayEquals(once, simulation.state("W", "z"));
        }
    }
}
