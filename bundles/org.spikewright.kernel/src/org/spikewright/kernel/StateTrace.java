package org.spikewright.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spikewright.kernel.internal.InterpretedNeuron;

/** Watches single neurons: what their states do under a given drive. */
public final class StateTrace {

    private StateTrace() {
    }

    /**
     * The states of one neuron after each step, by name.
     *
     * @param program its step
     * @param drive what drives it in each step
     */
    public static Map<String, float[]> of(StepProgram program, float[] drive) {
        Map<String, float[]> traces = new LinkedHashMap<>();
        program.states().forEach(state -> traces.put(state, new float[drive.length]));
        InterpretedNeuron neuron = new InterpretedNeuron(program);
        for (int t = 0; t < drive.length; t++) {
            neuron.step(drive[t]);
            for (Map.Entry<String, float[]> trace : traces.entrySet()) {
                trace.getValue()[t] = neuron.value(trace.getKey());
            }
        }
        return traces;
    }
}
