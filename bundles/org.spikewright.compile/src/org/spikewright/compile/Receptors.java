package org.spikewright.compile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.Unit;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.SynapseProgram;

/** Which input spikes reach, and with which weight, in its unit. */
record Receptors(DiagnosticSink problems, Map<org.spikewright.model.network.Population, Population> populations, Draws draws) {

    private static final String WEIGHT = "weight";

    /** What comes in where no input is named is the first of the target's. */
    Optional<Input> input(org.spikewright.model.network.Population target, Input named, EObject place) {
        if (target.eIsProxy() || target.getNeuron() == null || !(target.getNeuron().getTarget() instanceof Neuron neuron) || neuron.getInputs().isEmpty()) {
            if (!target.eIsProxy() && populations.containsKey(target)) {
                problems.report(Code.CONNECTION, "'" + target.getName() + "' receives nothing; connect to a population of neurons that have an input", place);
            }
            return Optional.empty();
        }
        if (named == null || named.eIsProxy()) {
            return neuron.getInputs().stream().findFirst();
        }
        return neuron.getInputs().stream().filter(input -> Objects.equals(input.getName(), named.getName())).findFirst();
    }

    /**
     * The weight, which has the unit of the input that it reaches. A connection that says none has that of the synapse that it learns
     * by, else 1, which is no quantity.
     *
     * @param values what values can ask for
     * @param nearest the settings that the weight stands in
     * @param settings those of the whole connection or drive
     * @param own the settings that are written
     */
    Optional<Distribution> weight(Draws values, Settings nearest, Settings settings, List<Setting> own, Input input, EObject place) {
        return weight(values, nearest, settings, own, input, Type.of(input.getType()), "'weight' into '" + input.getName() + "'", place);
    }

    /**
     * The same for a weight that has another unit.
     *
     * @param what it is, in a sentence
     */
    Optional<Distribution> weight(Draws values, Settings nearest, Settings settings, List<Setting> own, Input input, Optional<Type> needed,
            String what, EObject place) {
        Optional<Expression> weight = nearest.expression(WEIGHT);
        Optional<Setting> given = own.stream().filter(setting -> setting.getParameter() != null && WEIGHT.equals(setting.getParameter().getName()))
                .findFirst();
        Optional<Type> unit = needed.filter(type -> type.isNumeric() && !type.dimension().isNone());
        Optional<State> learned = settings.expression("plasticity").filter(Reference.class::isInstance)
                .map(use -> ((Reference) use).getTarget()).filter(Synapse.class::isInstance)
                .flatMap(synapse -> ((Synapse) synapse).getStates().stream()
                        .filter(state -> SynapseProgram.WEIGHT.equals(state.getName())).findFirst());
        if (unit.isPresent() && learned.flatMap(state -> Type.of(state.getType())).filter(type -> !type.equals(unit.get()) && !type.equals(Type.WEIGHT)).isPresent()) {
            problems.report(Code.SYNAPSE, "the weight of the synapse is a " + learned.get().getType() + ", but '" + input.getName()
                    + "' is a " + input.getType() + "; use a synapse whose w is a " + input.getType(), settings.expression("plasticity").get());
            return Optional.empty();
        }
        if (given.isEmpty() && learned.map(State::getInitial).isPresent()) {
            return draws.formulas().arguments((Reference) settings.expression("plasticity").get())
                    .flatMap(numbers -> draws.formulas().with(numbers).number(learned.get().getInitial())).map(Distribution::of);
        }
        if (given.isEmpty() && unit.isPresent()) {
            problems.report(Code.SETTING_MISSING, "'" + input.getName() + "' is a " + input.getType() + ", so that a weight must be given;"
                    + " add for instance weight " + example(unit.get()), place);
            return Optional.empty();
        }
        if (weight.isEmpty()) {
            return Optional.of(Distribution.of(1)); // the usual weight of a further input without a unit
        }
        given.ifPresent(setting -> needed.ifPresent(type -> new Typing(problems).expect(setting.getValue(), type, what)));
        return weight.flatMap(values::of);
    }

    /** A weight of usual size. */
    private static String example(Type type) {
        return switch (type.toString()) {
            case "Voltage" -> "0.1 mV";
            case "Current" -> "100 pA";
            case "Conductance" -> "1 nS";
            default -> Unit.coherent(type.dimension()).map(unit -> "1 " + unit.symbol()).orElse("1");
        };
    }
}
