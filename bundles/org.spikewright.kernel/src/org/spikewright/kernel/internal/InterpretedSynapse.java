package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.spikewright.kernel.SynapseArrays;
import org.spikewright.kernel.SynapseKernel;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Side;

/**
 * A rule of plasticity whose formulas are worked out one by one over slots: the weight, the synapse's states, the traces of its
 * source, those of its target, and the third factor, in this order.
 */
public final class InterpretedSynapse implements SynapseKernel {

    /** The slot of what is sent to the target. */
    private static final int SENT = -1;

    private final SynapseRule rule;
    private final List<String> names = new ArrayList<>();
    private final Decay[] stateDecays;
    private final Decay[] beforeDecays;
    private final Decay[] afterDecays;
    private final Expression[] beforeJumps;
    private final Expression[] afterJumps;
    private final Happening arrival;
    private final Happening spike;
    private final Happening tick;

    /** An action and the slot of what it changes. */
    private record Step(int slot, Expression value) {
    }

    /** What happens in an event. */
    private record Happening(Step[] steps, int[] written, boolean moves) {
    }

    /** That rule for a time step in seconds. */
    public InterpretedSynapse(SynapseProgram program, double dt) {
        this.rule = new SynapseRule(program, dt);
        names.add(SynapseProgram.WEIGHT);
        rule.states().forEach(state -> names.add(state.name()));
        rule.traces(Side.PRE).forEach(trace -> names.add(trace.name()));
        rule.traces(Side.POST).forEach(trace -> names.add(trace.name()));
        names.add(SynapseProgram.FACTOR);
        this.stateDecays = rule.states().stream().map(state -> new Decay(state.tau(), dt)).toArray(Decay[]::new);
        this.beforeDecays = decays(Side.PRE);
        this.afterDecays = decays(Side.POST);
        this.beforeJumps = jumps(Side.PRE);
        this.afterJumps = jumps(Side.POST);
        this.arrival = happening(rule.arrival());
        this.spike = happening(rule.spike());
        this.tick = happening(rule.tick());
    }

    private Decay[] decays(Side side) {
        return rule.traces(side).stream().map(trace -> new Decay(trace.tau(), rule.dt())).toArray(Decay[]::new);
    }

    private Expression[] jumps(Side side) {
        return rule.traces(side).stream().map(rule::jump).toArray(Expression[]::new);
    }

    private Happening happening(SynapseRule.Event event) {
        Step[] steps = event.actions().stream().map(action -> new Step(switch (action) {
            case Action.Assign(String state, _) -> names.indexOf(state);
            case Action.Transmit _ -> SENT;
        }, action.value())).toArray(Step[]::new);
        return new Happening(steps, event.written().stream().mapToInt(names::indexOf).toArray(), event.moves());
    }

    @Override
    public SynapseProgram program() {
        return rule.program();
    }

    private double value(Expression formula, double[] slots) {
        return formula.value(name -> slots[names.indexOf(name)]);
    }

    private int firstBefore() {
        return 1 + stateDecays.length;
    }

    private int firstAfter() {
        return firstBefore() + beforeDecays.length;
    }

    private double[] slots(double factor) {
        double[] slots = new double[names.size()];
        slots[slots.length - 1] = factor;
        return slots;
    }

    @Override
    public void arrive(SynapseArrays synapses, int[] spikes, int from, int to, int first, int delay, int step, double factor,
            double[] received, int column) {
        double[] slots = slots(factor);
        for (int i = from; i < to; i++) {
            int source = spikes[i] - first;
            if (source < 0 || source >= synapses.sources()) {
                continue;
            }
            int row = source * synapses.delays() + delay;
            loadBefore(synapses, row, step, slots);
            for (int k = synapses.starts()[row]; k < synapses.starts()[row + 1]; k++) {
                int target = synapses.targets()[k];
                loadAfter(synapses, target, step, slots);
                received[column + target] += happen(arrival, synapses, synapses.order()[k], step, slots);
            }
            for (int t = 0; t < beforeJumps.length; t++) {
                synapses.before()[t][row] = (float) value(beforeJumps[t], slots);
            }
            if (beforeJumps.length > 0) {
                synapses.arrived()[row] = step;
            }
        }
    }

    @Override
    public void fire(SynapseArrays synapses, int[] spikes, int from, int to, int first, int step, double factor) {
        double[] slots = slots(factor);
        for (int i = from; i < to; i++) {
            int target = spikes[i] - first;
            if (target < 0 || target >= synapses.neurons()) {
                continue;
            }
            loadAfter(synapses, target, step, slots);
            happenAtAll(spike, synapses, target, step, slots);
            for (int t = 0; t < afterJumps.length; t++) {
                synapses.after()[t][target] = (float) value(afterJumps[t], slots);
            }
            synapses.fired()[target] = step;
        }
    }

    @Override
    public void tick(SynapseArrays synapses, int step, double factor) {
        double[] slots = slots(factor);
        for (int target = 0; target < synapses.neurons(); target++) {
            loadAfter(synapses, target, step, slots);
            happenAtAll(tick, synapses, target, step, slots);
        }
    }

    private void happenAtAll(Happening what, SynapseArrays synapses, int target, int step, double[] slots) {
        for (int k = synapses.ends()[target]; k < synapses.ends()[target + 1]; k++) {
            if (beforeDecays.length > 0) {
                loadBefore(synapses, synapses.rows()[k], step, slots);
            }
            happen(what, synapses, k, step, slots);
        }
    }

    /** Lets something happen to one synapse and returns what it sends. */
    private double happen(Happening what, SynapseArrays synapses, int synapse, int step, double[] slots) {
        slots[0] = synapses.own()[0][synapse];
        for (int i = 0; i < stateDecays.length; i++) {
            slots[1 + i] = synapses.own()[1 + i][synapse]
                    * (rule.states().get(i).fades() ? stateDecays[i].after(step - synapses.touched()[synapse]) : 1);
        }
        double sent = 0;
        for (Step action : what.steps()) {
            double value = value(action.value(), slots);
            if (action.slot() == SENT) {
                sent += value;
            } else {
                slots[action.slot()] = action.slot() == 0 ? Math.clamp(value, rule.program().low(), rule.program().high()) : value;
            }
        }
        for (int slot : what.written()) {
            synapses.own()[slot][synapse] = (float) slots[slot];
        }
        if (what.moves()) {
            synapses.touched()[synapse] = step;
        }
        return sent;
    }

    private void loadBefore(SynapseArrays synapses, int row, int step, double[] slots) {
        for (int t = 0; t < beforeDecays.length; t++) {
            slots[firstBefore() + t] = synapses.before()[t][row] * beforeDecays[t].after(step - synapses.arrived()[row]);
        }
    }

    private void loadAfter(SynapseArrays synapses, int target, int step, double[] slots) {
        for (int t = 0; t < afterDecays.length; t++) {
            slots[firstAfter() + t] = synapses.after()[t][target] * afterDecays[t].after(step - synapses.fired()[target]);
        }
    }

    @Override
    public String source() {
        return List.of(rule.arrival(), rule.spike(), rule.tick()).stream().flatMap(event -> event.actions().stream())
                .map(Objects::toString).collect(Collectors.joining("\n"));
    }
}
