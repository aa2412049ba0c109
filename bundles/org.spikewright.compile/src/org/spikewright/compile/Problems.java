package org.spikewright.compile;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;

/** Takes what is wrong with a model. */
@FunctionalInterface
public interface Problems {

    /** Takes nothing: for those who ask again about a model that is known to be right. */
    Problems IGNORED = (_, _, _, _) -> {
        // known already
    };

    /**
     * Takes one problem.
     *
     * @param code what kind of problem
     * @param message one sentence: what is wrong and what to do about it
     * @param element where in the model
     * @param feature which part of the element, or {@code null} for all of it
     */
    void report(Code code, String message, EObject element, EStructuralFeature feature);

    /** The same problems, each said once however often it is found. */
    static Problems once(Problems problems) {
        Set<List<Object>> said = new HashSet<>();
        return (code, message, element, feature) -> {
            if (said.add(Arrays.asList(code, message, element, feature))) {
                problems.report(code, message, element, feature);
            }
        };
    }

    /** The same problems, those of elements in other files being said at a place in this one: where what they are in is used. */
    default Problems at(EObject place) {
        return (code, message, element, feature) -> {
            if (element.eResource() == place.eResource()) {
                report(code, message, element, feature);
            } else {
                report(code, message, place, null);
            }
        };
    }

    /** Takes a problem of a whole element. */
    default void report(Code code, String message, EObject element) {
        report(code, message, element, null);
    }
}
