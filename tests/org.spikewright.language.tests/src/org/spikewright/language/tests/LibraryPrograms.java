package org.spikewright.language.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.network.Network;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.testing.Repository;

/** The neurons of the standard library as a compiled model has them. */
final class LibraryPrograms {

    private LibraryPrograms() {
    }

    /** The names of all of them. */
    static Stream<String> names() {
        return Stream.of("neuron", "cell", "point").flatMap(file -> new Language()
                .read(Repository.root().resolve("bundles/org.spikewright.language/library/std/" + file + ".spike"), file).model()
                .orElseThrow().getDeclarations().stream()).filter(Neuron.class::isInstance).map(neuron -> neuron.getName());
    }

    /** The one of that name. */
    static NeuronProgram of(Path folder, String name) throws IOException {
        return of(folder, "", name);
    }

    /** A neuron that is called in a population, with the declarations that it needs. */
    static NeuronProgram of(Path folder, String declarations, String call) throws IOException {
        Path path = folder.resolve("program.spike");
        Files.writeString(path, "package program import std.neuron.* " + declarations + " network N { population P : " + call + " [1] }");
        ModelFile file = new Language().read(path, "program.spike");
        List<?> findings = file.check().stream().filter(finding -> finding.severity() == org.spikewright.common.Severity.ERROR).toList();
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.toString());
        }
        return file.model().orElseThrow().getDeclarations().stream().filter(Network.class::isInstance).map(Network.class::cast)
                .map(network -> new Elaboration(DiagnosticSink.IGNORED).populations(network).orElseThrow()
                        .population("P").program().orElseThrow())
                .findFirst().orElseThrow();
    }
}
