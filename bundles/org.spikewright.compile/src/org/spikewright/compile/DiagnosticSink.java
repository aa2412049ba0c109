package org.spikewright.compile;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;

/** Takes what is wrong with a model. */
@FunctionalInterface
public interface DiagnosticSink {

    /** Takes nothing: for those who ask again about a model that is known to be right. */
    DiagnosticSink IGNORED = (_, _, _, _) -> {
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

    /**
     * Ends the check with an exception if nobody waits for its result any more. What may take long calls it again and again; by default
     * somebody always waits.
     */
    default void proceed() {
        // somebody waits
    }

    /** Problems that go elsewhere; what waits for the result stays the same. */
    default DiagnosticSink into(DiagnosticSink taker) {
        DiagnosticSink waiting = this;
        return new DiagnosticSink() {
            @Override
            public void report(Code code, String message, EObject element, EStructuralFeature feature) {
                taker.report(code, message, element, feature);
            }

            @Override
            public void proceed() {
                waiting.proceed();
            }
        };
    }

    /** The same problems, each said once however often it is found. */
    static DiagnosticSink once(DiagnosticSink problems) {
        Set<List<Object>> said = new HashSet<>();
        return problems.into((code, message, element, feature) -> {
            if (said.add(Arrays.asList(code, message, element, feature))) {
                problems.report(code, message, element, feature);
            }
        });
    }

    /** The same problems, those of elements in other files being said at a place in this one: where what they are in is used. */
    default DiagnosticSink at(EObject place) {
        return into((code, message, element, feature) -> {
            if (element.eResource() == place.eResource()) {
                report(code, message, element, feature);
            } else {
                report(code, message, place, null);
            }
        });
    }

    /** Takes a problem of a whole element. */
    default void report(Code code, String message, EObject element) {
        report(code, message, element, null);
    }
}
