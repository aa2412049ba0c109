package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.Severity;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.network.Network;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.SynapseProgram;

/** Every word that stands in generated code may be the name of a state: names of a model and of the generator do not meet. */
class NamesInKernelsTest {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    /** What the language itself does not let be a name. */
    private static final Pattern KEYWORD = Pattern.compile("package|import|function|schema|neuron|network|block|dataset|chip|parameter|state|input|"
            + "let|solver|holding|output|next|spike|when|surrogate|reset|then|into|tensor|shared|population|connect|by|drive|field|extends|data|"
            + "onto|of|vary|over|or|and|true|false|unknown|from");

    @TempDir
    private Path folder;

    private PopulationNetwork network(String text) throws IOException {
        Path path = folder.resolve("names.spike");
        Files.writeString(path, text);
        ModelFile file = new Language().read(path, "names.spike");
        assertEquals(List.of(), file.check().stream().filter(finding -> finding.severity() == Severity.ERROR).toList());
        return new Elaboration(DiagnosticSink.IGNORED).populations(file.model().orElseThrow().getDeclarations().stream()
                .filter(Network.class::isInstance).map(Network.class::cast).findFirst().orElseThrow()).orElseThrow();
    }

    /** A model whose neurons and synapses have states of those names, each with a formula, and all else that a kernel can have. */
    private static String model(List<String> names, String solver) {
        StringBuilder cells = new StringBuilder("package names\nneuron Cell {\n\tinput I : Real\n\tinput jumps : Real into " + names.getFirst()
                + "\n\tsolver " + solver + "\n");
        StringBuilder layer = new StringBuilder("neuron Layer {\n\tinput I : Real\n");
        StringBuilder rule = new StringBuilder("synapse Rule {\n\tstate w : Real = 0\n");
        for (String name : names) {
            cells.append("\tstate " + name + " : Real = 0\n\td" + name + "/dt = (sin(I) - exp(" + name + ") * " + names.getFirst() + ") / 10 ms\n");
            layer.append("\tstate " + name + " : Real = 0\n\td" + name + "/dt = (tanh(I) - " + name + " * " + names.getFirst() + ") / 10 ms\n");
            rule.append("\tstate " + name + " : Real = 0\n\td" + name + "/dt = -" + name + " / 20 ms\n\twhen post then " + name + " += w\n"
                    + "\twhen pre then w += " + name + "\n");
        }
        cells.append("\tspike when " + names.getLast() + " + uniformNoise() > 1 reset " + names.getFirst() + " = 0\n\trefractory 2 ms holding "
                + names.getLast() + "\n}\n");
        layer.append("\tspike when " + names.getLast() + " > 1 reset " + names.getFirst() + " = 0\n}\n");
        return cells.append(layer).append(rule).append("}\nnetwork N { population A : Cell [1] population B : Layer [1]"
                + " connect A -> B by all() weight 0 plasticity Rule }\n").toString();
    }

    private static List<String> sources(PopulationNetwork network) {
        NeuronProgram cell = network.population("A").program().orElseThrow();
        NeuronProgram layer = network.population("B").program().orElseThrow();
        SynapseProgram rule = network.projections().getFirst().plasticity().orElseThrow();
        List<String> sources = new ArrayList<>();
        for (Primitives primitives : List.of(Primitives.scalar(), Primitives.best())) {
            sources.add(Kernels.compiled(primitives).of(Discretiser.of(cell, 1e-3, Set.of()), 0, 1).source());
            sources.add(Kernels.compiled(primitives).of(Discretiser.of(layer, 1e-3), true).source());
        }
        sources.add(Kernels.compiled(Primitives.scalar()).of(rule, 1e-3).source());
        return sources;
    }

    @Test
    void everyWordOfGeneratedCodeMayBeAName() throws IOException {
        Set<String> words = new TreeSet<>();
        for (String solver : List.of("rk4", "rk45")) {
            for (String source : sources(network(model(List.of("v", "u"), solver)))) {
                Matcher matcher = WORD.matcher(source.replaceAll("/\\*.*?\\*/", ""));
                while (matcher.find()) {
                    words.add(matcher.group());
                }
            }
        }
        words.removeIf(word -> KEYWORD.matcher(word).matches() || Set.of("dt", "I", "jumps", "w", "exp", "sin", "tanh", "uniformNoise").contains(word));
        assertTrue(words.size() > 60, words.toString());
        List<String> all = List.copyOf(words);
        for (int from = 0; from < all.size(); from += 30) {
            for (String solver : List.of("rk4", "rk45")) {
                sources(network(model(all.subList(from, Math.min(all.size(), from + 30)), solver)));
            }
        }
    }
}
