package org.spikewright.kernel.internal;

import java.util.Optional;
import org.spikewright.kernel.StepProgram;

/** One neuron that is moved step by step by evaluating its formulas. */
public final class InterpretedStep {

    private final StepProgram step;
    private final Interpreter values = new Interpreter();
    private final Optional<Trial> trial;
    private final Runnable lines;
    private final Interpreter.Value[] next;
    private final Interpreter.Value output;
    private final Interpreter.Value fired;

    /** What an adaptive solver tries. */
    private record Trial(StepProgram.Adaptive block, Runnable lines, Interpreter.Value worst, Interpreter.Value[] results) {
    }

    /** A neuron in its initial state; its inputs have received nothing. */
    public InterpretedStep(StepProgram step) {
        this.step = step;
        trial = step.adaptive().map(block -> new Trial(block, values.lines(block.lines()), values.value(block.worst()),
                block.trial().stream().map(values::value).toArray(Interpreter.Value[]::new)));
        lines = values.lines(step.lines());
        next = step.next().stream().map(values::value).toArray(Interpreter.Value[]::new);
        output = values.value(step.output());
        fired = values.value(step.fired());
        step.inputs().forEach(input -> values.set(input, 0));
        start();
    }

    /** Puts it back into its initial state. */
    public void start() {
        for (int i = 0; i < step.states().size(); i++) {
            values.set(step.states().get(i), step.initial().get(i).floatValue());
        }
    }

    /** Sets a state, parameter, derived value, input or random number. */
    public void set(String name, float value) {
        values.set(name, value);
    }

    /** The value of any of those or, between {@link #move} and {@link #finish}, of a line. */
    public float get(String name) {
        return values.get(name);
    }

    /** The first half of a step: the lines. */
    public void move() {
        trial.ifPresent(this::adapt);
        lines.run();
    }

    /** Whether it fires; between {@link #move} and {@link #finish}. */
    public boolean fires() {
        return fired.get() > 0;
    }

    /** What it sends on; between {@link #move} and {@link #finish}. */
    public float output() {
        return output.get();
    }

    /** The second half: the states go on. */
    public void finish() {
        float[] after = new float[next.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = next[i].get();
        }
        for (int i = 0; i < after.length; i++) {
            values.set(step.states().get(i), after[i]);
        }
    }

    private void adapt(Trial trying) {
        StepProgram.Adaptive block = trying.block();
        block.states().forEach(state -> values.set(StepProgram.moved(state), values.get(state)));
        float left = (float) block.span();
        float length = left;
        float least = (float) block.least();
        while (left > 0) {
            length = Math.min(length, left);
            values.set(StepProgram.Adaptive.LENGTH, length);
            trying.lines().run();
            float worst = trying.worst().get();
            if (worst <= 1 || length <= least) {
                for (int i = 0; i < block.states().size(); i++) {
                    values.set(StepProgram.moved(block.states().get(i)), trying.results()[i].get());
                }
                left = Float.isNaN(worst) ? 0 : left - length;
            }
            length = Math.max(least, length * (worst > 0 ? Math.min(5f, Math.max(0.2f, 0.9f * (float) Math.pow(worst, -0.2)))
                    : worst == 0 ? 5f : 0.2f));
        }
    }
}
