package org.spikewright.mapping.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.chip.Chip;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.mapping.DoesNotFitException;
import org.spikewright.mapping.MappingResult;
import org.spikewright.mapping.MappingTask;
import org.spikewright.mapping.MeshMapper;
import org.spikewright.mapping.Objective;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.SpikeTrains;
import org.spikewright.network.operator.Neurons;
import org.spikewright.record.ChipRecord;

class MeshMapperTest {

    private static final int SAMPLES = 3;
    private static final int STEPS = 5;

    private static MappingTask task(Network network, Chip chip, Objective objective) {
        return new MappingTask(network, chip, 8, objective, Mappings.spikes(network, SAMPLES, STEPS, 1), SAMPLES, STEPS);
    }

    /** Networks and limits at random: whatever is mapped is complete and keeps every limit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyNeuronHasOneCoreAndEveryLimitIsKept(long seed) {
        RandomStream random = RandomStream.of(seed, "mapping");
        Network network = Mappings.network(1 + random.nextInt(60), 1 + random.nextInt(120), 1 + random.nextInt(80), 1 + random.nextInt(20));
        Chip chip = Mappings.chip(1 + random.nextInt(4), 4 + random.nextInt(5),
                Mappings.limits(10 + random.nextInt(40), 8_000 + random.nextInt(30_000), 120 + random.nextInt(200), 150 + random.nextInt(400)));
        for (Objective objective : Objective.values()) {
            MappingResult result;
            try {
                result = new MeshMapper().map(task(network, chip, objective), Work.NONE);
            } catch (DoesNotFitException e) {
                assertTrue(e.violations().getFirst().needed() > e.violations().getFirst().allowed(), e.getMessage());
                continue;
            }
            complete(network, result.chip());
            assertEquals(0, result.metrics().get("limits.violated"));
            for (ChipRecord.Limit limit : result.chip().limits()) {
                assertTrue(limit.used() <= limit.allowed(), limit.toString());
            }
        }
    }

    private static void complete(Network network, ChipRecord chip) {
        Map<String, Set<Integer>> placed = new HashMap<>();
        Set<Integer> cores = new HashSet<>();
        for (ChipRecord.Core core : chip.cores()) {
            assertTrue(cores.add(core.core()), "core " + core.core() + " is used twice");
            for (ChipRecord.Slice slice : core.slices()) {
                for (int neuron = slice.from(); neuron < slice.to(); neuron++) {
                    assertTrue(placed.computeIfAbsent(slice.layer(), _ -> new HashSet<>()).add(neuron), "placed twice");
                }
            }
        }
        for (Layer layer : network.layers()) {
            if (layer.operator() instanceof Neurons) {
                assertEquals(layer.shape().size(), placed.get(layer.name()).size(), layer.name());
            }
        }
    }

    /** One core holds all: costs follow from counting events. */
    @Test
    void costsOnOneCoreAreCountedByHand() {
        Network network = Mappings.network(4, 6, 2);
        MappingTask task = task(network, Mappings.chip(1, 1, Mappings.limits(100, 1_000_000, 100, 100)), Objective.ENERGY);
        MappingResult result = new MeshMapper().map(task, Work.NONE);
        long in = count(task, "input");
        long hidden = count(task, "l1");
        double operations = (6.0 * in + 2.0 * hidden) / SAMPLES;
        double updates = 8.0 * STEPS;
        assertEquals(1.0, result.metrics().get("cores.used"));
        assertEquals(operations, result.metrics().get("synapticOperations.perInference"), 1e-9);
        assertEquals(updates, result.metrics().get("updates.perInference"), 1e-9);
        assertEquals(0, result.metrics().get("hops.perInference"), 1e-9);
        assertEquals(operations + 10 * updates, result.metrics().get("energy.joule.perInference"), 1e-9);
        // each step: all operations of the step, eight updates, no way, one barrier
        assertEquals(operations + STEPS * (8 * 10 + 1000), result.metrics().get("latency.second.mean"), 1e-9);
        assertEquals(List.of("energy.firing", "energy.idle"), result.chip().unknown());
    }

    private static long count(MappingTask task, String layer) {
        return task.spikes().stream().filter(trains -> trains.layer().equals(layer)).mapToLong(SpikeTrains::count).sum();
    }

    /** Hops are what goes over all links together, and links join neighbours only. */
    @ParameterizedTest
    @EnumSource(Objective.class)
    void hopsAreTheSumOverLinks(Objective objective) {
        Network network = Mappings.network(30, 100, 60, 10);
        MappingTask task = task(network, Mappings.chip(4, 5, Mappings.limits(20, 1_000_000, 500, 500)), objective);
        MappingResult result = new MeshMapper().map(task, Work.NONE);
        double links = result.chip().links().stream().mapToDouble(ChipRecord.Link::spikes).sum();
        assertEquals(result.metrics().get("hops.perInference"), links, 1e-6);
        for (ChipRecord.Link link : result.chip().links()) {
            assertEquals(1, task.chip().mesh().distance(link.from(), link.to()));
        }
    }

    /** No other place of two parts on a chip of nine cores costs less. */
    @Test
    void twoPartsLieWhereEnergyIsLeast() {
        Network network = Mappings.network(10, 20);
        Chip chip = Mappings.chip(3, 3, Mappings.limits(10, 1_000_000, 100, 100));
        MappingResult result = new MeshMapper().map(task(network, chip, Objective.ENERGY), Work.NONE);
        assertEquals(2, result.chip().cores().size());
        // the input enters at core 0: one part there, the other beside it
        double in = count(task(network, chip, Objective.ENERGY), "input") / (double) SAMPLES;
        assertEquals(in, result.metrics().get("hops.perInference"), 1e-9);
    }

    @Test
    void evenPartsTakeLessTimeThanFullOnes() {
        Network network = Mappings.network(50, 150, 10);
        Chip chip = Mappings.chip(2, 2, Mappings.limits(100, 1_000_000, 500, 1000));
        double even = new MeshMapper().map(task(network, chip, Objective.LATENCY), Work.NONE).metrics().get("latency.second.mean");
        double full = new MeshMapper().map(task(network, chip, Objective.ENERGY), Work.NONE).metrics().get("latency.second.mean");
        assertTrue(even < full, even + " against " + full);
    }

    @Test
    void whatCannotFitSaysWhy() {
        Network network = Mappings.network(30, 10);
        String message = assertThrows(DoesNotFitException.class, () -> new MeshMapper().map(
                task(network, Mappings.chip(1, 2, Mappings.limits(100, 1_000_000, 20, 100)), Objective.ENERGY), Work.NONE)).getMessage();
        assertTrue(message.contains("'l1'") && message.contains("30") && message.contains("10 more than the 20"), message);
    }
}
