package org.spikewright.kernel.internal;

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
    public int driven() {
        return layer.driven().size();
    }

    @Override
    public int savedPerStep() {
        return layer.adjoint().saved().size();
    }

    @Override
    public int gradientStates() {
        return layer.adjoint().before().size();
    }

    @Override
    public void run(float[][] drives, int[] hops, float[] given, float[] states, Window window, float[] output) {
        scan(drives, hops, given, states, window, output, null);
    }

    @Override
    public void forward(float[][] drives, int[] hops, float[] given, float[] states, Window window, float[] output, float[] saved) {
        scan(drives, hops, given, states, window, output, saved);
    }

    private void scan(float[][] drives, int[] hops, float[] given, float[] states, Window window, float[] output, float[] saved) {
        int n = window.neurons();
        int plane = window.samples() * window.stored() * n;
        List<String> kept = layer.adjoint().saved();
        List<String> names = layer.step().states();
        InterpretedStep neuron = new InterpretedStep(layer.step());
        for (int sample = 0; sample < window.samples(); sample++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < names.size(); k++) {
                    neuron.set(names.get(k), states[(k * window.samples() + sample) * n + j]);
                }
                for (int k = 0; k < layer.given().size(); k++) {
                    neuron.set(layer.given().get(k), given[k * n + j]);
                }
                for (int t = window.first(); t < window.first() + window.steps(); t++) {
                    int at = (sample * window.stored() + t) * n + j;
                    for (int i = 0; i < layer.driven().size(); i++) {
                        neuron.set(layer.driven().get(i), drives[i][sample * hops[2 * i] + t * hops[2 * i + 1] + j]);
                    }
                    neuron.move();
                    for (int k = 0; saved != null && k < kept.size(); k++) {
                        saved[k * plane + at] = neuron.get(kept.get(k));
                    }
                    output[at] = neuron.output();
                    neuron.finish();
                }
                for (int k = 0; k < names.size(); k++) {
                    states[(k * window.samples() + sample) * n + j] = neuron.get(names.get(k));
                }
            }
        }
    }

    @Override
    public void backward(float[][] drives, int[] hops, float[] given, float[] saved, float[] outputGradient, float[] gradients,
            Window window, float[][] driveGradients) {
        int n = window.neurons();
        int plane = window.samples() * window.stored() * n;
        Adjoint adjoint = layer.adjoint();
        Interpreter step = new Interpreter();
        Runnable lines = step.lines(adjoint.lines());
        List<String> states = List.copyOf(adjoint.before().keySet());
        List<String> sums = Stream.concat(layer.given().stream(), layer.driven().stream()).toList();
        int[] places = new int[sums.size()];
        float[][] arrays = new float[sums.size()][];
        Interpreter.Value[] before = adjoint.before().values().stream().map(step::value).toArray(Interpreter.Value[]::new);
        Interpreter.Value[] added = sums.stream().map(name -> step.value(layer.gradient(name))).toArray(Interpreter.Value[]::new);
        for (int sample = 0; sample < window.samples(); sample++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < states.size(); k++) {
                    step.set(Adjoint.after(states.get(k)), gradients[(k * window.samples() + sample) * n + j]);
                }
                for (int k = 0; k < layer.given().size(); k++) {
                    step.set(layer.given().get(k), given[k * n + j]);
                    arrays[k] = gradients;
                    places[k] = (states.size() * window.samples() + k) * n + j;
                }
                for (int t = window.first() + window.steps() - 1; t >= window.first(); t--) {
                    int at = (sample * window.stored() + t) * n + j;
                    for (int i = 0; i < layer.driven().size(); i++) {
                        int in = sample * hops[2 * i] + t * hops[2 * i + 1] + j;
                        step.set(layer.driven().get(i), drives[i][in]);
                        arrays[layer.given().size() + i] = driveGradients[i];
                        places[layer.given().size() + i] = in;
                    }
                    for (int k = 0; k < adjoint.saved().size(); k++) {
                        step.set(adjoint.saved().get(k), saved[k * plane + at]);
                    }
                    for (int k = 0; k < places.length; k++) {
                        step.set(LayerStep.sum(sums.get(k)), arrays[k][places[k]]);
                    }
                    step.set(Adjoint.OUTPUT, outputGradient[at]);
                    lines.run();
                    float[] passed = new float[states.size()];
                    for (int k = 0; k < passed.length; k++) {
                        passed[k] = before[k].get();
                    }
                    float[] more = new float[places.length];
                    for (int k = 0; k < more.length; k++) {
                        more[k] = added[k].get();
                    }
                    for (int k = 0; k < more.length; k++) {
                        arrays[k][places[k]] = more[k];
                    }
                    for (int k = 0; k < passed.length; k++) {
                        step.set(Adjoint.after(states.get(k)), passed[k]);
                    }
                }
                for (int k = 0; k < states.size(); k++) {
                    gradients[(k * window.samples() + sample) * n + j] = step.get(Adjoint.after(states.get(k)));
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
