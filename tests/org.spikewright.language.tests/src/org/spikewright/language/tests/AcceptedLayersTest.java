package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.Finding;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.language.Language;
import org.spikewright.network.equation.NeuronProgram;

/** The check takes a layer of neurons for a job exactly if the kernels of layers take it. */
class AcceptedLayersTest {

    private static final List<String> OWN = List.of("", "solver euler", "solver exponentialEuler", "solver rk4", "solver rk45(0.001, 0.001)",
            "refractory 2 ms holding v", "when w > 1 then w = 0", "when w > 1 then w = 0 spike when w > v reset v = w",
            "input more : Real", "input jump : Real into v", "refractory 1 ms holding w solver rk4 when v > 0.5 then w += 1",
            "next y = uniformNoise() state y : Real = 0", "next y = normalNoise() state y : Real = 0");

    @TempDir
    private Path folder;

    static Stream<String> library() {
        return LibraryPrograms.names();
    }

    static Stream<String> own() {
        return OWN.stream();
    }

    @ParameterizedTest
    @MethodSource("library")
    void neuronsOfTheLibrary(String name) throws IOException {
        same("", name);
    }

    @ParameterizedTest
    @MethodSource("own")
    void neuronsOfOnesOwn(String more) throws IOException {
        same("neuron Own { state v : Real = 0 state w : Real = 0 input I : Real dv/dt = (I - v * (1 + w)) / 10 ms dw/dt = (v - w) / 20 ms "
                + "spike when v > 1 reset v = 0 " + more + " }", "Own");
    }

    private void same(String declarations, String name) throws IOException {
        NeuronProgram program = LibraryPrograms.of(folder, declarations, name);
        List<Finding> findings = check(declarations, name);
        boolean runs = true;
        try {
            Kernels.best().of(Discretiser.of(program, 1e-4), true);
        } catch (IllegalArgumentException e) {
            runs = false;
        }
        assertEquals(runs, findings.stream().noneMatch(finding -> finding.code().equals("SW502")), findings.toString());
    }

    /** What is found in a job that trains such a layer. */
    private List<Finding> check(String declarations, String name) throws IOException {
        Path path = folder.resolve("layer.spike");
        Files.writeString(path, "package layer import std.neuron.* " + declarations + """

                dataset D { read glyphs(height = 4, width = 4) train 10 test 10 encode rate(steps = 5) }
                network N {
                    input image : [1, 4, 4]
                    cells = image -> flatten -> dense(10) -> NAME
                    output cells
                }
                train T { network N data D }
                """.replace("NAME", name));
        return new Language().read(path, "layer.spike").check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"solver exact", "solver exponentialEuler"})
    void aSolverThatCannotTakeTheEquationsIsAFinding(String solver) throws IOException {
        String declaration = "neuron Own { state v : Real = 0 input I : Real dv/dt = (I - v ^ 3) / 10 ms spike when v > 1 reset v = 0 "
                + solver + " }";
        Finding found = check(declaration, "Own").stream().filter(finding -> finding.code().equals("SW203")).findFirst().orElseThrow();
        assertTrue(found.message().startsWith("the equation of v is not linear"), found.message());
        assertThrows(IllegalArgumentException.class, () -> Discretiser.of(new NeuronProgram("Own", java.util.Map.of(),
                List.of(new NeuronProgram.State("v", 0, new NeuronProgram.Change.Rate(
                        org.spikewright.network.equation.Expression.symbol("v").power(3)))),
                List.of(), List.of(), org.spikewright.network.equation.Expression.symbol("v"), List.of(), java.util.Optional.empty(),
                solver.contains("exact") ? new org.spikewright.network.equation.Solver.Exact()
                        : new org.spikewright.network.equation.Solver.ExponentialEuler()), 1e-3));
    }

    /** Far beyond what a method of Java, or its compiler, can hold. */
    @Test
    void veryLargeNeuronsRunInLayers() throws IOException {
        StringBuilder text = new StringBuilder("neuron Large { input I : Real ");
        int states = 300;
        for (int k = 0; k < states; k++) {
            int other = (k + 7) % states;
            text.append("state s" + k + " : Real = 0 ds" + k + "/dt = (I * exp(-s" + k + " ^ 2) + tanh(s" + other + ") - s" + k + " * s" + other
                    + ") / 10 ms ");
        }
        text.append("spike when s0 + s1 > 0.5 reset s0 = 0 }");
        NeuronProgram program = LibraryPrograms.of(folder, text.toString(), "Large");
        int steps = 20;
        int neurons = 5;
        float[] drive = new float[steps * neurons];
        for (int i = 0; i < drive.length; i++) {
            drive[i] = 3 + i % 7;
        }
        float[][] outputs = new float[2][steps * neurons];
        float[][] gradients = new float[2][steps * neurons];
        List<Kernels> kernels = List.of(Kernels.best(), Kernels.interpreted());
        for (int k = 0; k < 2; k++) {
            ScanKernel kernel = kernels.get(k).of(Discretiser.of(program, 1e-3), true);
            float[] saved = new float[kernel.savedPerStep() * steps * neurons];
            kernel.forward(drive, steps, 1, steps, neurons, outputs[k], saved);
            float[] ones = new float[steps * neurons];
            java.util.Arrays.fill(ones, 1);
            kernel.backward(drive, steps, saved, ones, 1, steps, neurons, gradients[k]);
        }
        assertArrayEquals(outputs[1], outputs[0]);
        assertArrayEquals(gradients[1], gradients[0]);
        float sum = 0;
        for (float spike : outputs[0]) {
            sum += spike;
        }
        assertTrue(sum > 0, "it fires");
    }
}
