package org.spikewright.network.population;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.network.equation.NeuronProgram;

/** Whether a simulation of one network can go on where one of another ended, or begin with its weights. */
record Likeness(PopulationNetwork before, PopulationNetwork after) {

    /** Why the states of one do not fit the other; what reaches neurons from outside, and values of parameters, may differ. */
    Optional<String> hindrance() {
        for (Population population : before.populations()) {
            Optional<Population> same = after.populations().stream().filter(one -> one.name().equals(population.name())).findFirst();
            if (same.isEmpty()) {
                return Optional.of("population " + population.name() + " is missing");
            }
            if (same.get().size() != population.size()) {
                return Optional.of("population " + population.name() + " had " + population.size() + " neurons and has " + same.get().size());
            }
            List<String> states = states(population);
            if (!states.equals(states(same.get()))) {
                return Optional.of("neurons of " + population.name() + " had the states " + states + " and have " + states(same.get()));
            }
        }
        List<String> names = names(before);
        if (names(after).containsAll(names) && !names(after).subList(0, names.size()).equals(names)) {
            return Optional.of("populations stand in another order, " + names + " and " + names(after));
        }
        for (Projection projection : before.projections()) {
            Optional<Projection> same = after.projections().stream().filter(one -> one.name().equals(projection.name())).findFirst();
            if (same.isEmpty()) {
                return Optional.of("connection " + projection.name() + " is missing");
            }
            Optional<String> different = difference(projection, same.get(), true);
            if (different.isPresent()) {
                return different;
            }
        }
        return after.populations().stream().map(Population::name).filter(name -> before.populations().stream().noneMatch(one -> one.name().equals(name)))
                .map(name -> "population " + name + " is new").findFirst()
                .or(() -> after.projections().stream().map(Projection::name)
                        .filter(name -> before.projections().stream().noneMatch(one -> one.name().equals(name)))
                        .map(name -> "connection " + name + " is new").findFirst());
    }

    /** The connections whose weights can be handed over: of the same name, between as many neurons, by the same rule. */
    List<String> shared() {
        return after.projections().stream().filter(projection -> projection.plasticity().isPresent() && before.projections().stream()
                .anyMatch(one -> one.name().equals(projection.name()) && one.plasticity().isPresent()
                        && difference(one, projection, false).isEmpty()
                        && before.population(one.source()).size() == after.population(projection.source()).size()
                        && before.population(one.target()).size() == after.population(projection.target()).size()))
                .map(Projection::name).toList();
    }

    private static List<String> names(PopulationNetwork network) {
        return network.populations().stream().map(Population::name).toList();
    }

    private static List<String> states(Population population) {
        return population.program().stream().flatMap(program -> program.states().stream()).map(NeuronProgram.State::name).toList();
    }

    private static Optional<String> difference(Projection a, Projection b, boolean whole) {
        String what = "connection " + a.name();
        if (!a.source().equals(b.source()) || !a.target().equals(b.target()) || !a.receptor().equals(b.receptor()) || !same(a.ends(), b.ends())) {
            return Optional.of(what + " joins other neurons");
        }
        if (!same(a.rule(), b.rule())) {
            return Optional.of(what + " has another rule");
        }
        if (whole && (!same(a.delay(), b.delay()) || !same(a.plasticity().map(SynapseProgram::dendritic), b.plasticity().map(SynapseProgram::dendritic)))) {
            return Optional.of(what + " has other delays");
        }
        boolean isSame = !whole || same(a.plasticity().map(SynapseProgram::states), b.plasticity().map(SynapseProgram::states))
                && same(a.plasticity().map(SynapseProgram::traces), b.plasticity().map(SynapseProgram::traces))
                && same(a.reads(), b.reads()) && a.coupling().isPresent() == b.coupling().isPresent();
        return isSame ? Optional.empty() : Optional.of(what + " has synapses with other states; weights that are to stay need frozen true and the same"
                + " synapse");
    }

    /** Whether two descriptions say the same, arrays by what is in them. */
    private static boolean same(Object a, Object b) {
        if (a == null || b == null || a.getClass() != b.getClass() && !(a instanceof List && b instanceof List) && !(a instanceof Map && b instanceof Map)) {
            return a == b;
        }
        return switch (a) {
            case Record record -> sameParts(record, b);
            case List<?> list -> sameItems(list, (List<?>) b);
            case Map<?, ?> map -> map.keySet().equals(((Map<?, ?>) b).keySet())
                    && map.keySet().stream().allMatch(key -> same(map.get(key), ((Map<?, ?>) b).get(key)));
            case Optional<?> optional -> same(optional.orElse(null), ((Optional<?>) b).orElse(null));
            case Object array when array.getClass().isArray() -> sameArrays(array, b);
            default -> a.equals(b);
        };
    }

    private static boolean sameParts(Record a, Object b) {
        for (RecordComponent part : a.getClass().getRecordComponents()) {
            try {
                if (!same(part.getAccessor().invoke(a), part.getAccessor().invoke(b))) {
                    return false;
                }
            } catch (ReflectiveOperationException _) {
                return a.equals(b); // what it keeps to itself only it can compare
            }
        }
        return true;
    }

    private static boolean sameItems(List<?> a, List<?> b) {
        Iterator<?> other = b.iterator();
        return a.size() == b.size() && a.stream().allMatch(item -> same(item, other.next()));
    }

    private static boolean sameArrays(Object a, Object b) {
        int length = Array.getLength(a);
        for (int i = 0; i < length; i++) {
            if (Array.getLength(b) != length || !same(Array.get(a, i), Array.get(b, i))) {
                return false;
            }
        }
        return Array.getLength(b) == length;
    }
}
