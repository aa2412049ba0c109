package org.spikewright.compile;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.spikewright.common.Location;
import org.spikewright.common.binding.Bindings;
import org.spikewright.model.core.Schema;

/**
 * What a file of the language knows beyond itself: the schemas of the standard library, which say what the settings of jobs, data sets
 * and chips are called and what they take, and what functions mean to the engines.
 */
public interface Schemas {

    /** The schema of that name, if there is one. */
    Optional<Schema> schema(String name);

    /** What functions without a formula mean. */
    Bindings bindings();

    /** Where an element stands in the file's text. */
    Location location(EObject element);

    /** An element as it is written, on one line. */
    String text(EObject element);

    /** What an element names, as it is written; empty if it names nothing. */
    String text(EObject element, EReference named);

    /** What the file's declarations become, as long as neither it nor a file beside it changes. */
    Elaborations elaborations();
}
