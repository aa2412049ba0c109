package org.spikewright.language;

import org.eclipse.emf.ecore.InternalEObject;
import org.eclipse.xtext.linking.lazy.LazyLinkingResource;
import org.spikewright.model.core.Named;

/**
 * A file of the language. When it is read again, others look for what they meant in it by its address; only what has a name can
 * be meant, so that nothing else gets one, which would take a fifth of the time from a key press to the findings.
 */
public class SpikeResource extends LazyLinkingResource {

    @Override
    protected void unloaded(InternalEObject element) {
        if (element instanceof Named) {
            super.unloaded(element);
        } else {
            element.eAdapters().clear();
        }
    }
}
