package org.spikewright.language.server;

import org.eclipse.xtext.build.Indexer;
import org.eclipse.xtext.build.ResolvedResourceDescription;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IResourceDescription;

/** Keeps the words of files that are about to be built: through them other files may depend on one another. */
class ModelIndexer extends Indexer {

    @Override
    protected IResourceDescription getResolvedResourceDescription(IResourceDescription description) {
        Iterable<QualifiedName> words = description.getImportedNames();
        return new ResolvedResourceDescription(description) {
            @Override
            public Iterable<QualifiedName> getImportedNames() {
                return words;
            }
        };
    }
}
