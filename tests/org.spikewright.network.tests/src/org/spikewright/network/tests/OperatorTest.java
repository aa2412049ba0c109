package org.spikewright.network.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.network.Initial;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.operator.Connectivity;
import org.spikewright.network.operator.Convolution;
import org.spikewright.network.operator.Delay;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.HashGrid;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.Links;
import org.spikewright.network.operator.MatMul;
import org.spikewright.network.operator.Normalisation;
import org.spikewright.network.operator.OperationCount;
import org.spikewright.network.operator.PreviousValue;
import org.spikewright.network.operator.ShapeMismatch;
import org.spikewright.network.operator.Tensor;
import org.spikewright.network.operator.Time;
import org.spikewright.testing.Repository;
import org.spikewright.testing.engine.OperatorCases;
import org.spikewright.testing.engine.OperatorCases.Case;
import org.spikewright.testing.engine.ReferenceOperators;

/**
 * What operators say about themselves. Connections are compared with what they do: an element is connected to those whose
 * change changes it, in a computation written out from the definitions.
 */
class OperatorTest {

    /** A number that is never 0, the same for the same place. */
    private static double number(int parameter, int... place) {
        long hash = 17 + parameter;
        for (int number : place) {
            hash = hash * 6364136223846793005L + number * 1442695040888963407L + 11;
            hash ^= hash >>> 29;
        }
        return 0.1 + (hash >>> 11) * 0x1p-53;
    }

    static List<Case> cases() {
        return OperatorCases.all();
    }

    /** For each element that an operator gives, those of each input whose change changes it. */
    private static List<BitSet[]> influences(Case one) throws ShapeMismatch {
        Shape output = one.output();
        RandomStream random = RandomStream.of(7, "values");
        List<double[]> values = one.inputs().stream()
                .map(shape -> IntStream.range(0, shape.size()).mapToDouble(_ -> 0.2 + random.nextInt(1000) * 1e-3).toArray()).toList();
        double[] before = compute(one, values, output);
        List<BitSet[]> influences = new ArrayList<>();
        for (double[] changed : values) {
            BitSet[] sources = Stream.generate(BitSet::new).limit(output.size()).toArray(BitSet[]::new);
            for (int source = 0; source < changed.length; source++) {
                double kept = changed[source];
                changed[source] += 5.37;
                double[] after = compute(one, values, output);
                changed[source] = kept;
                for (int i = 0; i < after.length; i++) {
                    sources[i].set(source, after[i] != before[i]);
                }
            }
            influences.add(sources);
        }
        return influences;
    }

    private static double[] compute(Case one, List<double[]> values, Shape output) {
        List<ReferenceOperators.Value> inputs = IntStream.range(0, values.size())
                .mapToObj(i -> new ReferenceOperators.Value(one.inputs().get(i), values.get(i))).toList();
        return ReferenceOperators.of(one.operator(), inputs, output, OperatorTest::number);
    }

    private static BitSet sources(Links links, int output) {
        BitSet sources = new BitSet();
        links.forEachSource(output, source -> {
            assertTrue(!sources.get(source), "told twice");
            sources.set(source);
        });
        return sources;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void connectionsAreWhatChanges(Case one) throws ShapeMismatch {
        Shape output = one.output();
        Connectivity connectivity = one.operator().connectivity(one.inputs(), output);
        List<BitSet[]> influences = influences(one);
        assertEquals(one.inputs().size(), connectivity.inputs().size());
        for (int input = 0; input < influences.size(); input++) {
            BitSet[] expected = influences.get(input);
            check(expected, connectivity.inputs().get(input), one.inputs().get(input).size());
            assertEquals(out(expected, one.inputs().get(input).size()), connectivity.fanOut(input));
            int from = expected.length / 3;
            assertEquals(union(expected, from, expected.length), connectivity.sources(input, from, expected.length));
        }
        boolean isProduct = one.operator() instanceof MatMul; // one of its factors is the weight
        List<BitSet[]> summed = isProduct ? influences.subList(0, 1) : influences;
        long[] fanIn = IntStream.range(0, output.size())
                .mapToLong(i -> summed.stream().mapToLong(sources -> sources[i].cardinality()).sum()).toArray();
        assertEquals(Arrays.stream(fanIn).sum(), connectivity.synapses());
        assertEquals(Arrays.stream(fanIn).max().orElseThrow(), connectivity.fanIn());
    }

    private static void check(BitSet[] expected, Links links, int inputs) {
        assertEquals(expected.length, links.outputs());
        assertEquals(inputs, links.inputs());
        for (int output = 0; output < expected.length; output++) {
            assertEquals(expected[output], sources(links, output), "element " + output);
            assertEquals(expected[output].cardinality(), links.fanIn(output));
        }
        assertEquals(Arrays.stream(expected).mapToLong(BitSet::cardinality).sum(), links.count());
        assertEquals(Arrays.stream(expected).mapToLong(BitSet::cardinality).max().orElseThrow(), links.mostIn());
        assertEquals(out(expected, inputs), links.mostOut());
        if (links.isComplete()) {
            assertTrue(Arrays.stream(expected).allMatch(sources -> sources.cardinality() == inputs));
        }
        if (links.isOneToOne()) {
            assertTrue(IntStream.range(0, expected.length).allMatch(i -> expected[i].equals(union(i))));
        }
    }

    private static long out(BitSet[] sources, int inputs) {
        return IntStream.range(0, inputs).mapToLong(input -> Arrays.stream(sources).filter(each -> each.get(input)).count()).max().orElse(0);
    }

    private static BitSet union(BitSet[] sources, int from, int to) {
        BitSet union = new BitSet();
        Arrays.stream(sources, from, to).forEach(union::or);
        return union;
    }

    private static BitSet union(int one) {
        BitSet set = new BitSet();
        set.set(one);
        return set;
    }

    /** Every two operators of which one can receive what the other gives, and every two that give as much from as much. */
    @Test
    void connectionsBehindAndBesideEachOther() throws ShapeMismatch {
        List<Case> cases = cases();
        int chains = 0;
        int pairs = 0;
        for (Case first : cases) {
            Links before = first.operator().connectivity(first.inputs(), first.output()).inputs().getFirst();
            for (Case last : cases) {
                Links after = last.operator().connectivity(last.inputs(), last.output()).inputs().getFirst();
                if (last.inputs().getFirst().size() == first.output().size()) {
                    BitSet[] expected = new BitSet[after.outputs()];
                    Arrays.setAll(expected, output -> {
                        BitSet sources = new BitSet();
                        after.forEachSource(output, between -> before.forEachSource(between, sources::set));
                        return sources;
                    });
                    check(expected, after.after(before), before.inputs());
                    chains++;
                }
                if (before.inputs() == after.inputs() && before.outputs() == after.outputs()) {
                    BitSet[] expected = new BitSet[after.outputs()];
                    Arrays.setAll(expected, output -> {
                        BitSet sources = sources(before, output);
                        sources.or(sources(after, output));
                        return sources;
                    });
                    check(expected, before.or(after), before.inputs());
                    pairs++;
                }
            }
        }
        assertTrue(chains > 1000 && pairs > 500, chains + " chains, " + pairs + " pairs");
    }

    @Test
    void noOperatorIsLeftOut() throws IOException {
        Set<String> tested = cases().stream().map(one -> one.operator().getClass().getSimpleName()).collect(Collectors.toCollection(TreeSet::new));
        sources().forEach(source -> tested.add(source.operator().getClass().getSimpleName()));
        Path folder = Repository.root().resolve("bundles/org.spikewright.network/src/org/spikewright/network/operator");
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).matches("(?s).*\\brecord \\w+\\([^{]*\\) implements (Operator|Weighted) .*")) {
                    there.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        assertEquals(there, tested);
        assertTrue(there.size() > 20, there.toString());
    }

    private static List<Case> sources() {
        Shape shape = Shape.of(2, 3);
        return List.of(new Case(new Input(shape)), new Case(new PreviousValue(shape, 0.5)),
                new Case(new Tensor(shape, true, new Initial.Formula(Expression.ONE))));
    }

    @Test
    void whatReceivesNothingGivesWhatItIsDeclaredAs() throws ShapeMismatch {
        for (Case source : sources()) {
            assertEquals(0, source.operator().arity().orElseThrow());
            assertEquals(Shape.of(2, 3), source.output());
            assertEquals(0, source.operator().connectivity(List.of(), source.output()).synapses());
        }
    }

    /** Weights and sums counted by hand, and the arrays that stand for them. */
    @Test
    void operationsAndParametersAreCountedByHand() throws ShapeMismatch {
        assertEquals(new OperationCount(4 * 5, 4, 0), operations(new Case(new Dense(4, true), Shape.of(5))));
        assertEquals(new OperationCount(3 * 2 * 4, 0, 0), operations(new Case(new Dense(2, false), Shape.of(3, 4))));
        assertEquals(new OperationCount(3 * 2 * 4, 0, 0), operations(new Case(new MatMul(false, false), Shape.of(3, 4), Shape.of(4, 2))));
        Case grid = new Case(new HashGrid(2, 16, 3, 2, 8), Shape.of(5, 2));
        assertEquals(new OperationCount(5 * 2 * 3 * 4, 0, 0), operations(grid), "four corners for each feature of each point");
        Case convolution = new Case(new Convolution(4, List.of(3, 3), List.of(1, 1), List.of(0, 0), 2, true), Shape.of(6, 5, 5));
        assertEquals(new OperationCount(4 * 3 * 3 * 3 * 9, 4 * 9, 0), operations(convolution));
        List<Parameter> parameters = convolution.operator().parameters("c", convolution.inputs(), convolution.output());
        assertEquals(List.of("c.weight", "c.bias"), parameters.stream().map(Parameter::name).toList());
        assertArrayEquals(new int[] {4, 3, 3, 3}, parameters.getFirst().shape().extents());
        assertEquals(27, parameters.getFirst().fanIn());
        assertEquals(6, operations(new Case(new Delay(2), Shape.of(3))).stateUpdates());
    }

    private static OperationCount operations(Case one) throws ShapeMismatch {
        return one.operator().operations(one.inputs(), one.output());
    }

    @Test
    void whatIsKeptOverStepsAndWhatNeedsTheBatchSaysSo() {
        Set<String> scan = Set.of("Neurons", "PreviousValue", "Delay");
        Stream.concat(cases().stream(), sources().stream()).map(Case::operator).forEach(operator -> assertEquals(
                operator.equals(new Delay(0)) ? Time.POINTWISE : scan.contains(operator.getClass().getSimpleName()) ? Time.SCAN
                        : operator instanceof Normalisation(Normalisation.Kind kind, _) && kind == Normalisation.Kind.BATCH ? Time.BATCH
                                : Time.POINTWISE, operator.time(), operator.toString()));
    }
}
