package org.spikewright.language.index;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        return Words.of(resource.getParseResult().getRootNode().getText()).stream().map(QualifiedName::create).collect(Collectors.toSet());
    }

    /** None: who looks for references looks into the files. */
    @Override
    public Iterable<IReferenceDescription> getReferenceDescriptions() {
        return List.of();
    }
}
