package org.spikewright.compile;

import org.eclipse.emf.ecore.EObject;
import org.spikewright.common.Location;

/** The way back: where an element stands in the model's text. */
@FunctionalInterface
public interface Locations {

    /** For those who do not ask. */
    Locations NONE = _ -> Location.NOWHERE;

    Location of(EObject element);
}
