package org.spikewright.kernel.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spikewright.kernel.Adjoint;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.kernel.StepProgram;

/** A layer's kernel that evaluates its formulas one by one: slow, but needs no compiler and is easy to trust. */
public record InterpretedScan(LayerStep layer) implements ScanKernel {

    @Override
    public StepProgram program() {
        return layer.step();
    }

    @Override
    public int savedPerStep() {
        return layer.adjoint().saved().size();
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
        List<String> kept = layer.adjoint().saved();
        InterpretedStep neuron = new InterpretedStep(layer.step());
        for (int sample = 0; sample < samples; sample++) {
            for (int j = 0; j < neurons; j++) {
                neuron.start();
                int at = sample * steps * neurons + j;
                int in = sample * driveSteps * neurons + j;
                for (int t = 0; t < steps; t++) {
                    float driven = drive[in];
                    layer.driven().ifPresent(input -> neuron.set(input, driven));
                    neuron.move();
                    for (int k = 0; saved != null && k < kept.size(); k++) {
                        saved[k * plane + at] = neuron.get(kept.get(k));
                    }
                    output[at] = neuron.output();
                    neuron.finish();
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
        Adjoint adjoint = layer.adjoint();
        Interpreter step = new Interpreter();
        Runnable lines = step.lines(adjoint.lines());
        String[] states = adjoint.before().keySet().toArray(String[]::new);
        Interpreter.Value[] before = adjoint.before().values().stream().map(step::value).toArray(Interpreter.Value[]::new);
        Interpreter.Value gradient = step.value(layer.gradient());
        for (int sample = 0; sample < samples; sample++) {
            for (int j = 0; j < neurons; j++) {
                for (String state : states) {
                    step.set(Adjoint.after(state), 0);
                }
                int at = (sample * steps + steps - 1) * neurons + j;
                int in = (sample * driveSteps + driveSteps - 1) * neurons + j;
                for (int t = steps - 1; t >= 0; t--) {
                    float driven = drive[in];
                    layer.driven().ifPresent(input -> step.set(input, driven));
                    for (int k = 0; k < adjoint.saved().size(); k++) {
                        step.set(adjoint.saved().get(k), saved[k * plane + at]);
                    }
                    step.set(Adjoint.OUTPUT, outputGradient[at]);
                    step.set(LayerStep.SUM, driveGradient[in]);
                    lines.run();
                    driveGradient[in] = gradient.get();
                    float[] found = new float[states.length];
                    for (int i = 0; i < states.length; i++) {
                        found[i] = before[i].get();
                    }
                    for (int i = 0; i < states.length; i++) {
                        step.set(Adjoint.after(states[i]), found[i]);
                    }
                    at -= neurons;
                    in -= hop;
                }
            }
        }
    }

    @Override
    public String source() {
        return Stream.of(layer.step().lines(), layer.adjoint().lines())
                .map(lines -> lines.stream().map(Definition::toString).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\nbackward:\n"));
    }
}
