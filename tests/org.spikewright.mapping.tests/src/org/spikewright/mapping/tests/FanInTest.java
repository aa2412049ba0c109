package org.spikewright.mapping.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.chip.Chip;
import org.spikewright.chip.Fit;
import org.spikewright.chip.Violation;
import org.spikewright.common.Location;
import org.spikewright.common.Work;
import org.spikewright.mapping.DoesNotFitException;
import org.spikewright.mapping.MappingResult;
import org.spikewright.mapping.MappingTask;
import org.spikewright.mapping.MeshMapper;
import org.spikewright.mapping.Objective;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.SpikeTrains;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.operator.Concatenation;
import org.spikewright.network.operator.Convolution;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.Incoming;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.Pooling;
import org.spikewright.network.operator.ShapeMismatch;
import org.spikewright.record.ChipRecord;

/** What a neuron receives from, counted by hand: the check of a chip's limits and the mapper both go by it. */
class FanInTest {

    private static final int BITS = 8;
    private static final int PLENTY = 10_000_000;
    private static final int SAMPLES = 2;
    private static final int STEPS = 6;
    private static final Operator NEURONS = new Neurons(Mappings.NEURON);

    /** A network of one layer of neurons, and the most that one of them receives from. */
    record Case(String what, Network network, int fanIn, long synapses) {

        @Override
        public String toString() {
            return what;
        }
    }

    /** Each operator behind the one before; those of a list side by side, then the next behind all of them. */
    private static Network network(Shape input, Object... operators) throws ShapeMismatch {
        List<Layer> layers = new ArrayList<>();
        add(layers, new Input(input), List.of());
        List<Integer> before = List.of(0);
        for (Object next : operators) {
            List<Integer> added = new ArrayList<>();
            for (Object operator : next instanceof List<?> several ? several : List.of(next)) {
                if (operator instanceof Operator one) {
                    added.add(add(layers, one, before));
                } else {
                    added.addAll(before);
                }
            }
            before = added;
        }
        return new Network("net", layers, layers.size() - 1);
    }

    private static int add(List<Layer> layers, Operator operator, List<Integer> inputs) throws ShapeMismatch {
        Shape shape = operator.shape(inputs.stream().map(layers::get).map(layer -> new Incoming(layer.name(), layer.shape())).toList());
        layers.add(new Layer(layers.isEmpty() ? "input" : "l" + layers.size(), operator, inputs, shape, Location.NOWHERE));
        return layers.size() - 1;
    }

    private static Convolution convolution(int channels, int kernel, int stride, int padding, int groups) {
        return new Convolution(channels, List.of(kernel, kernel), List.of(stride, stride), List.of(padding, padding), groups, true);
    }

    static Stream<Case> cases() throws ShapeMismatch {
        Operator sum = new Formula(Expression.symbol("x0").plus(Expression.symbol("x1")));
        Operator scaled = new Formula(Expression.symbol("x0").times(Expression.of(2)).plus(Expression.ONE));
        Operator squared = new Formula(Expression.symbol("x0").times(Expression.symbol("x0")));
        return Stream.of(
                new Case("dense", network(Shape.of(12), new Dense(5, true), NEURONS), 12, 60),
                new Case("weights behind weights are one", network(Shape.of(12), new Dense(3, true), new Dense(5, true), NEURONS), 12, 60),
                new Case("what is linear between weights is held by them", network(Shape.of(12), new Dense(3, true), scaled, new Dense(5, true),
                        NEURONS), 12, 60),
                new Case("what is not linear between weights is a source", network(Shape.of(12), new Dense(3, true), squared,
                        new Dense(5, true), NEURONS), 3, 15),
                new Case("few weights behind many", network(Shape.of(3), new Dense(30, true), new Dense(5, true), NEURONS), 3, 15),
                new Case("one to one", network(Shape.of(7), NEURONS), 1, 7),
                new Case("kernel that lies within", network(Shape.of(2, 5, 5), convolution(3, 3, 1, 0, 1), NEURONS), 18, 3 * 9 * 18),
                new Case("kernel over the edge", network(Shape.of(2, 5, 5), convolution(3, 3, 1, 1, 1), NEURONS), 18, 3 * 2 * 13 * 13),
                new Case("kernel larger than what is there", network(Shape.of(2, 2, 2), convolution(4, 3, 1, 1, 1), NEURONS), 8, 4 * 4 * 8),
                new Case("groups", network(Shape.of(4, 5, 5), convolution(4, 3, 2, 0, 2), NEURONS), 18, 4 * 4 * 18),
                new Case("transposed", network(Shape.of(6, 4, 4), new Convolution(Convolution.Kind.TRANSPOSED, 3, List.of(4, 4),
                        List.of(2, 2), List.of(1, 1), List.of(1, 1), 1, true), NEURONS), 6 * 2 * 2, 3 * 6 * 14 * 14),
                new Case("mean over windows of a kernel", network(Shape.of(1, 6, 6), convolution(1, 3, 1, 0, 1),
                        new Pooling(Pooling.Kind.MEAN, List.of(2, 2), List.of(2, 2), List.of(0, 0)), NEURONS), 16, 4 * 16),
                new Case("all of a kernel", network(Shape.of(1, 4, 4), convolution(2, 3, 1, 1, 1), new Flatten(), new Dense(3, true), NEURONS),
                        16, 48),
                new Case("beside what is passed on", network(Shape.of(1, 5, 5), List.of(convolution(1, 3, 1, 1, 1), "as it is"), sum, NEURONS),
                        9, 13 * 13),
                new Case("few beside many", network(Shape.of(10), List.of(new Dense(4, true), "as it is"), new Concatenation(0), NEURONS), 10,
                        4 * 10 + 10));
    }

    private static Chip chip(long synapseBits, long inputs) {
        return Mappings.chip(3, 3, Mappings.limits(PLENTY, synapseBits, inputs, PLENTY));
    }

    private static MappingTask task(Network network, Chip chip, Objective objective) {
        return new MappingTask(network, chip, BITS, objective, Mappings.spikes(network, SAMPLES, STEPS, 1), SAMPLES, STEPS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCoreWithAsManyInputsIsEnoughForTheCheckAndTheMapper(Case one) {
        Chip enough = chip(PLENTY, one.fanIn());
        Chip tooFew = chip(PLENTY, one.fanIn() - 1);
        fits(one, enough);
        fitsNot(one, tooFew, "core.inputs", one.fanIn());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCoreWithAsManySynapsesIsEnoughForTheCheckAndTheMapper(Case one) {
        long bits = (long) one.fanIn() * BITS;
        Violation few = Fit.check(one.network(), chip(bits - 1, PLENTY), BITS).getFirst();
        assertEquals("core.synapses", few.limit());
        assertEquals(bits, few.needed());
        assertThrows(DoesNotFitException.class,
                () -> new MeshMapper().map(task(one.network(), chip(bits - 1, PLENTY), Objective.ENERGY), Work.NONE));
        assertTrue(Fit.check(one.network(), chip(bits, PLENTY), BITS).stream().noneMatch(violation -> violation.limit().startsWith("core.")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allSynapsesTakeWhatTheChipHas(Case one) {
        Chip single = Mappings.chip(1, 1, Mappings.limits(PLENTY, one.synapses() * BITS, PLENTY, PLENTY));
        MappingResult result = new MeshMapper().map(task(one.network(), single, Objective.ENERGY), Work.NONE);
        assertEquals(one.synapses() * BITS, result.chip().cores().getFirst().synapseBits());
        Chip few = Mappings.chip(1, 1, Mappings.limits(PLENTY, one.synapses() * BITS - 1, PLENTY, PLENTY));
        assertEquals(one.synapses() * BITS, Fit.check(one.network(), few, BITS).stream()
                .filter(violation -> violation.limit().equals("synapses")).findFirst().orElseThrow().needed());
    }

    private static void fits(Case one, Chip chip) {
        assertEquals(List.of(), Fit.check(one.network(), chip, BITS));
        for (Objective objective : Objective.values()) {
            try {
                MappingResult result = new MeshMapper().map(task(one.network(), chip, objective), Work.NONE);
                assertEquals(0, result.metrics().get("limits.violated"));
            } catch (DoesNotFitException e) { // there may be too few cores, but a neuron fits into each
                assertEquals("cores", e.violations().getFirst().limit(), e.getMessage());
            }
        }
    }

    private static void fitsNot(Case one, Chip chip, String limit, int needed) {
        Violation violation = Fit.check(one.network(), chip, BITS).getFirst();
        assertEquals(limit, violation.limit());
        assertEquals(needed, violation.needed());
        for (Objective objective : Objective.values()) {
            Violation refused = assertThrows(DoesNotFitException.class,
                    () -> new MeshMapper().map(task(one.network(), chip, objective), Work.NONE)).violations().getFirst();
            assertEquals(violation.message(), refused.message());
        }
    }

    /** A kernel of three over a row: each neuron hears its own place and both beside it, if they are there. */
    @ParameterizedTest
    @EnumSource(Objective.class)
    void aKernelOverARowIsCountedNeuronByNeuron(Objective objective) throws ShapeMismatch {
        int length = 20;
        Network network = network(Shape.of(1, length), new Convolution(1, List.of(3), List.of(1), List.of(1), 1, true), NEURONS);
        MappingTask task = task(network, Mappings.chip(2, 3, Mappings.limits(7, 18 * BITS, 8, 100)), objective);
        MappingResult result = new MeshMapper().map(task, Work.NONE);
        int[] spikes = new int[length];
        SpikeTrains input = task.spikes().getFirst();
        for (int i = 0; i < input.count(); i++) {
            spikes[input.neuron()[i]]++;
        }
        double operations = 0;
        int placed = 0;
        for (ChipRecord.Core core : result.chip().cores()) {
            ChipRecord.Slice slice = core.slices().getFirst();
            assertEquals(1, core.slices().size());
            int synapses = 0;
            for (int neuron = slice.from(); neuron < slice.to(); neuron++) {
                for (int heard = Math.max(0, neuron - 1); heard <= Math.min(length - 1, neuron + 1); heard++) {
                    synapses++;
                    operations += spikes[heard];
                }
            }
            placed += slice.to() - slice.from();
            assertEquals((long) synapses * BITS, core.synapseBits());
            assertEquals(Math.min(length, slice.to() + 1) - Math.max(0, slice.from() - 1), core.inputs());
        }
        assertEquals(length, placed);
        assertEquals(operations / SAMPLES, result.metrics().get("synapticOperations.perInference"), 1e-9);
        assertEquals(Map.of("core.neurons", true, "core.synapses", true, "core.inputs", true, "core.outputs", true, "core.weight", true,
                "cores", true), result.chip().limits().stream()
                        .collect(Collectors.toMap(ChipRecord.Limit::name, limit -> limit.used() <= limit.allowed())));
    }

    /** Slices of two layers that hear the same neurons share a core's inputs. */
    @Test
    void sourcesThatLayersShareCountOnce() throws ShapeMismatch {
        List<Layer> layers = new ArrayList<>();
        add(layers, new Input(Shape.of(10)), List.of());
        for (int i = 0; i < 2; i++) {
            add(layers, NEURONS, List.of(add(layers, new Dense(3, true), List.of(0))));
        }
        add(layers, NEURONS, List.of(add(layers, new Concatenation(0), List.of(2, 4))));
        Network network = new Network("net", layers, layers.size() - 1);
        MappingResult result = new MeshMapper().map(task(network, Mappings.chip(1, 1, Mappings.limits(100, PLENTY, 16, 100)),
                Objective.ENERGY), Work.NONE);
        assertEquals(10 + 6, result.chip().cores().getFirst().inputs());
    }
}
