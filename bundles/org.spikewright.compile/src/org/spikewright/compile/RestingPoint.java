package org.spikewright.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.TimeCourse;

/** Finds populations that come to rest below their threshold, since only currents that never change reach them. */
final class RestingPoint {

    private static final double STEP = 1e-4;
    private static final int STEPS = 20_000;
    /** A state is at rest that moves in a step by less than this part of the largest value that it had. */
    private static final double STILL = 1e-9;

    private final NeuronProgram neuron;
    private final Map<String, Double> values = new HashMap<>();
    private final Map<String, Double> largest = new HashMap<>();

    private RestingPoint(Population.Neurons neurons, Map<String, Double> currents) {
        neuron = neurons.program();
        values.putAll(neuron.parameters());
        values.putAll(currents);
        values.put("dt", STEP);
        neuron.states().forEach(state -> values.put(state.name(), state.initial()));
        neurons.initial().forEach((state, initial) -> values.put(state, initial.mean()));
    }

    /** Whether a population's neurons come to rest without a spike; not if it may also receive something that changes. */
    static boolean isBelowThreshold(Population population, PopulationNetwork network) {
        List<Drive> drives = network.drives().stream().filter(drive -> drive.target().equals(population.name())).toList();
        if (drives.stream().anyMatch(drive -> !drive.selection().equals(Selection.ALL))) {
            return false;
        }
        if (drives.isEmpty() || network.projections().stream().anyMatch(projection -> projection.target().equals(population.name()))
                || !(population.cells() instanceof Population.Neurons neurons) || !isAlike(neurons)) {
            return false;
        }
        NeuronProgram program = neurons.program();
        Map<String, Double> currents = new HashMap<>();
        program.inputs().forEach(input -> currents.put(input, 0.0));
        for (Drive drive : drives) {
            boolean isHeld = program.receptors().get(program.receptor(drive.receptor())).jumps().isEmpty();
            if (!isHeld || !(drive.signal() instanceof Drive.Current(TimeCourse amplitude)) || amplitude.seconds().length != 1
                    || amplitude.seconds()[0] > 0) {
                return false;
            }
            currents.merge(drive.receptor(), amplitude.values()[0], Double::sum);
        }
        return program.spike().isPresent() && program.noises().isEmpty() && !program.isTimed() && new RestingPoint(neurons, currents).rests();
    }

    private static boolean isAlike(Population.Neurons neurons) {
        return neurons.parameters().isEmpty() && neurons.initial().values().stream().allMatch(Distribution.Constant.class::isInstance);
    }

    private boolean rests() {
        for (int step = 0; step < STEPS; step++) {
            boolean rests = move();
            for (NeuronProgram.Event event : neuron.events()) {
                if (!(value(event.condition()) <= 0)) { // also if it is not a number
                    return false;
                }
            }
            if (rests) {
                return true;
            }
        }
        return false;
    }

    /** Moves all states by one step; whether none moved. */
    private boolean move() {
        Map<String, Double> next = new HashMap<>();
        boolean rests = true;
        for (NeuronProgram.State state : neuron.states()) {
            double before = values.get(state.name());
            double after = switch (state.change()) {
                case NeuronProgram.Change.Rate(Expression rate) -> before + STEP * value(rate);
                case NeuronProgram.Change.Next(Expression following) -> value(following);
            };
            double most = largest.merge(state.name(), Math.max(Math.abs(after), Math.abs(before)), Math::max);
            rests &= Math.abs(after - before) <= STILL * most;
            next.put(state.name(), after);
        }
        values.putAll(next);
        return rests;
    }

    private double value(Expression formula) {
        return formula.value(name -> values.getOrDefault(name, Double.NaN));
    }
}
