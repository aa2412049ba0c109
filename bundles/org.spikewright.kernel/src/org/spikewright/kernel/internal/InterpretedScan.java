package org.spikewright.kernel.internal;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spikewright.kernel.AdjointProgram;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.kernel.StepProgram;

/** A scan kernel that evaluates its formulas one by one: slow, but needs no compiler and is easy to trust. */
public record InterpretedScan(StepProgram program, AdjointProgram adjoint) implements ScanKernel {

    @Override
    public int savedPerStep() {
        return adjoint.saved().size();
    }

    @Override
    public void run(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output) {
        scan(drive, driveSteps, samples, steps, neurons, output, null);
    }

    @Override
    public void forward(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output,
            float[] saved) {
        scan(drive, driveSteps, samples, steps, neurons, output, saved);
    }

    private void scan(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output,
            float[] saved) {
        int hop = driveSteps == 1 ? 0 : neurons;
        int plane = samples * steps * neurons;
        InterpretedNeuron neuron = new InterpretedNeuron(program);
        for (int sample = 0; sample < samples; sample++) {
            for (int j = 0; j < neurons; j++) {
                neuron.start();
                int at = sample * steps * neurons + j;
                int in = sample * driveSteps * neurons + j;
                for (int t = 0; t < steps; t++) {
                    neuron.move(drive[in]);
                    for (int k = 0; saved != null && k < adjoint.saved().size(); k++) {
                        saved[k * plane + at] = neuron.value(adjoint.saved().get(k));
                    }
                    output[at] = neuron.finish();
                    at += neurons;
                    in += hop;
                }
            }
        }
    }

    @Override
    public void backward(float[] drive, int driveSteps, float[] saved, float[] outputGradient, int samples, int steps,
            int neurons, float[] driveGradient) {
        int hop = driveSteps == 1 ? 0 : neurons;
        int plane = samples * steps * neurons;
        Arrays.fill(driveGradient, 0, samples * driveSteps * neurons, 0f);
        StraightLine step = new StraightLine();
        for (int sample = 0; sample < samples; sample++) {
            for (int j = 0; j < neurons; j++) {
                program.states().forEach(state -> step.set(AdjointProgram.adjoint(state), 0));
                int at = (sample * steps + steps - 1) * neurons + j;
                int in = (sample * driveSteps + driveSteps - 1) * neurons + j;
                for (int t = steps - 1; t >= 0; t--) {
                    step.set(program.input(), drive[in]);
                    for (int k = 0; k < adjoint.saved().size(); k++) {
                        step.set(adjoint.saved().get(k), saved[k * plane + at]);
                    }
                    step.set(AdjointProgram.OUTPUT_GRADIENT, outputGradient[at]);
                    step.run(adjoint.lines());
                    driveGradient[in] += step.get(AdjointProgram.INPUT_GRADIENT);
                    program.states().forEach(state -> step.set(AdjointProgram.adjoint(state),
                            step.get(AdjointProgram.adjointBefore(state))));
                    at -= neurons;
                    in -= hop;
                }
            }
        }
    }

    @Override
    public String source() {
        return Stream.of(program.movesAndMargin(), adjoint.lines())
                .map(lines -> lines.stream().map(Definition::toString).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\nbackward:\n"));
    }
}
