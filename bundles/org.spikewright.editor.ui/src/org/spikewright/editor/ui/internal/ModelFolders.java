package org.spikewright.editor.ui.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersChangeEvent;
import org.eclipse.lsp4j.services.LanguageServer;

/** Tells the server which projects are open, and which models in them change outside of an editor. */
final class ModelFolders implements IResourceChangeListener {

    private final LanguageServer server;
    private final Map<IProject, WorkspaceFolder> known = new HashMap<>();

    ModelFolders(LanguageServer server) {
        this.server = server;
    }

    /** Compares the open projects with those that the server knows, and tells it the difference. */
    synchronized void refresh() {
        List<WorkspaceFolder> added = new ArrayList<>();
        List<WorkspaceFolder> removed = new ArrayList<>();
        for (IProject project : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
            if (project.isOpen() && project.getLocation() != null && !known.containsKey(project)) {
                WorkspaceFolder folder = new WorkspaceFolder(Path.of(project.getLocation().toOSString()).toUri().toString(),
                        project.getName());
                known.put(project, folder);
                added.add(folder);
            }
        }
        known.entrySet().removeIf(entry -> {
            boolean gone = !entry.getKey().isOpen();
            if (gone) {
                removed.add(entry.getValue());
            }
            return gone;
        });
        if (!added.isEmpty() || !removed.isEmpty()) {
            server.getWorkspaceService().didChangeWorkspaceFolders(
                    new DidChangeWorkspaceFoldersParams(new WorkspaceFoldersChangeEvent(added, removed)));
        }
    }

    @Override
    public synchronized void resourceChanged(IResourceChangeEvent event) {
        refresh();
        List<FileEvent> changes = new ArrayList<>();
        try {
            event.getDelta().accept(delta -> {
                if (delta.getResource() instanceof IProject project) {
                    return known.containsKey(project);
                }
                if (delta.getResource() instanceof IFile file && isContent(delta)) {
                    Documents.uri(file).ifPresent(uri -> changes.add(new FileEvent(uri, type(delta))));
                }
                return true;
            });
        } catch (CoreException e) {
            ILog.of(ModelFolders.class).log(e.getStatus());
        }
        if (!changes.isEmpty()) {
            server.getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(changes));
        }
    }

    private static boolean isContent(IResourceDelta delta) {
        return delta.getKind() != IResourceDelta.CHANGED || (delta.getFlags() & IResourceDelta.CONTENT) != 0;
    }

    private static FileChangeType type(IResourceDelta delta) {
        return switch (delta.getKind()) {
            case IResourceDelta.ADDED -> FileChangeType.Created;
            case IResourceDelta.REMOVED -> FileChangeType.Deleted;
            default -> FileChangeType.Changed;
        };
    }
}
