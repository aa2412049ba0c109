package org.spikewright.language.server;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.InputStream;
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
 * A folder of models, or all that are open and in no folder. A file that was changed and cannot be read when its turn comes
 * counts as deleted: building it would fail, it would wait on, and every later build would fail for it as well.
 */
class ModelFolder extends ProjectManager {

    /** How often files may come and go during one build. */
    private static final int PATIENCE = 5;

    @Override
    public IncrementalBuilder.Result doBuild(List<URI> changed, List<URI> deleted, List<Delta> elsewhere, CancelIndicator cancel) {
        Set<URI> gone = new LinkedHashSet<>(deleted);
        for (int attempt = 1;; attempt++) {
            Set<URI> there = new LinkedHashSet<>(changed);
            there.removeIf(file -> !isModel(file) && gone.add(file));
            there.removeAll(gone);
            try {
                return super.doBuild(List.copyOf(there), List.copyOf(gone), elsewhere, cancel);
            } catch (RuntimeException failure) {
                if (attempt == PATIENCE || !(Throwables.getRootCause(failure) instanceof IOException)) {
                    throw failure;
                }
                // One went, or went and came again, since it was looked for: perhaps one that only depends on a changed one.
                getIndexState().getResourceDescriptions().getAllURIs().stream().filter(file -> !isModel(file)).forEach(gone::add);
            }
        }
    }

    private boolean isModel(URI file) {
        URI root = getBaseDir();
        return (root == null ? getOpenedDocumentsContentProvider().hasContent(file)
                : file.deresolve(root).trimSegments(1).segmentsList().stream().allMatch(ModelScanner::holdsModels)) && isReadable(file);
    }

    private boolean isReadable(URI file) {
        URIConverter files = createFreshResourceSet(getIndexState().getResourceDescriptions()).getURIConverter();
        try (InputStream content = files.createInputStream(file)) {
            return content.read() >= -1;
        } catch (IOException _) {
            return false;
        }
    }
}
