package org.spikewright.workspace;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResourceDelta;

/** The folders that hold the records of runs, beside the models that ran. */
final class RecordFolders {

    /** What they are called. */
    static final String NAME = "runs";

    private RecordFolders() {
    }

    /** Whether one of them came, went or changed; a project counts, since it may hold some. */
    static boolean areIn(IResourceDelta delta) {
        boolean isOpened = delta.getKind() != IResourceDelta.CHANGED || (delta.getFlags() & IResourceDelta.OPEN) != 0;
        if (delta.getResource() instanceof IProject && isOpened
                || delta.getResource() instanceof IContainer && delta.getResource().getName().equals(NAME)) {
            return true;
        }
        for (IResourceDelta child : delta.getAffectedChildren()) {
            if (areIn(child)) {
                return true;
            }
        }
        return false;
    }
}
