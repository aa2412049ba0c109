package org.spikewright.language.linking;

import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.linking.lazy.LazyLinker;

/** Prepares the names of a model that has just been parsed, in which no name has a meaning yet that would have to be cleared. */
public class FirstLinker extends LazyLinker {

    @Override
    protected boolean isClearAllReferencesRequired(Resource resource) {
        return false;
    }
}
