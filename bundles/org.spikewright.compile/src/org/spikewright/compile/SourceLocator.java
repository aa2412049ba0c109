package org.spikewright.compile;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.spikewright.common.Location;

/** The way back: where an element stands in the text of its file, and how it is written. */
public final class SourceLocator {

    private SourceLocator() {
    }

    /** The place of an element; nowhere if it is of no text. */
    public static Location of(EObject element) {
        return element.eResource() instanceof Schemas file ? file.location(element) : Location.NOWHERE;
    }

    /** An element as it is written, on one line; empty if it is of no text. */
    static String text(EObject element) {
        return element.eResource() instanceof Schemas file ? file.text(element) : "";
    }

    /** What an element names, as it is written. */
    static String text(EObject element, EReference named) {
        return element.eResource() instanceof Schemas file ? file.text(element, named) : "";
    }
}
