package org.spikewright.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.kernel.internal.InterpretedStep;

/** Watches single neurons: what their states do under a given drive. */
public final class StateTrace {

    private StateTrace() {
    }

    /**
     * The states of one neuron after each step, by name.
     *
     * @param program its step
     * @param drive what its first input receives in each step
     */
    public static Map<String, float[]> of(StepProgram program, float[] drive) {
        return of(program, drive.length, program.inputs().isEmpty() ? List.of() : List.of(drive), Map.of());
    }

    /**
     * The states of one neuron after each step, by name.
     *
     * @param program its step
     * @param steps how many
     * @param drives what its first inputs receive in each step
     * @param given its varying parameters and derived values
     */
    public static Map<String, float[]> of(StepProgram program, int steps, List<float[]> drives, Map<String, Float> given) {
        Map<String, float[]> traces = new LinkedHashMap<>();
        program.declared().forEach(state -> traces.put(state, new float[steps]));
        InterpretedStep neuron = new InterpretedStep(program);
        given.forEach(neuron::set);
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < drives.size(); i++) {
                neuron.set(program.inputs().get(i), drives.get(i)[t]);
            }
            neuron.move();
            neuron.finish();
            for (Map.Entry<String, float[]> trace : traces.entrySet()) {
                trace.getValue()[t] = neuron.get(trace.getKey());
            }
        }
        return traces;
    }
}
