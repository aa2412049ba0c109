package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spikewright.kernel.SynapseArrays;
import org.spikewright.kernel.SynapseInputs;
import org.spikewright.kernel.SynapseKernel;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Action;
import org.spikewright.network.population.SynapseProgram.Side;

/**
 * A rule of plasticity whose formulas are worked out one by one over slots: the weight, the synapse's states, the traces of its
 * source, those of its target, what it reads, random numbers, names within an event, and the third factor, in this order.
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
    private final Happening course;

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
        rule.program().reads().forEach(value -> names.add(value.name()));
        rule.program().noises().forEach(noise -> names.add(noise.name()));
        Stream.of(rule.arrival(), rule.spike(), rule.tick(), rule.course()).flatMap(event -> event.actions().stream())
                .filter(Action.Let.class::isInstance).map(action -> ((Action.Let) action).name()).filter(name -> !names.contains(name))
                .distinct().forEach(names::add);
        names.add(SynapseProgram.FACTOR);
        this.stateDecays = rule.states().stream().map(state -> new Decay(state.tau(), dt)).toArray(Decay[]::new);
        this.beforeDecays = decays(Side.PRE);
        this.afterDecays = decays(Side.POST);
        this.beforeJumps = jumps(Side.PRE);
        this.afterJumps = jumps(Side.POST);
        this.arrival = happening(rule.arrival());
        this.spike = happening(rule.spike());
        this.tick = happening(rule.tick());
        this.course = happening(rule.course());
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
            case Action.Let(String name, _) -> names.indexOf(name);
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
    public void arrive(SynapseArrays synapses, SynapseInputs inputs, int[] spikes, int from, int to, int first, int delay, int step, double factor,
            double[] received, int column) {
        double[] slots = slots(factor);
        for (int i = from; i < to; i++) {
            int source = spikes[i] - first;
            if (source < 0 || source >= synapses.sources()) {
                continue;
            }
            int row = source * synapses.delays() + delay;
            loadBefore(synapses, row, step, slots);
            int again = 0;
            while (i - again > from && spikes[i - again - 1] == spikes[i]) {
                again++;
            }
            for (int k = synapses.starts()[row]; k < synapses.starts()[row + 1]; k++) {
                int target = synapses.targets()[k];
                loadAfter(synapses, target, step, slots);
                read(inputs, row / synapses.delays(), row % synapses.delays(), target, slots);
                draw(inputs, synapses, target, synapses.order()[k], step, again, slots);
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
    public void fire(SynapseArrays synapses, SynapseInputs inputs, int[] spikes, int from, int to, int first, int step, double factor) {
        double[] slots = slots(factor);
        for (int i = from; i < to; i++) {
            int target = spikes[i] - first;
            if (target < 0 || target >= synapses.neurons()) {
                continue;
            }
            loadAfter(synapses, target, step, slots);
            happenAtAll(spike, synapses, inputs, target, step, SynapseInputs.SPIKE, slots);
            for (int t = 0; t < afterJumps.length; t++) {
                synapses.after()[t][target] = (float) value(afterJumps[t], slots);
            }
            synapses.fired()[target] = step;
        }
    }

    @Override
    public void tick(SynapseArrays synapses, SynapseInputs inputs, int step, double factor) {
        double[] slots = slots(factor);
        for (int target = 0; target < synapses.neurons(); target++) {
            loadAfter(synapses, target, step, slots);
            happenAtAll(tick, synapses, inputs, target, step, SynapseInputs.TICK, slots);
        }
    }

    @Override
    public void move(SynapseArrays synapses, SynapseInputs inputs, int step, double factor, double[] received) {
        double[] slots = slots(factor);
        for (int target = 0; target < synapses.neurons(); target++) {
            received[target] = happenAtAll(course, synapses, inputs, target, step, SynapseInputs.COURSE, slots);
        }
    }

    private double happenAtAll(Happening what, SynapseArrays synapses, SynapseInputs inputs, int target, int step, int why, double[] slots) {
        double sum = 0;
        for (int k = synapses.ends()[target]; k < synapses.ends()[target + 1]; k++) {
            if (beforeDecays.length > 0) {
                loadBefore(synapses, synapses.rows()[k], step, slots);
            }
            int row = synapses.rows().length > 0 ? synapses.rows()[k] : 0;
            read(inputs, row / synapses.delays(), row % synapses.delays(), target, slots);
            draw(inputs, synapses, target, k, step, why, slots);
            sum += happen(what, synapses, k, step, slots);
        }
        return sum;
    }

    private int firstRead() {
        return firstAfter() + afterDecays.length;
    }

    private void read(SynapseInputs inputs, int source, int delay, int target, double[] slots) {
        int slot = firstRead();
        int before = 0;
        int after = 0;
        int shared = 0;
        for (Coupling.Value value : rule.program().reads()) {
            slots[slot++] = switch (value.side()) {
                case PRE -> inputs.sent()[before++][delay][source];
                case POST -> inputs.own()[after][inputs.at()[after++] + target];
                case SHARED -> inputs.shared()[shared++];
            };
        }
    }

    private void draw(SynapseInputs inputs, SynapseArrays synapses, int target, int synapse, int step, int what, double[] slots) {
        int slot = firstRead() + rule.program().reads().size();
        for (LongBinaryOperator noise : inputs.noises()) {
            slots[slot++] = Double.longBitsToDouble(noise.applyAsLong((long) (inputs.first() + target) << 32 | synapse - synapses.ends()[target],
                    (long) step << 32 | what & 0xFFFFFFFFL));
        }
    }

    /** Lets something happen to one synapse and returns what it sends. */
    private double happen(Happening what, SynapseArrays synapses, int synapse, int step, double[] slots) {
        slots[0] = synapses.own()[0][synapse];
        for (int i = 0; i < stateDecays.length; i++) {
            double stored = synapses.own()[1 + i][synapse];
            double rest = rule.states().get(i).rest();
            slots[1 + i] = rule.states().get(i).fades() ? rest + (stored - rest) * stateDecays[i].after(step - synapses.touched()[synapse]) : stored;
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
        return Stream.of(rule.arrival(), rule.spike(), rule.tick(), rule.course()).flatMap(event -> event.actions().stream())
                .map(Objects::toString).collect(Collectors.joining("\n"));
    }
}
