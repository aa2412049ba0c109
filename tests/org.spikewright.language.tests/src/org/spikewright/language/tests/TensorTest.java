package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Parameter;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.PreviousValue;
import org.spikewright.testing.Repository;

/** Networks of tensors as the engines get them: states, shared weights, several inputs, axes by name. */
class TensorTest {

    private static final Path FIXTURE = Repository.root()
            .resolve("tests/org.spikewright.language.tests/fixtures/networks/tensors.spike");

    private final ModelFile model = new Language().read(FIXTURE, "tensors.spike");

    private Network network(String name) {
        assertEquals(List.of(), model.check());
        return new Elaboration(DiagnosticSink.IGNORED).network(model.model().orElseThrow().getDeclarations().stream()
                .filter(org.spikewright.model.network.Network.class::isInstance).map(org.spikewright.model.network.Network.class::cast)
                .filter(network -> network.getName().equals(name)).findFirst().orElseThrow()).orElseThrow();
    }

    private static Layer layer(Network network, String name) {
        return network.layers().stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void usesOfASharedLayerHaveOneSetOfWeights() {
        Network network = network("Shared");
        assertEquals(3, network.layers().stream().filter(layer -> layer.operator() instanceof Dense).count());
        assertEquals(List.of("read.weight", "read.bias"), network.parameters().stream().map(Parameter::name).toList());
        assertEquals(8 * 4 + 4, network.parameterCount());
    }

    @Test
    void aStateIsWhatItsUpdateWasInTheStepBefore() {
        Network network = network("Recurrent");
        assertEquals(2, network.updates().size());
        network.updates().forEach((state, next) -> {
            assertTrue(network.layers().get(state).operator() instanceof PreviousValue(_, double initial) && initial == 0.5);
            assertEquals(network.layers().get(state).name().replace(".past", ".a"), network.layers().get(next).name());
        });
    }

    /** By hand: both blocks (8·4+4) + 4 + (6·4+4) + (4·8+8); the second has 4 learnt time constants; then 4, 8, 12, 2 units; 2, 3, 4. */
    @Test
    void parametersOfBlocksAndRepetitionsAddUp() {
        Network network = network("Recurrent");
        int block = 36 + 4 + 28 + 40;
        int chain = (8 * 4 + 4) + (4 * 8 + 8) + (8 * 12 + 12) + (12 * 2 + 2);
        int branches = (2 * 2 + 2) + (2 * 3 + 3) + (2 * 4 + 4);
        assertEquals(2 * block + 4 + chain + branches, network.parameterCount());
        assertEquals(network.parameterCount() + 1, network.stored().stream().mapToLong(parameter -> parameter.shape().size()).sum());
        assertEquals(Shape.of(9), network.layers().get(network.output()).shape());
    }

    @Test
    void axesGoByTheirNamesAndKeepThem() {
        Network network = network("Axes");
        assertEquals("[width: 5, channel: 4]", layer(network, "a").shape().toString());
        assertEquals("[height: 4, 3]", layer(network, "b").shape().toString());
        assertEquals(Shape.of(5, 5), layer(network, "c").shape());
        assertEquals(Shape.of(5, 5), network.layers().get(network.output()).shape());
    }
}
