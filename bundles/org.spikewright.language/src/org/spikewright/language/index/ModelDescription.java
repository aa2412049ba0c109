package org.spikewright.language.index;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IDefaultResourceDescriptionStrategy;
import org.eclipse.xtext.resource.IReferenceDescription;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.impl.DefaultResourceDescription;
import org.eclipse.xtext.util.IResourceScopeCache;

/**
 * What others may know of a file: what it declares, and every word in it, by which they tell whether a change elsewhere may
 * concern it. Nothing in it needs to be linked for that.
 */
final class ModelDescription extends DefaultResourceDescription {

    ModelDescription(Resource resource, IDefaultResourceDescriptionStrategy strategy, IResourceScopeCache cache) {
        super(resource, strategy, cache);
    }

    @Override
    public Iterable<QualifiedName> getImportedNames() {
        if (!(getResource() instanceof XtextResource resource) || resource.getParseResult() == null) {
            return Set.of();
        }
        Set<String> words = Words.of(resource.getParseResult().getRootNode().getText());
        Set<QualifiedName> names = HashSet.newHashSet(words.size());
        words.forEach(word -> names.add(QualifiedName.create(word)));
        return Collections.unmodifiableSet(names);
    }

    /** None: who looks for references looks into the files. */
    @Override
    public Iterable<IReferenceDescription> getReferenceDescriptions() {
        return List.of();
    }
}
