package org.spikewright.editor.ui.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.filebuffers.IFileBuffer;
import org.eclipse.core.filebuffers.IFileBufferListener;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.filebuffers.ITextFileBufferManager;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.text.IDocument;

/** The models of the workspace that are open in an editor, each kept the same in the server. */
final class Documents implements IFileBufferListener {

    private static final String EXTENSION = "spike";

    private final LanguageSession session;
    private final Map<IDocument, DocumentSync> open = new ConcurrentHashMap<>();

    Documents(LanguageSession session) {
        this.session = session;
    }

    /** Follows what is open now, and all that is opened and closed from now on. */
    void follow(ITextFileBufferManager manager) {
        manager.addFileBufferListener(this);
        for (IFileBuffer buffer : manager.getFileBuffers()) {
            bufferCreated(buffer);
        }
    }

    /** How the server calls a document. */
    Optional<String> uri(IDocument document) {
        return Optional.ofNullable(open.get(document)).map(DocumentSync::uri);
    }

    /** The document as the server has it; empty for documents that are no models of the workspace. */
    Optional<DocumentSync> sync(IDocument document) {
        return Optional.ofNullable(open.get(document));
    }

    /** The document that the server calls so, if it is open. */
    Optional<IDocument> document(String uri) {
        return open.values().stream().filter(sync -> sync.uri().equals(uri)).map(DocumentSync::document).findFirst();
    }

    /** How the server calls a file; empty for files that are no models, and for those in the record of a run. */
    static Optional<String> uri(IFile file) {
        boolean isModel = EXTENSION.equals(file.getFileExtension()) && file.getLocation() != null && !file.isDerived(IResource.CHECK_ANCESTORS);
        return isModel ? Optional.of(Path.of(file.getLocation().toOSString()).toUri().toString()) : Optional.empty();
    }

    /** The files of the workspace that the server calls so. */
    static IFile[] files(String uri) {
        return ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(URI.create(uri));
    }

    @Override
    public void bufferCreated(IFileBuffer buffer) {
        IPath path = buffer.getLocation();
        if (buffer instanceof ITextFileBuffer text && path != null && path.segmentCount() > 1) {
            IFile file = ResourcesPlugin.getWorkspace().getRoot().getFile(path);
            if (file.exists()) {
                uri(file).ifPresent(uri -> open.computeIfAbsent(text.getDocument(),
                        document -> new DocumentSync(document, uri, session.server().getTextDocumentService())));
            }
        }
    }

    @Override
    public void bufferDisposed(IFileBuffer buffer) {
        if (buffer instanceof ITextFileBuffer text) {
            DocumentSync sync = open.remove(text.getDocument());
            if (sync != null) {
                sync.close();
            }
        }
    }

    @Override
    public void underlyingFileMoved(IFileBuffer buffer, IPath path) {
        // the editor follows by opening another buffer
    }

    @Override
    public void underlyingFileDeleted(IFileBuffer buffer) {
        // the editor closes, and with it the buffer
    }

    @Override
    public void bufferContentAboutToBeReplaced(IFileBuffer buffer) {
        // the document tells of the change itself
    }

    @Override
    public void bufferContentReplaced(IFileBuffer buffer) {
        // the document tells of the change itself
    }

    @Override
    public void stateChanging(IFileBuffer buffer) {
        // of no interest to the server
    }

    @Override
    public void dirtyStateChanged(IFileBuffer buffer, boolean isDirty) {
        // the server sees the document, saved or not
    }

    @Override
    public void stateValidationChanged(IFileBuffer buffer, boolean isStateValidated) {
        // of no interest to the server
    }

    @Override
    public void stateChangeFailed(IFileBuffer buffer) {
        // of no interest to the server
    }
}
