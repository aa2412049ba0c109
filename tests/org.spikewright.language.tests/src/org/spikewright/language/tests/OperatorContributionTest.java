package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.Finding;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Bindings;
import org.spikewright.common.binding.Contribution;
import org.spikewright.compile.Elaboration;
import org.spikewright.compile.Schemas;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.network.Inflow;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.Wiring;
import org.spikewright.network.operator.Along;
import org.spikewright.network.operator.AxisLinks;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Incoming;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.OperatorFactory;
import org.spikewright.network.operator.ShapeMismatch;

/** An operator that no bundle of the product knows: one class and one entry, and all that asks about operators knows it. */
class OperatorContributionTest {

    /** The upper half along the first axis, each element scaled by a number that is learnt. */
    record UpperHalf(int parts) implements Operator {

        @Override
        public Shape shape(List<Incoming> inputs) throws ShapeMismatch {
            Shape shape = inputs.getFirst().shape();
            if (shape.extent(0) % parts != 0) {
                throw new ShapeMismatch("halves need an even extent, but " + inputs.getFirst());
            }
            return shape.with(0, shape.extent(0) / parts);
        }

        @Override
        public List<Parameter> parameters(String owner, List<Shape> inputs, Shape output) {
            return List.of(new Parameter(owner + ".factor", output, 1));
        }

        @Override
        public Connectivity connectivity(List<Shape> inputs, Shape output) {
            Shape input = inputs.getFirst();
            return Connectivity.linear(AxisLinks.byAxis(output, input,
                    axis -> new Along.Shifted(axis == 0 ? output.extent(0) - input.extent(0) : 0, input.extent(axis))));
        }

        @Override
        public String label() {
            return "half";
        }
    }

    private static final Contribution HALVES = () -> List.of(new Binding<>("half.upperHalf", OperatorFactory.class,
            (_, _) -> given -> new UpperHalf(given.count("parts"))));

    @TempDir
    Path directory;

    private ModelFile model(int units) throws IOException {
        Path file = directory.resolve("half.spike");
        Files.writeString(file, """
                package half
                import std.neuron.*
                function upperHalf(parts : Count = 2) : Layer
                network Half { input x : [5] y = x -> dense(%d) -> upperHalf -> Leaky output y }
                """.formatted(units));
        return new Language().read(file, "half.spike");
    }

    private static Bindings bindings(ModelFile model) {
        return ((Schemas) model.model().orElseThrow().eResource()).bindings();
    }

    private static Optional<Network> network(ModelFile model, List<String> problems, Bindings bindings) {
        return new Elaboration((_, message, _, _) -> problems.add(message), bindings)
                .network(model.model().orElseThrow().getDeclarations().stream()
                        .filter(org.spikewright.model.network.Network.class::isInstance)
                        .map(org.spikewright.model.network.Network.class::cast).findFirst().orElseThrow());
    }

    @Test
    void anEntryGivesAFunctionItsOperator() throws IOException {
        List<String> problems = new ArrayList<>();
        Network network = network(model(8), problems, bindings(model(8)).with(HALVES)).orElseThrow();
        assertEquals(List.of(), problems);
        assertEquals(new UpperHalf(2), network.layers().get(2).operator());
        assertArrayEquals(new int[] {4}, network.layers().get(2).shape().extents());
        assertEquals(5 * 8 + 8 + 4, network.parameterCount());
        Inflow inflow = Wiring.ofChip(network).into(network.layers().getLast());
        assertEquals(4 * 5, inflow.synapses());
        assertEquals(5, inflow.mostIn());
    }

    @Test
    void itsOwnSentenceIsAFinding() throws IOException {
        List<String> problems = new ArrayList<>();
        assertTrue(network(model(7), problems, bindings(model(7)).with(HALVES)).isEmpty());
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith("halves need an even extent, but '") && problems.getFirst().endsWith("gives [7]"),
                problems.getFirst());
    }

    @Test
    void withoutItTheFunctionIsAFinding() throws IOException {
        assertTrue(network(model(8), new ArrayList<>(), bindings(model(8))).isEmpty());
        assertEquals(List.of("SW104"), model(8).check().stream().map(Finding::code).toList());
    }

    /** Also one that has the name of a layout, or of a size, of the standard library. */
    @Test
    void fractionsAndNamesOfTheStandardLibraryAreItsOwn() throws IOException {
        Path file = directory.resolve("fraction.spike");
        Files.writeString(file, """
                package half
                function repeat(length : Real = 0.25) : Layer
                network Half { input x : [5] y = x -> pad(0, 1, 1, value = 0.5) -> half.repeat(0.75) output y }
                """);
        ModelFile model = new Language().read(file, "fraction.spike");
        List<Double> lengths = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Network network = network(model, problems, bindings(model).with(() -> List.of(new Binding<>("half.repeat", OperatorFactory.class,
                (_, _) -> given -> {
                    lengths.add(given.number("length"));
                    return new UpperHalf(1);
                })))).orElseThrow(() -> new AssertionError(problems));
        assertEquals(List.of(0.75), lengths);
        assertArrayEquals(new int[] {7}, network.layers().getLast().shape().extents());
    }

    @Test
    void aFunctionHasOneOperator() throws IOException {
        Contribution dense = () -> List.of(new Binding<>("std.layer.dense", OperatorFactory.class, (_, _) -> _ -> new UpperHalf(2)));
        Bindings known = bindings(model(8));
        String message = assertThrows(IllegalStateException.class, () -> known.with(dense)).getMessage();
        assertTrue(message.contains("dense"), message);
    }
}
