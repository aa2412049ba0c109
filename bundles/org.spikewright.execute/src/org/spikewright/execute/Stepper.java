package org.spikewright.execute;

import java.util.Arrays;
import java.util.Map;
import org.spikewright.kernel.Primitives;

/**
 * Runs samples one step at a time, with the same bits as an {@link Executor}: what comes in may depend on what came out. Not for several
 * threads at once.
 */
public final class Stepper {

    private final Plan plan;
    private final Tape tape;
    private final int samples;
    private final int most;
    private int steps;

    /**
     * Samples at rest.
     *
     * @param samples how many
     * @param most how many steps they can go on
     */
    public Stepper(Plan plan, Primitives primitives, Parameters values, int samples, int most) {
        this.plan = plan;
        this.samples = samples;
        this.most = most;
        this.tape = new Tape(plan, primitives);
        Object[] prepared = plan.nodes().stream().map(node -> node.kernel().prepare(Executor.own(node, values), null)).toArray();
        tape.begin(samples, most, Rows.STEPS, values, prepared, false);
    }

    /** How many steps have been run. */
    public int steps() {
        return steps;
    }

    /**
     * Goes on by a step.
     *
     * @param input what each sample receives in it, {@code [samples][inputs]}, of several inputs one after the other
     * @throws IllegalStateException if no more steps were asked for
     */
    public void step(float[] input) {
        if (steps == most) {
            throw new IllegalStateException("this was made for " + most + " steps");
        }
        int from = 0;
        for (Node node : plan.received()) {
            float[] received = tape.activation(node).dense();
            for (int sample = 0; sample < samples; sample++) {
                System.arraycopy(input, sample * plan.inputs() + from, received, (sample * most + steps) * node.width(), node.width());
            }
            from += node.width();
        }
        tape.step(steps++);
    }

    /** What a layer gave a sample in the last step. */
    public float[] of(Node node, int sample) {
        Activation activation = tape.activation(node);
        int row = activation.kind() == Rows.ONE ? 0 : sample * most + steps - 1;
        float[] given = new float[node.width()];
        System.arraycopy(activation.dense(), row * node.width(), given, 0, given.length);
        return given;
    }

    /** What came out for a sample in the last step. */
    public float[] output(int sample) {
        return of(plan.output(), sample);
    }

    /** The states of an element of a layer of neurons after each step so far, by name. */
    public Map<String, float[]> states(Node node, int sample, int element) {
        Map<String, float[]> states = ((TracedKernel) node.kernel()).trace(tape.frame(node), sample, element);
        states.replaceAll((_, values) -> Arrays.copyOf(values, steps));
        return states;
    }
}
