package org.spikewright.language.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.URIConverter;
import org.eclipse.xtext.build.IncrementalBuilder;
import org.eclipse.xtext.ide.server.ProjectManager;
import org.eclipse.xtext.resource.IResourceDescription.Delta;
import org.eclipse.xtext.util.CancelIndicator;

/**
 * A folder of models, or all that are open and in no folder. A file that was changed and is gone when its turn comes counts as
 * deleted: building it would fail, it would wait on, and every later build would fail for it as well.
 */
class ModelFolder extends ProjectManager {

    @Override
    public IncrementalBuilder.Result doBuild(List<URI> changed, List<URI> deleted, List<Delta> elsewhere, CancelIndicator cancel) {
        Set<URI> there = new LinkedHashSet<>(changed);
        Set<URI> gone = new LinkedHashSet<>(deleted);
        there.removeIf(file -> !isModel(file) && gone.add(file));
        try {
            return super.doBuild(List.copyOf(there), List.copyOf(gone), elsewhere, cancel);
        } catch (RuntimeException failure) {
            there.addAll(getIndexState().getResourceDescriptions().getAllURIs());
            if (there.stream().noneMatch(file -> !isModel(file) && gone.add(file))) {
                throw failure;
            }
            return doBuild(changed, List.copyOf(gone), elsewhere, cancel); // another one went meanwhile
        }
    }

    private boolean isModel(URI file) {
        URI root = getBaseDir();
        URIConverter files = createFreshResourceSet(getIndexState().getResourceDescriptions()).getURIConverter();
        return files.exists(file, null) && (root == null ? getOpenedDocumentsContentProvider().hasContent(file)
                : file.deresolve(root).trimSegments(1).segmentsList().stream().allMatch(ModelScanner::holdsModels));
    }
}
