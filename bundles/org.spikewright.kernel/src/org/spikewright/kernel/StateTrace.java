package org.spikewright.kernel;

import java.util.LinkedHashMap;
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
        Map<String, float[]> traces = new LinkedHashMap<>();
        program.declared().forEach(state -> traces.put(state, new float[drive.length]));
        InterpretedStep neuron = new InterpretedStep(program);
        for (int t = 0; t < drive.length; t++) {
            if (!program.inputs().isEmpty()) {
                neuron.set(program.inputs().getFirst(), drive[t]);
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
