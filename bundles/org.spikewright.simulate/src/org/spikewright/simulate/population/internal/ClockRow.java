package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.SlotFormula;

/**
 * A formula in the time and in parameters, for neurons in a row: computed in double precision at the start of a step.
 *
 * @param formula its slots are the time, then parameters that differ from neuron to neuron
 * @param parameters which arrays of the neurons they are
 */
record ClockRow(SlotFormula formula, int[] parameters, double dt) {

    static ClockRow of(Expression term, StepProgram step, NeuronProgram program, double dt) {
        Expression known = term.substitute(constants(program, step.varying()));
        List<String> symbols = new ArrayList<>(List.of(NeuronProgram.TIME));
        known.symbols().stream().filter(symbol -> !symbol.equals(NeuronProgram.TIME)).forEach(symbols::add);
        int[] arrays = symbols.stream().skip(1).mapToInt(symbol -> step.states().size() + step.varying().indexOf(symbol)).toArray();
        return new ClockRow(SlotFormula.of(known, symbols), arrays, dt);
    }

    private static Map<String, Expression> constants(NeuronProgram program, List<String> varying) {
        Map<String, Expression> numbers = new HashMap<>();
        program.parameters().forEach((name, value) -> {
            if (!varying.contains(name)) {
                numbers.put(name, Expression.of(value));
            }
        });
        return numbers;
    }

    /** Writes the value of each of the first neurons. */
    void write(long step, NeuronArrays neurons, float[] row, int at, int count) {
        double[] slots = new double[1 + parameters.length];
        slots[0] = LevelRow.time(step, dt);
        if (parameters.length == 0) {
            Arrays.fill(row, at, at + count, (float) formula.value(slots));
            return;
        }
        for (int j = 0; j < count; j++) {
            for (int k = 0; k < parameters.length; k++) {
                slots[k + 1] = neurons.get(parameters[k], j);
            }
            row[at + j] = (float) formula.value(slots);
        }
    }
}
