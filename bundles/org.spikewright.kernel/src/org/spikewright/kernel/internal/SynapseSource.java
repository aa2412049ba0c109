package org.spikewright.kernel.internal;

import java.util.List;
import java.util.stream.Stream;
import org.spikewright.kernel.SynapseInputs;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram.Noise;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Side;
import org.spikewright.network.population.SynapseProgram.State;
import org.spikewright.network.population.SynapseProgram.Trace;

/**
 * Writes a rule of plasticity as a Java class with one method for each event: a loop over who fired, in it one over the synapses
 * that this concerns. Only what an event reads is loaded, and only what it changes is stored.
 */
public final class SynapseSource {

    private final Names names = new Names();
    private final DoubleFormula formulas = new DoubleFormula(names);
    private final SynapseRule rule;
    private SourceText text = new SourceText();

    /** The source of that rule's kernel for a time step in seconds. */
    public SynapseSource(SynapseProgram program, double dt) {
        this.rule = new SynapseRule(program, dt);
        names.set(SynapseProgram.FACTOR, "factor");
    }

    /** The class's text. */
    public String text() {
        text = new SourceText();
        text.line("package spikewright.kernel;");
        text.line("");
        text.line("/** Synapses " + Names.comment(rule.program().name()) + "; generated from their equations. */");
        text.open("public final class Synapse");
        rule.states().stream().filter(State::fades).forEach(state -> decay(state.name(), state.tau()));
        rule.program().traces().forEach(trace -> decay(trace.name(), trace.tau()));
        text.line("");
        arrive();
        text.line("");
        fire();
        text.line("");
        tick();
        text.line("");
        move();
        text.line("");
        decays();
        text.close();
        return text.toString();
    }

    private void decay(String name, double tau) {
        text.line("private static final Decay " + decayOf(name) + " = Decay.of(" + DoubleFormula.literal(-rule.dt()) + " / "
                + DoubleFormula.literal(tau) + ");");
    }

    private void arrive() {
        SynapseRule.Event event = rule.arrival();
        text.line("/** Spikes of sources arrive. */");
        text.open("public static void arrive(int[] spikes, int from, int to, int first, int sources, int delay, int delays, int[] starts, int[] order, "
                + "int[] targets, int[] ends, float[][] own, int[] touched, float[][] sourceTraces, int[] arrivals, float[][] targetTraces, int[] spiked, "
                + "float[][][] sentValues, float[][] ownValues, int[] ownStarts, java.util.function.LongBinaryOperator[] noises, int firstTarget, "
                + "double[] sharedValues, int step, double factor, double[] received, int column)");
        arrays(event, Side.PRE);
        shared(event);
        text.open("for (int i = from; i < to; i++)");
        text.line("int source = spikes[i] - first;");
        skipOthers("source", "sources");
        text.line("int row = source * delays + delay;");
        load(Side.PRE, event, true, "row", "arrivals");
        sent(event);
        if (!event.drawn(rule.program().noises()).isEmpty()) {
            text.line("int again = 0;");
            text.open("while (i - again > from && spikes[i - again - 1] == spikes[i])");
            text.line("again++;");
            text.close();
        }
        text.open("for (int k = starts[row]; k < starts[row + 1]; k++)");
        text.line("int synapse = order[k];");
        text.line("int target = targets[k];");
        load(Side.POST, event, false, "target", "spiked");
        given(event);
        load(event);
        draw(event, "again");
        act(event);
        store(event);
        text.close();
        jump(Side.PRE, "row", "arrivals");
        text.close();
        text.close();
    }

    private void fire() {
        SynapseRule.Event event = rule.spike();
        text.line("/** Targets fire. */");
        text.open("public static void fire(int[] spikes, int from, int to, int first, int targets, int[] ends, int[] rows, float[][] own, int[] touched, "
                + "float[][] sourceTraces, int[] arrivals, float[][] targetTraces, int[] spiked, int delays, "
                + "float[][][] sentValues, float[][] ownValues, int[] ownStarts, java.util.function.LongBinaryOperator[] noises, int firstTarget, "
                + "double[] sharedValues, int step, double factor)");
        arrays(event, Side.POST);
        shared(event);
        text.open("for (int i = from; i < to; i++)");
        text.line("int target = spikes[i] - first;");
        skipOthers("target", "targets");
        load(Side.POST, event, true, "target", "spiked");
        given(event);
        loop(event, SynapseInputs.SPIKE);
        jump(Side.POST, "target", "spiked");
        text.close();
        text.close();
    }

    private void tick() {
        SynapseRule.Event event = rule.tick();
        text.line("/** The clock strikes. */");
        text.open("public static void tick(int targets, int[] ends, int[] rows, float[][] own, int[] touched, "
                + "float[][] sourceTraces, int[] arrivals, float[][] targetTraces, int[] spiked, int delays, "
                + "float[][][] sentValues, float[][] ownValues, int[] ownStarts, java.util.function.LongBinaryOperator[] noises, int firstTarget, "
                + "double[] sharedValues, int step, double factor)");
        if (!event.actions().isEmpty()) {
            arrays(event);
            shared(event);
            text.open("for (int target = 0; target < targets; target++)");
            load(Side.POST, event, false, "target", "spiked");
            given(event);
            loop(event, SynapseInputs.TICK);
            text.close();
        }
        text.close();
    }

    private void move() {
        SynapseRule.Event event = rule.course();
        text.line("/** A step begins. */");
        text.open("public static void move(int targets, int[] ends, int[] rows, float[][] own, int delays, "
                + "float[][][] sentValues, float[][] ownValues, int[] ownStarts, java.util.function.LongBinaryOperator[] noises, int firstTarget, "
                + "double[] sharedValues, int step, double factor, double[] received)");
        if (!event.actions().isEmpty()) {
            arrays(event);
            shared(event);
            text.open("for (int target = 0; target < targets; target++)");
            text.line("double sum = 0;");
            given(event);
            loop(event, SynapseInputs.COURSE);
            text.line("received[target] = sum;");
            text.close();
        }
        text.close();
    }

    /** What an event reads of the source of a row. */
    private void sent(SynapseRule.Event event) {
        List<Coupling.Value> values = rule.program().reads(Side.PRE);
        event.used(values).forEach(value -> text.line("double " + name(value.name()) + " = sentValues[" + values.indexOf(value)
                + "][row % delays][row / delays];"));
    }

    /** What an event reads of a target. */
    private void given(SynapseRule.Event event) {
        List<Coupling.Value> values = rule.program().reads(Side.POST);
        event.used(values).forEach(value -> text.line("double " + name(value.name()) + " = ownValues[" + values.indexOf(value) + "][ownStarts["
                + values.indexOf(value) + "] + target];"));
    }

    /** What an event reads that all synapses share. */
    private void shared(SynapseRule.Event event) {
        List<Coupling.Value> values = rule.program().reads(Side.SHARED);
        event.used(values).forEach(value -> text.line("double " + name(value.name()) + " = sharedValues[" + values.indexOf(value) + "];"));
    }

    /** The random numbers that an event uses. */
    private void draw(SynapseRule.Event event, String what) {
        List<Noise> noises = rule.program().noises();
        event.drawn(noises).forEach(noise -> text.line("double " + name(noise.name()) + " = Double.longBitsToDouble(noises[" + noises.indexOf(noise)
                + "].applyAsLong((long) (firstTarget + target) << 32 | synapse - ends[target], (long) step << 32 | " + what + " & 0xFFFFFFFFL));"));
    }

    /** All synapses of a target. */
    private void loop(SynapseRule.Event event, int what) {
        if (event.actions().isEmpty()) {
            return;
        }
        text.open("for (int synapse = ends[target]; synapse < ends[target + 1]; synapse++)");
        if (rule.traces(Side.PRE).stream().anyMatch(trace -> event.read().contains(trace.name()))
                || !event.used(rule.program().reads(Side.PRE)).isEmpty()) {
            text.line("int row = rows[synapse];");
            load(Side.PRE, event, false, "row", "arrivals");
            sent(event);
        }
        load(event);
        draw(event, Integer.toString(what));
        act(event);
        store(event);
        text.close();
    }

    private void skipOthers(String number, String end) {
        text.open("if (" + number + " < 0 || " + number + " >= " + end + ")");
        text.line("continue;");
        text.close();
    }

    /** Arrays of what an event concerns, and of all traces of the sides whose spike it is. */
    private void arrays(SynapseRule.Event event, Side... spikes) {
        List<String> own = own();
        for (int i = 0; i < own.size(); i++) {
            if (event.concerns(own.get(i))) {
                text.line("float[] " + array(own.get(i)) + " = own[" + i + "];");
            }
        }
        for (Side side : List.of(Side.PRE, Side.POST)) {
            List<Trace> traces = rule.traces(side);
            for (int i = 0; i < traces.size(); i++) {
                if (List.of(spikes).contains(side) || event.read().contains(traces.get(i).name())) {
                    text.line("float[] " + array(traces.get(i).name()) + " = " + (side == Side.PRE ? "sourceTraces" : "targetTraces") + "[" + i + "];");
                }
            }
        }
    }

    private List<String> own() {
        return Stream.concat(Stream.of(SynapseProgram.WEIGHT),
                rule.states().stream().map(State::name)).toList();
    }

    /** Traces of one side as they are now; those that an event reads, or all since they jump. */
    private void load(Side side, SynapseRule.Event event, boolean all, String index, String since) {
        for (Trace trace : rule.traces(side)) {
            if (all || event.read().contains(trace.name())) {
                text.line("double " + name(trace.name()) + " = " + array(trace.name()) + "[" + index + "] * " + decayOf(trace.name())
                        + ".after(step - " + since + "[" + index + "]);");
            }
        }
    }

    private void load(SynapseRule.Event event) {
        if (event.concerns(SynapseProgram.WEIGHT)) {
            text.line("double " + name(SynapseProgram.WEIGHT) + " = " + array(SynapseProgram.WEIGHT) + "[synapse];");
        }
        List<State> states = rule.states().stream().filter(state -> event.concerns(state.name())).toList();
        if (states.stream().anyMatch(State::fades)) {
            text.line("int passed = step - touched[synapse];");
        }
        for (State state : states) {
            String stored = array(state.name()) + "[synapse]";
            String rest = DoubleFormula.literal(state.rest());
            String left = " * " + decayOf(state.name()) + ".after(passed)";
            text.line("double " + name(state.name()) + " = " + (!state.fades() ? stored
                    : state.rest() == 0 ? stored + left : rest + " + (" + stored + " - " + rest + ")" + left) + ";");
        }
    }

    private void act(SynapseRule.Event event) {
        boolean sends = false;
        for (Action action : event.actions()) {
            String value = formulas.text(action.value());
            switch (action) {
                case Action.Assign(String state, _) -> text.line(name(state) + " = "
                        + (state.equals(SynapseProgram.WEIGHT) ? bounded(value) : value) + ";");
                case Action.Transmit _ -> {
                    text.line(sends ? "sent += " + value + ";" : "double sent = " + value + ";");
                    sends = true;
                }
                case Action.Let(String name, _) -> text.line("double " + name(name) + " = " + value + ";");
            }
        }
        if (sends) {
            text.line(event == rule.course() ? "sum += sent;" : "received[column + target] += sent;");
        }
    }

    private String bounded(String value) {
        double low = rule.program().low();
        double high = rule.program().high();
        String above = Double.isInfinite(low) ? value : "Math.max(" + DoubleFormula.literal(low) + ", " + value + ")";
        return Double.isInfinite(high) ? above : "Math.min(" + DoubleFormula.literal(high) + ", " + above + ")";
    }

    private void store(SynapseRule.Event event) {
        for (String written : event.written()) {
            text.line(array(written) + "[synapse] = (float) " + name(written) + ";");
        }
        if (event.moves()) {
            text.line("touched[synapse] = step;");
        }
    }

    private void jump(Side side, String index, String since) {
        for (Trace trace : rule.traces(side)) {
            Expression jump = rule.jump(trace);
            text.line(array(trace.name()) + "[" + index + "] = (float) " + formulas.text(jump) + ";");
        }
        if (side == Side.POST || !rule.traces(side).isEmpty()) {
            text.line(since + "[" + index + "] = step;");
        }
    }

    /** What is left by the steps that passed: a product of two numbers from tables that stay in the nearest cache. */
    private void decays() {
        text.line("/** What is left after some steps. */");
        text.open("private record Decay(double exponent, double[] ones, double[] many)");
        text.open("static Decay of(double exponent)");
        text.line("double[] ones = new double[256];");
        text.line("double[] many = new double[1024];");
        text.line("java.util.Arrays.setAll(ones, steps -> Math.exp(steps * exponent));");
        text.line("java.util.Arrays.setAll(many, steps -> Math.exp(steps * 256 * exponent));");
        text.line("return new Decay(exponent, ones, many);");
        text.close();
        text.line("");
        text.open("double after(int steps)");
        text.line("return steps < 1 << 18 ? ones[steps & 255] * many[steps >>> 8] : Math.exp(steps * exponent);");
        text.close();
        text.close();
    }

    private String decayOf(String symbol) {
        return names.of(symbol) + "decay";
    }

    private String array(String symbol) {
        return names.of(symbol) + "array";
    }

    private String name(String symbol) {
        return names.of(symbol);
    }
}
