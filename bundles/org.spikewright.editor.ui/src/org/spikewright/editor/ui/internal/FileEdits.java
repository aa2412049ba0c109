package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBufferManager;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;

/** Changes of several files at once: in editors where they are open, to be saved or undone there, else on disk. */
final class FileEdits {

    private final LanguageSession session;

    FileEdits(LanguageSession session) {
        this.session = session;
    }

    void apply(WorkspaceEdit changes) throws CoreException {
        for (Map.Entry<String, List<TextEdit>> file : changes.getChanges().entrySet()) {
            Optional<IDocument> open = session.document(file.getKey());
            if (open.isPresent()) {
                apply(open.get(), file.getValue());
            } else {
                for (IFile closed : Documents.files(file.getKey())) {
                    apply(closed, file.getValue());
                }
            }
        }
    }

    private static void apply(IDocument document, List<TextEdit> changes) {
        new Edits(document, document.get(), changes).apply();
    }

    private static void apply(IFile file, List<TextEdit> changes) throws CoreException {
        ITextFileBufferManager buffers = FileBuffers.getTextFileBufferManager();
        buffers.connect(file.getFullPath(), LocationKind.IFILE, null);
        try {
            var buffer = buffers.getTextFileBuffer(file.getFullPath(), LocationKind.IFILE);
            apply(buffer.getDocument(), changes);
            buffer.commit(null, false);
        } finally {
            buffers.disconnect(file.getFullPath(), LocationKind.IFILE, null);
        }
    }
}
