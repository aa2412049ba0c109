package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.Adjoint;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.testing.engine.Neurons;

/** Compiled kernels against the interpreter, on sizes that leave a rest beside whole vectors. */
class ScanKernelTest {

    private static final int SAMPLES = 2;
    private static final int STEPS = 12;
    private static final List<Kernels> COMPILED = Widths.all();

    static Stream<Arguments> kernels() {
        List<NeuronProgram> programs = List.of(Neurons.leaky(0.005, 1), Neurons.integrator(0.01), Neurons.discrete(),
                Neurons.izhikevich(), Neurons.refractory(), Neurons.smooth());
        return programs.stream()
                .flatMap(program -> Stream.of(1, 7, 16, 45)
                        .flatMap(neurons -> Stream.of(1, STEPS).flatMap(driveSteps -> Stream.of(true, false)
                                .map(reset -> arguments(program.name(), program, neurons, driveSteps, reset)))));
    }

    @ParameterizedTest(name = "{0}, {2} neurons, drive of {3} steps, reset gradient {4}")
    @MethodSource("kernels")
    void allKernelsGiveTheSameBits(String name, NeuronProgram program, int neurons, int driveSteps, boolean reset) {
        StepProgram step = Discretiser.of(program, 0.001);
        Run expected = run(Kernels.interpreted().of(step, reset), neurons, driveSteps, name);
        for (Kernels kernels : COMPILED) {
            Run run = run(kernels.of(step, reset), neurons, driveSteps, name);
            assertArrayEquals(expected.output, run.output);
            assertArrayEquals(expected.output, run.unsaved);
            assertArrayEquals(expected.saved, run.saved);
            assertArrayEquals(expected.gradient, run.gradient);
        }
    }

    @Test
    void neuronsFireAndReset() {
        float[] drive = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};
        float[] output = new float[6];
        Kernels.compiled(Primitives.best()).of(Discretiser.of(Neurons.discrete(), 1), false).run(drive, 6, 1, 6,
                1, output);
        // 0.5, 0.95, 1.355 -> spike, 0.3195 left; 0.78755, 1.208795 -> spike; 0.6879155
        assertArrayEquals(new float[] {0, 0, 1, 0, 1, 0}, output);
    }

    @Test
    void gradedNeuronsSaveNothingAndSpikingOnesOneStateForEachStep() {
        Kernels kernels = Kernels.interpreted();
        assertEquals(0, kernels.of(Discretiser.of(Neurons.integrator(1), 1), false).savedPerStep());
        assertEquals(1, kernels.of(Discretiser.of(Neurons.leaky(1, 1), 1), false).savedPerStep());
    }

    @Test
    void kernelsAreMadeOnceAndCanBeRead() {
        Kernels kernels = Kernels.compiled(Primitives.scalar());
        StepProgram step = Discretiser.of(Neurons.leaky(0.02, 1), 0.001);
        ScanKernel kernel = kernels.of(step, false);
        assertEquals(kernel.source(), kernels.of(Discretiser.of(Neurons.leaky(0.02, 1), 0.001), false).source());
        assertEquals(1, kernels.compiled());
        kernels.of(Discretiser.of(Neurons.leaky(0.02, 1), 0.001), true);
        assertEquals(2, kernels.compiled());
        assertTrue(kernel.source().contains(" // v"), kernel.source());
    }

    @Test
    void namesThatJavaReservesAreAllowed() {
        NeuronProgram program = new NeuronProgram("class", java.util.Map.of(),
                List.of(new NeuronProgram.State("float", 0,
                        new NeuronProgram.Change.Next(org.spikewright.network.equation.Expression.symbol("drive")))),
                List.of("drive"), java.util.Optional.empty(),
                org.spikewright.network.equation.Expression.symbol("float"));
        float[] output = new float[1];
        Kernels.compiled(Primitives.best()).of(Discretiser.of(program, 1), false).run(new float[] {3}, 1, 1, 1,
                1, output);
        assertEquals(3, output[0]);
    }

    /** Whatever a model calls its neurons and states, it stays inside of comments. */
    @Test
    void namesCannotBreakOutOfComments() {
        String name = "x */ static { System.exit(1); } /* \n int \\u002a/ evil";
        NeuronProgram program = new NeuronProgram(name, java.util.Map.of(),
                List.of(new NeuronProgram.State(name + "v", 0,
                        new NeuronProgram.Change.Next(org.spikewright.network.equation.Expression.symbol(name + "I")))),
                List.of(name + "I"), java.util.Optional.empty(), org.spikewright.network.equation.Expression.symbol(name + "v"));
        for (Kernels kernels : COMPILED) {
            float[] output = new float[20];
            float[] drive = new float[20];
            java.util.Arrays.fill(drive, 3);
            ScanKernel kernel = kernels.of(Discretiser.of(program, 1), false);
            kernel.run(drive, 1, 1, 1, 20, output);
            assertArrayEquals(drive, output);
            assertFalse(kernel.source().contains("*/ static"), kernel.source());
            kernels.of(Discretiser.of(program, 1));
        }
    }

    @Test
    void theAdjointOfALinearStepNeedsNoState() {
        Adjoint adjoint = Adjoint.of(Discretiser.of(Neurons.integrator(0.01), 0.001), List.of("I"), false);
        assertTrue(adjoint.saved().isEmpty());
        assertFalse(adjoint.reads().contains("I"));
    }

    private record Run(float[] output, float[] unsaved, float[] saved, float[] gradient) {
    }

    private static Run run(ScanKernel kernel, int neurons, int driveSteps, String name) {
        int size = SAMPLES * STEPS * neurons;
        RandomStream random = RandomStream.of(1, name);
        float[] drive = new float[SAMPLES * driveSteps * neurons];
        float scale = name.equals("Izhikevich") ? 60 : 2;
        for (int i = 0; i < drive.length; i++) {
            drive[i] = scale * (float) (random.nextDouble() - 0.2);
        }
        float[] byOutput = new float[size];
        for (int i = 0; i < size; i++) {
            byOutput[i] = (float) random.nextGaussian();
        }
        float[] output = new float[size];
        float[] unsaved = new float[size];
        float[] saved = new float[kernel.savedPerStep() * size];
        float[] gradient = new float[drive.length];
        kernel.run(drive, driveSteps, SAMPLES, STEPS, neurons, unsaved);
        kernel.forward(drive, driveSteps, SAMPLES, STEPS, neurons, output, saved);
        kernel.backward(drive, driveSteps, saved, byOutput, SAMPLES, STEPS, neurons, gradient);
        return new Run(output, unsaved, saved, gradient);
    }
}
