package org.spikewright.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.spikewright.model.core.Reference;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Dynamics;

/**
 * In which order derived quantities follow from each other.
 *
 * @param order those that can be worked out, each after those it uses
 * @param circles those that depend on themselves, or on one that does, in the order of their declaration
 * @param longest how many follow from each other in a row
 */
record DerivedOrder(List<Derived> order, List<Derived> circles, int longest) {

    static DerivedOrder of(Dynamics dynamics) {
        List<Derived> all = dynamics.getDerived();
        Map<Derived, Set<Derived>> missing = new LinkedHashMap<>();
        Map<Derived, List<Derived>> users = new HashMap<>();
        all.forEach(derived -> missing.put(derived, used(derived)));
        missing.forEach((derived, used) -> used.forEach(one -> users.computeIfAbsent(one, _ -> new ArrayList<>()).add(derived)));
        Map<Derived, Integer> rows = new HashMap<>();
        List<Derived> order = new ArrayList<>();
        Deque<Derived> ready = new ArrayDeque<>(all.stream().filter(derived -> missing.get(derived).isEmpty()).toList());
        while (!ready.isEmpty()) {
            Derived next = ready.poll();
            order.add(next);
            int row = rows.merge(next, 1, Math::max);
            for (Derived user : users.getOrDefault(next, List.of())) {
                rows.merge(user, row + 1, Math::max);
                if (missing.get(user).remove(next) && missing.get(user).isEmpty()) {
                    ready.add(user);
                }
            }
        }
        Set<Derived> known = new LinkedHashSet<>(order);
        return new DerivedOrder(List.copyOf(order), all.stream().filter(derived -> !known.contains(derived)).toList(),
                order.stream().mapToInt(rows::get).max().orElse(0));
    }

    private static Set<Derived> used(Derived derived) {
        Set<Derived> used = new LinkedHashSet<>();
        for (var contents = EcoreUtil.getAllProperContents(derived, false); contents.hasNext();) {
            if (contents.next() instanceof Reference reference && reference.getTarget() instanceof Derived one && one.eContainer() == derived.eContainer()) {
                used.add(one);
            }
        }
        return used;
    }
}
