package org.spikewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.spikewright.model.core.Reference;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Dynamics;

/**
 * In which order derived quantities follow from each other.
 *
 * @param order those that can be worked out, each after those it uses
 * @param circles those that depend on themselves, or on one that does, in the order of their declaration
 */
record DerivedOrder(List<Derived> order, List<Derived> circles) {

    static DerivedOrder of(Dynamics dynamics) {
        Set<Derived> known = new LinkedHashSet<>();
        List<Derived> left = new ArrayList<>(dynamics.getDerived());
        boolean found = true;
        while (found) {
            List<Derived> next = left.stream().filter(derived -> ready(derived, known, left)).toList();
            known.addAll(next);
            left.removeAll(next);
            found = !next.isEmpty();
        }
        return new DerivedOrder(List.copyOf(known), List.copyOf(left));
    }

    private static boolean ready(Derived derived, Set<Derived> known, List<Derived> left) {
        for (var contents = EcoreUtil.getAllProperContents(derived, false); contents.hasNext();) {
            if (contents.next() instanceof EObject part && part instanceof Reference reference
                    && reference.getTarget() instanceof Derived used && left.contains(used) && !known.contains(used)) {
                return false;
            }
        }
        return true;
    }
}
