package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.Finding;
import org.spikewright.common.Severity;
import org.spikewright.common.binding.Bindings;
import org.spikewright.compile.Schemas;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.language.library.Library;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;

/**
 * What the library declares, an engine does, or the check refuses: each function that only an engine can give a meaning is used in a
 * model, where either a binding gives it one, or the finding SW502 stands.
 */
class LibraryMeaningTest {

    private static final String CELL = "neuron Cell { parameter tau : Time = 10 ms state v : Real = 0 input I : Real dv/dt = (I - v) / tau"
            + " spike when v > 1 reset v = 0 }\n";
    private static final String LAYERS = "network N { input x : [1, 28, 28] y = x -> flatten -> dense(10) -> std.neuron.Integrator output y }\n"
            + "dataset D { read glyphs() }\ntrain T { network N data D }\n";
    private static final String MAPPED = "chip C { topology mesh(2, 2) core { neurons 100 } }\nmap M { network N from T onto C }\n";
    private static final String POPULATIONS = "network P { population A : Cell [16] population B : Cell [16]\n"
            + "connect A -> B by all drive A by poisson(1 kHz) }\n";

    /** A model for each type of function, with the call where {@code @} stands. */
    private static final Map<String, String> USES = Map.ofEntries(
            Map.entry("Loss", LAYERS + "train Use { network N data D loss @ }"),
            Map.entry("Readout", LAYERS + "train Use { network N data D loss crossEntropy(@) }"),
            Map.entry("Clipping", LAYERS + "train Use { network N data D clip @ }"),
            Map.entry("Averaging", LAYERS + "train Use { network N data D average @ }"),
            Map.entry("Optimizer", LAYERS + "train Use { network N data D optimizer @ }"),
            Map.entry("Schedule", LAYERS + "train Use { network N data D schedule @ }"),
            Map.entry("Rule", LAYERS + "train Use { network N data D loss crossEntropyPerStep rule @ }"),
            Map.entry("Regulariser", LAYERS + "train Use { network N data D regularise [@] }"),
            Map.entry("Part", LAYERS + "train Use { network N data D freeze [@] }"),
            Map.entry("Metric", LAYERS + MAPPED + "compare Use of M { measure [@] }"),
            Map.entry("Search", LAYERS + "explore Use of T { vary T.epochs over [1, 2] search @ }"),
            Map.entry("Constraint", LAYERS + MAPPED + "explore Use of M { vary T.epochs over [1, 2] constraints [@] }"),
            Map.entry("Objective", LAYERS + MAPPED + "explore Use of M { vary T.epochs over [1, 2] objectives [@] }"),
            Map.entry("Format", LAYERS + "export Use { network N from T format @ }"),
            Map.entry("Source", "dataset Use { read @ }"),
            Map.entry("Transform", "dataset Use { read events() -> @ }"),
            Map.entry("Encoder", "dataset Use { read glyphs() encode @ }"),
            Map.entry("Topology", "chip Use { topology @ }"),
            Map.entry("Technology", "chip Use { topology mesh(2, 2) technology @ }"),
            Map.entry("Timing", CELL.replace("Real dv/dt = (I - v)", "Real into v dv/dt = -v") + POPULATIONS.replace("by all", "by all delay 5 ms") + "simulate Use { network P timing @ }"),
            Map.entry("Stop", CELL + POPULATIONS + "simulate Use { network P stop [@] }"),
            Map.entry("Recorder", CELL + POPULATIONS.replace("by all", "by all plasticity std.synapse.AdditiveStdp weight 0.5")
                    + "simulate Use { network P record [@] }"),
            Map.entry("Cells", CELL + POPULATIONS.replace("population A : Cell [16]", "population A : @ [16]").replace(
                    " drive A by poisson(1 kHz)", "")),
            Map.entry("Connectivity", CELL + POPULATIONS.replace("[16]", "[16] layout grid()").replace("by all", "by @")),
            Map.entry("Layout", CELL + POPULATIONS.replace("[16]", "[16] layout @")),
            Map.entry("Normalisation", CELL + POPULATIONS.replace("by all", "by all plasticity std.synapse.AdditiveStdp weight 0.5 normalisation @")),
            Map.entry("Drive", CELL + POPULATIONS.replace("poisson(1 kHz)", "@")),
            Map.entry("Solver", "neuron Use { state v : Real = 0 input I : Real dv/dt = (I - v) / 10 ms solver @ }"));

    /** Arguments by the type of their parameter, and by function where those would be out of bounds. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(Map.entry("Count", "8"), Map.entry("Real", "0.5"),
            Map.entry("Number", "0.5"), Map.entry("Time", "2 ms"), Map.entry("Text", "\"cells.txt\""), Map.entry("Shape", "4"),
            Map.entry("Frequency", "10 Hz"), Map.entry("Energy", "1 nJ"), Map.entry("Length", "10 um"), Map.entry("Population", "A"), Map.entry("PopulationOrGroup", "A"), Map.entry("Times", "[1 ms, 2 ms]"),
            Map.entry("State", "v"), Map.entry("Neurons", "A"), Map.entry("Metric", "accuracy()"), Map.entry("Topology", "mesh(2, 2)"), Map.entry("Schedule", "cosine()"), Map.entry("Truth", "true"),
            Map.entry("List", "[1 ms, 2 ms]"), Map.entry("Trains", "[[1 ms], [2 ms], [], [], [], [], [], [], [], [], [], [], [], [], [], []]"));
    private static final Map<String, String> CALLS = Map.of("meanWeight", "meanWeight(A, B)", "meanState", "meanState(A, v)", "largestState", "largestState(A, v)",
            "smallestState", "smallestState(A, v)", "part", "part(\"y.dense.bias\")", "resize", "resize([4, 4])", "endState", "endState(A, v)", "weights", "weights(A, B)", "pulse", "pulse(0.5, start = 1 ms, end = 2 ms)");

    @TempDir
    private Path folder;
    private final Language language = new Language();

    @Test
    void eachFunctionIsBoundOrRefused() throws IOException {
        Files.writeString(folder.resolve("cells.txt"), "0 1\n");
        List<String> bound = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Function function : functions().filter(one -> !one.getType().equals("Metric")).toList()) {
            String name = packageOf(function) + "." + function.getName();
            ModelFile model = model(name, USES.get(function.getType()).replace("@", call(function)));
            if (function.getType().equals("Transform") && model.check().stream().anyMatch(finding -> finding.message().contains("behind 'augment'"))) {
                model = model(name, "dataset Use { read glyphs() augment [@] }".replace("@", call(function)));
            }
            boolean isBound = ((Schemas) model.model().orElseThrow().eResource()).bindings().isBound(name);
            List<Finding> findings = model.check();
            boolean isRefused = findings.stream().anyMatch(finding -> finding.code().equals("SW502"));
            assertTrue(isBound || isRefused, name + " means nothing, and nothing says so");
            assertEquals(isBound, !isRefused, name + ": " + findings);
            assertTrue(findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR), name + ": " + findings);
            (isBound ? bound : refused).add(name);
        }
        System.out.println("Functions that an engine gives a meaning: " + bound.size() + " of " + (bound.size() + refused.size())
                + "; refused: " + refused.size());
    }

    /** Metrics are of a kind of job each: one of these must give it, and none may where nothing is bound to it. */
    @Test
    void eachMetricIsGivenByAJobOrRefused() throws IOException {
        String before = CELL + POPULATIONS.replace("by all", "by all plasticity std.synapse.AdditiveStdp weight 0.5") + LAYERS
                + "chip C { topology mesh(2, 2) core { neurons 100 } energy { hop 1 pJ } latency { hop 1 ns } }\n";
        List<String> jobs = List.of("train Use { network N data D expect @ }", "evaluate Use { network N from T expect @ }",
                "verify Use { network N vectors \"none.npz\" expect @ }", "simulate Use { network N from T expect @ }", "simulate Use { network P expect @ }", "simulate Use { network P record [states(A, v)] expect @ }",
                "map Use { network N from T onto C expect @ }", "explore Use of T { vary T.epochs over [1, 2] expect @ }");
        List<String> given = new ArrayList<>();
        for (Function function : functions().filter(one -> one.getType().equals("Metric")).toList()) {
            String name = packageOf(function) + "." + function.getName();
            boolean isBound = ((Schemas) model(name, CELL).model().orElseThrow().eResource()).bindings().isBound(name);
            boolean isGiven = false;
            for (String job : jobs) {
                for (String neurons : List.of("A", "x")) {
                    for (String form : List.of(" >= 0", " == \"\"")) {
                        String line = call(function).replaceAll("\\bA\\b", neurons) + form;
                        isGiven |= model(name, before + job.replace("@", line)).check().stream().allMatch(finding ->
                                finding.severity() != Severity.ERROR && !finding.code().equals("SW502"));
                    }
                }
            }
            assertEquals(isBound, isGiven, name);
            if (isGiven) {
                given.add(function.getName());
            }
        }
        assertTrue(given.containsAll(List.of("accuracy", "rate", "meanWeight", "energy", "spikesHash", "trials")), given.toString());
    }

    @Test
    void aFunctionOfSomebodyElseIsNotTheLibrarys() throws IOException {
        for (Map.Entry<String, String> use : new TreeMap<>(USES).entrySet()) {
            for (String name : List.of("mine", "adam", "all", "mesh", "current", "idx", "grid", "bptt")) {
                ModelFile model = model(use.getKey() + name, "function " + name + " : " + use.getKey() + "\n"
                        + use.getValue().replace("by all", "by std.population.all").replace("@", "meaning." + name));
                assertTrue(model.check().stream().anyMatch(finding -> finding.code().equals("SW502") || finding.severity() == Severity.ERROR),
                        "a " + use.getKey() + " of a model's own: " + model.check());
            }
        }
    }

    @Test
    void nothingIsBoundThatTheLibraryLacks() throws IOException {
        List<String> declared = declared().map(function -> packageOf(function) + "." + function.getName()).toList();
        Bindings bindings = ((Schemas) model("any", CELL).model().orElseThrow().eResource()).bindings();
        assertEquals(List.of(), bindings.functions().stream().filter(name -> !declared.contains(name)).sorted().toList());
    }

    private static String call(Function function) {
        return CALLS.containsKey(function.getName()) ? CALLS.get(function.getName()) : function.getName() + "(" + function.getParameters().stream()
                .filter(parameter -> parameter.getDefault() == null && !parameter.getType().equals("Job"))
                .map(LibraryMeaningTest::argument).collect(Collectors.joining(", ")) + ")";
    }

    private static String argument(Parameter parameter) {
        return ARGUMENTS.get(parameter.getType());
    }

    /** Functions without a formula, of a type that only engines know. */
    private static Stream<Function> functions() {
        return declared().filter(function -> function.getFormula() == null && USES.containsKey(function.getType()));
    }

    private static Stream<Function> declared() {
        Library library = ((IResourceServiceProvider) IResourceServiceProvider.Registry.INSTANCE.getExtensionToFactoryMap().get("spike"))
                .get(Library.class);
        return library.declarations().values().stream().map(IEObjectDescription::getEObjectOrProxy).filter(Function.class::isInstance)
                .map(Function.class::cast);
    }

    private static String packageOf(Function function) {
        return ((Model) function.eContainer()).getName();
    }

    private ModelFile model(String name, String text) throws IOException {
        Path file = folder.resolve(name + ".spike");
        Files.writeString(file, "package meaning\n" + text);
        try {
            return language.read(file, file.getFileName().toString());
        } finally {
            Files.delete(file);
        }
    }
}
