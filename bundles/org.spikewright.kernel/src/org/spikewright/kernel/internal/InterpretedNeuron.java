package org.spikewright.kernel.internal;

import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/** One neuron that is stepped by evaluating its formulas. */
public final class InterpretedNeuron {

    private final StepProgram program;
    private final StraightLine values = new StraightLine();

    /** A neuron in its initial state. */
    public InterpretedNeuron(StepProgram program) {
        this.program = program;
        start();
    }

    /** Puts it back into its initial state. */
    void start() {
        for (int i = 0; i < program.states().size(); i++) {
            values.set(program.states().get(i), program.initial().get(i).floatValue());
        }
    }

    /** Its states' current values or, between {@link #move} and {@link #finish}, any value that the step defines. */
    public float value(String name) {
        return values.get(name);
    }

    /** Steps once; returns what it sends on. */
    public float step(float input) {
        move(input);
        return finish();
    }

    /** The first half of a step: states move, the margin is taken. */
    void move(float input) {
        values.set(program.input(), input);
        values.run(program.movesAndMargin());
    }

    /** The second half: states are reset where it fires. */
    float finish() {
        boolean fired = program.spike().filter(event -> values.value(event.fires()) > 0).isPresent();
        float output = program.spike().isEmpty() ? values.value(program.output()) : fired ? 1 : 0;
        float[] after = new float[program.states().size()];
        for (int i = 0; i < after.length; i++) {
            Expression moved = Expression.symbol(StepProgram.moved(program.states().get(i)));
            after[i] = values.value(fired ? program.spike().get().resets().get(i) : moved);
        }
        for (int i = 0; i < after.length; i++) {
            values.set(program.states().get(i), after[i]);
        }
        return output;
    }
}
