package org.spikewright.kernel.tests;

import java.util.HashMap;
import java.util.Map;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.StepProgram;

/** Runs a step in double precision, so that the error of its method is seen without that of rounding. */
final class DoubleSteps {

    private DoubleSteps() {
    }

    /** The states after so many steps in which nothing arrives. */
    static Map<String, Double> run(StepProgram step, int steps) {
        Map<String, Double> states = new HashMap<>();
        for (int i = 0; i < step.states().size(); i++) {
            states.put(step.states().get(i), step.initial().get(i));
        }
        for (int t = 0; t < steps; t++) {
            states = after(step, states, Map.of());
        }
        return states;
    }

    /** The states after one step, and what its lines define; inputs that are not given receive nothing. */
    static Map<String, Double> after(StepProgram step, Map<String, Double> states, Map<String, Double> inputs) {
        Map<String, Double> known = new HashMap<>(states);
        step.inputs().forEach(input -> known.put(input, inputs.getOrDefault(input, 0.0)));
        for (Definition line : step.lines()) {
            known.put(line.name(), line.value().value(known::get));
        }
        Map<String, Double> after = new HashMap<>(known);
        for (int i = 0; i < step.states().size(); i++) {
            after.put(step.states().get(i), step.next().get(i).value(known::get));
        }
        return after;
    }
}
