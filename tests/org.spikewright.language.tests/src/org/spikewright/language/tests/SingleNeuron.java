package org.spikewright.language.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.spikewright.compile.Elaboration;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.StateTrace;
import org.spikewright.kernel.StepProgram;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.operator.Neurons;

/**
 * A neuron of the language on its own, run in steps of one length.
 *
 * @param program what the language made of it
 * @param step its step
 * @param dt the length of a step, in seconds
 */
record SingleNeuron(NeuronProgram program, StepProgram step, double dt) {

    private static final Kernels KERNELS = Kernels.compiled(Primitives.best());

    /** A neuron as a network would call it, for instance {@code Leaky(tau = 4 ms)}, with the declarations that it needs. */
    static SingleNeuron of(Path folder, String declarations, String call, double dt) throws IOException {
        Path path = folder.resolve("single.spike");
        Files.writeString(path, "package single import std.neuron.* " + declarations
                + " network N { input x : [1] neuron1 = x -> " + call + " output neuron1 }");
        ModelFile file = new Language().read(path, "single.spike");
        Elaboration elaboration = new Elaboration((code, message, _, _) -> {
            throw new AssertionError(code + ": " + message);
        });
        if (!file.check().isEmpty()) {
            throw new AssertionError(file.check().toString());
        }
        NeuronProgram program = file.model().orElseThrow().getDeclarations().stream()
                .filter(org.spikewright.model.network.Network.class::isInstance)
                .map(model -> elaboration.network((org.spikewright.model.network.Network) model).orElseThrow())
                .map(network -> ((Neurons) network.layers().getLast().operator()).program()).findFirst().orElseThrow();
        return new SingleNeuron(program, Discretiser.of(program, dt), dt);
    }

    /** What it sends in each step under a constant drive, as compiled code computes it. */
    float[] output(double drive, double seconds) {
        int steps = steps(seconds);
        float[] output = new float[steps];
        KERNELS.of(step, false).run(new float[] {(float) drive}, 1, 1, steps, 1, output);
        return output;
    }

    /** The ends of the steps in which it fires, in milliseconds. */
    List<Double> spikes(double drive, double seconds) {
        float[] output = output(drive, seconds);
        List<Double> times = new ArrayList<>();
        for (int t = 0; t < output.length; t++) {
            if (output[t] > 0) {
                times.add((t + 1) * dt * 1000);
            }
        }
        return times;
    }

    /** Its states after each step. */
    Map<String, float[]> states(double drive, double seconds) {
        float[] drives = new float[steps(seconds)];
        Arrays.fill(drives, (float) drive);
        return StateTrace.of(step, drives);
    }

    private int steps(double seconds) {
        return (int) Math.round(seconds / dt);
    }
}
