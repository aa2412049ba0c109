package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spikewright.chip.Chip;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.core.Declaration;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Neurons;
import org.spikewright.testing.Repository;

/** What elaboration makes of the digits model. */
class ElaborationTest {

    private final ModelFile file = new Language().read(path(), "digits.spike");
    private final Elaboration elaboration = new Elaboration((code, message, element, feature) -> {
        throw new AssertionError(code + ": " + message);
    });

    private static Path path() {
        return Repository.root().resolve("bundles/org.spikewright.gallery/models/digits/digits.spike");
    }

    private <T extends Declaration> T declaration(Class<T> type) {
        return file.model().orElseThrow().getDeclarations().stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    @Test
    void shapesFollowFromTheInput() {
        Network network = elaboration.network(declaration(org.spikewright.model.network.Network.class)).orElseThrow();
        assertEquals(List.of("image [1, 28, 28]", "hidden.flatten [784]", "hidden.dense [256]", "hidden [256]", "readout.dense [10]",
                "readout [10]"), network.layers().stream().map(layer -> layer.name() + " " + layer.shape()).toList());
        assertEquals(784 * 256 + 256 + 256 * 10 + 10, network.parameterCount());
    }

    @Test
    void layersPointToTheirText() {
        Network network = elaboration.network(declaration(org.spikewright.model.network.Network.class)).orElseThrow();
        Layer hidden = network.layers().stream().filter(layer -> layer.name().equals("hidden")).findFirst().orElseThrow();
        String text = file.text().substring(hidden.location().offset(), hidden.location().offset() + hidden.location().length());
        assertEquals("Leaky(tau = 4 ms)", text);
    }

    @Test
    void equationsBecomeFormulasInSiUnits() {
        Network network = elaboration.network(declaration(org.spikewright.model.network.Network.class)).orElseThrow();
        NeuronProgram leaky = ((Neurons) network.layers().get(3).operator()).program();
        assertEquals(Map.of("tau", 0.004, "theta", 1.0), leaky.parameters());
        NeuronProgram.Change.Rate rate = (NeuronProgram.Change.Rate) leaky.states().getFirst().change();
        Map<String, Double> point = Map.of("I", 3.0, "v", 0.5, "tau", 0.004);
        assertEquals((3.0 - 0.5) / 0.004, rate.rate().value(point::get), 1e-9);
        NeuronProgram.Spike spike = leaky.spike().orElseThrow();
        assertEquals(0.25, spike.margin().value(Map.of("v", 1.25, "theta", 1.0)::get), 1e-12);
        assertEquals(0.25, spike.resets().get("v").value(Map.of("v", 1.25, "theta", 1.0)::get), 1e-12);
        // atan(2): alpha / 2 / (1 + (pi / 2 alpha x)^2)
        assertEquals(1 / (1 + Math.pow(Math.PI * 0.3, 2)), spike.surrogate().value(Map.of("margin", 0.3)::get), 1e-12);
    }

    @Test
    void chipValuesBecomeSiNumbers() {
        Chip chip = elaboration.chip(declaration(org.spikewright.model.chip.Chip.class)).orElseThrow();
        assertEquals(128, chip.mesh().cores());
        assertEquals(128 * 1024 * 8, chip.core().synapseBits().orElseThrow());
        assertEquals(23.6e-12, chip.energy().synapse().orElseThrow(), 1e-18);
        assertEquals(3.8e-9, chip.latency().synapse().orElseThrow(), 1e-15);
        assertTrue(chip.energy().spike().isEmpty(), "nobody says what a spike costs");
    }

    @Test
    void aBrokenModelIsNotElaborated() {
        ModelFile broken = new Language().read(
                Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/findings/SW301.spike"), "f");
        org.spikewright.model.network.Network network = (org.spikewright.model.network.Network) broken.model().orElseThrow()
                .getDeclarations().getFirst();
        assertTrue(new Elaboration(DiagnosticSink.IGNORED).network(network).isEmpty());
    }

    private static ModelFile fixture(String name) {
        return new Language().read(Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/networks").resolve(name), name);
    }

    /** The size that this network is known to have (11,173,962 with ten classes), found by summing its published layers. */
    @Test
    void blocksAreLaidOutAtEachUse() {
        ModelFile resnet = fixture("resnet18.spike");
        assertEquals(List.of(), resnet.check());
        Network network = resnet.model().orElseThrow().getDeclarations().stream()
                .filter(org.spikewright.model.network.Network.class::isInstance)
                .map(org.spikewright.model.network.Network.class::cast)
                .flatMap(model -> new Elaboration(DiagnosticSink.IGNORED).network(model).stream()).findFirst().orElseThrow();
        assertEquals(11_173_962, network.parameterCount());
        assertEquals("[10]", network.layers().get(network.output()).shape().toString());
        assertEquals(network.layers().size(), network.layers().stream().map(Layer::name).distinct().count());
    }

    @Test
    void mistakesInGraphsAreSaidOnceEachAtTheirPlace() {
        assertEquals(List.of("6:6 SW301", "10:7 SW304", "16:7 SW304", "30:16 SW301", "31:14 SW301",
                "32:15 SW201", "33:13 SW101", "34:16 SW301"),
                fixture("mistakes.spike").check().stream()
                        .map(finding -> finding.location().line() + ":" + finding.location().column() + " " + finding.code()).toList());
    }
}
