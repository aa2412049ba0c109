package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.Work;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;
import org.spikewright.simulate.population.Environment;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.Snapshot;
import org.spikewright.testing.engine.PointNeurons;

/** Networks in a loop with something outside. */
class ClosedLoopTest {

    private static final double DT = 1e-4;

    /** Answers without a memory. */
    private record Reflex(double latency, List<String> observed, Consumer<Exchange> answer) implements Environment {
        @Override
        public void exchange(Exchange exchange) {
            answer.accept(exchange);
        }
    }

    private static PopulationTask task(PopulationNetwork network, int threads) {
        return new PopulationTask("loop", network, DT, 4, threads, network.populations().stream()
                .<Recorder>map(one -> new Recorder.Spikes(one.name(), Selection.ALL)).toList());
    }

    /** Given spikes, and cells of an environment that drive neurons. */
    private static PopulationNetwork chain() {
        Population source = Population.of("S", 2, new Population.GivenTrains(new double[][] {{1e-3}, {1.5e-3, 5e-3}}));
        Population hands = Population.of("H", 100, new Population.External());
        Population cells = Population.of("E", 100, Population.Neurons.of(PointNeurons.delta(20e-3, 20e-3, 0.2e-3)));
        return new PopulationNetwork("Chain", List.of(source, hands, cells),
                List.of(new Projection("p", "H", "E", "in", new ConnectionRule.OneToOne(), Distribution.of(0.03),
                        Distribution.of(0.7e-3), Optional.empty())),
                List.of(new Drive("push", "E", "in", Selection.ALL, new Drive.External())));
    }

    /** What is seen at the end of one interval is answered in the next: all times are sums of latency and delays. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void spikesAreAnsweredAfterTheLatency(int threads) {
        List<String> seen = new ArrayList<>();
        Environment echo = new Reflex(2e-3, List.of("S"), exchange -> {
            Raster raster = exchange.spikes("S");
            for (int k = 0; k < raster.count(); k++) {
                seen.add("%.4f: %d at %.4f".formatted(exchange.time(), raster.neurons()[k], raster.time(k)));
                exchange.fire("H", 70 + raster.neurons()[k], 0.5e-3);
            }
        });
        try (PopulationSimulation simulation = PopulationSimulation.open(task(chain(), threads), echo, Work.NONE)) {
            simulation.run(0.0031, Work.NONE);
            simulation.run(0.0069, Work.NONE);
            assertEquals(List.of("0.0020: 0 at 0.0010", "0.0020: 1 at 0.0015", "0.0060: 1 at 0.0050"), seen);
            Raster hands = simulation.spikes("H");
            assertArrayEquals(new int[] {70, 71, 71}, hands.neurons());
            assertEquals(2.5e-3, hands.time(0), 1e-9);
            assertEquals(6.5e-3, hands.time(2), 1e-9);
            Raster fired = simulation.spikes("E");
            assertArrayEquals(new int[] {70, 71, 71}, fired.neurons());
            assertEquals(3.2e-3, fired.time(0), 1e-9);
            assertEquals(7.2e-3, fired.time(2), 1e-9);
        }
    }

    /** A value that is set stays: each step adds it to the potential, which leaks. */
    @Test
    void whatIsSetIsHeld() {
        Environment push = new Reflex(1e-3, List.of(), exchange -> {
            if (Math.round(exchange.time() / 1e-3) == 2) {
                exchange.set("push", 66, 1e-4);
            }
        });
        try (PopulationSimulation simulation = PopulationSimulation.open(task(chain(), 2), push, Work.NONE)) {
            simulation.run(6e-3, Work.NONE);
            float[] v = simulation.state("E", "v");
            double leak = Math.exp(-DT / 20e-3);
            assertEquals(1e-4 * (1 - Math.pow(leak, 40)) / (1 - leak), v[66], 1e-8);
            assertEquals(0, v[65]);
        }
    }

    /** Holds a random network near a rate; remembers the current that it gives. */
    private static final class Controller implements Environment {
        private double current;

        @Override
        public double latency() {
            return 5e-3;
        }

        @Override
        public List<String> observed() {
            return List.of("E");
        }

        @Override
        public void exchange(Exchange exchange) {
            double rate = exchange.spikes("E").count() / (latency() * 400);
            current += 5e-8 * (20 - rate);
            for (int neuron = 0; neuron < 400; neuron++) {
                exchange.set("control", neuron, current);
            }
            exchange.fire("H", (int) (exchange.time() * 1e3) % 50, 1.2e-3);
        }

        @Override
        public byte[] save() {
            return ByteBuffer.allocate(Double.BYTES).putDouble(current).array();
        }

        @Override
        public void restore(byte[] state) {
            current = ByteBuffer.wrap(state).getDouble();
        }
    }

    private static PopulationNetwork controlled() {
        Population cells = Population.of("E", 400, Population.Neurons.of(PointNeurons.delta(20e-3, 20e-3, 2e-3)));
        Population hands = Population.of("H", 50, new Population.External());
        return new PopulationNetwork("Controlled", List.of(cells, hands),
                List.of(new Projection("within", "E", "E", "in", new ConnectionRule.FixedInDegree(40, Pairing.ANY),
                        Distribution.of(-0.4e-3), Distribution.of(1.5e-3), Optional.empty()),
                        new Projection("hands", "H", "E", "in", new ConnectionRule.FixedOutDegree(100, Pairing.ANY),
                                Distribution.of(2e-3), Distribution.of(1e-3), Optional.empty())),
                List.of(new Drive("outside", "E", "in", Selection.ALL, new Drive.Poisson(TimeCourse.constant(5000), 0.2e-3)),
                        new Drive("control", "E", "in", Selection.ALL, new Drive.External())));
    }

    private static PopulationSimulation controlled(int threads) {
        return PopulationSimulation.open(task(controlled(), threads), new Controller(), Work.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void threadsAndPiecesOfARunDoNotMatter(int threads) {
        try (PopulationSimulation one = controlled(1); PopulationSimulation many = controlled(threads)) {
            one.run(0.3, Work.NONE);
            many.run(0.0512, Work.NONE);
            many.run(0.2488, Work.NONE);
            assertTrue(one.spikes("E").count() > 1000, "the network fires");
            assertArrayEquals(one.spikes("E").steps(), many.spikes("E").steps());
            assertArrayEquals(one.spikes("E").neurons(), many.spikes("E").neurons());
        }
    }

    @Test
    void aControllerHoldsTheRate() {
        try (PopulationSimulation free = PopulationSimulation.open(task(controlled(), 2), Work.NONE);
                PopulationSimulation held = controlled(2)) {
            assertTrue(Math.abs(rateOfTheSecondSecond(free) - 20) > 5, "alone it fires at another rate");
            assertEquals(20, rateOfTheSecondSecond(held), 0.5);
        }
    }

    private static double rateOfTheSecondSecond(PopulationSimulation simulation) {
        simulation.run(1, Work.NONE);
        long before = simulation.spikeCounts().get("E");
        simulation.run(1, Work.NONE);
        return (simulation.spikeCounts().get("E") - before) / 400.0;
    }

    @Test
    void aSnapshotWithinAnIntervalGoesOnBitByBit() {
        try (PopulationSimulation one = controlled(2); PopulationSimulation other = controlled(1)) {
            one.run(0.1023, Work.NONE);
            Snapshot snapshot = one.snapshot();
            one.run(0.1, Work.NONE);
            other.run(0.017, Work.NONE);
            other.restore(snapshot);
            other.run(0.1, Work.NONE);
            assertArrayEquals(one.state("E", "v"), other.state("E", "v"));
            assertEquals(one.spikeCounts(), other.spikeCounts());
        }
    }

    @Test
    void anEnvironmentThatCannotSaveItsStateHasNoSnapshot() {
        Environment reflex = new Reflex(1e-3, List.of(), _ -> {
            // answers nothing
        });
        try (PopulationSimulation simulation = PopulationSimulation.open(task(chain(), 1), reflex, Work.NONE)) {
            String message = assertThrows(UnsupportedOperationException.class, simulation::snapshot).getMessage();
            assertTrue(message.contains("cannot save its state"), message);
        }
    }

    @Test
    void whatAnEnvironmentNamesMustExist() {
        Environment blind = new Reflex(1e-3, List.of("X"), _ -> {
            // is never asked
        });
        assertThrows(IllegalArgumentException.class, () -> PopulationSimulation.open(task(chain(), 1), blind, Work.NONE));
        List<Consumer<Environment.Exchange>> wrong = List.of(exchange -> exchange.set("pull", 0, 1),
                exchange -> exchange.set("push", 100, 1), exchange -> exchange.fire("S", 0, 1e-4),
                exchange -> exchange.fire("H", -1, 1e-4), exchange -> exchange.fire("H", 0, 2e-3),
                exchange -> exchange.spikes("E"));
        for (Consumer<Environment.Exchange> answer : wrong) {
            try (PopulationSimulation simulation = PopulationSimulation.open(task(chain(), 1),
                    new Reflex(1e-3, List.of("S"), answer), Work.NONE)) {
                assertThrows(IllegalArgumentException.class, () -> simulation.run(2e-3, Work.NONE));
            }
        }
    }
}
