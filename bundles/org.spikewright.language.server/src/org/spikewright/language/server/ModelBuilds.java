package org.spikewright.language.server;

import java.util.Collection;
import java.util.Set;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.ide.server.BuildManager;
import org.eclipse.xtext.ide.server.WorkspaceManager;

/**
 * Which files wait to be built. Files of no folder that is open are forgotten: a folder may close while changes in it still
 * wait, and a build that stumbles over one file builds none.
 */
class ModelBuilds extends BuildManager {

    private WorkspaceManager workspace;

    @Override
    public void setWorkspaceManager(WorkspaceManager manager) {
        super.setWorkspaceManager(manager);
        workspace = manager;
    }

    @Override
    protected void queue(Set<URI> waiting, Collection<URI> done, Collection<URI> added) {
        super.queue(waiting, done, added);
        waiting.removeIf(file -> workspace.getProjectManager(file) == null);
    }
}
