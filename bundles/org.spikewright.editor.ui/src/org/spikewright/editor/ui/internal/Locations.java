package org.spikewright.editor.ui.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.Location;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;

/** Places that the server names, in files of the workspace and of the standard library. */
final class Locations {

    private Locations() {
    }

    /** Opens an editor there. */
    static void open(Location location) {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        try {
            IFile[] files = Documents.files(location.getUri());
            IEditorPart editor = files.length > 0 ? IDE.openEditor(page, files[0])
                    : IDE.openEditorOnFileStore(page, EFS.getStore(URI.create(location.getUri())));
            if (editor instanceof ITextEditor text) {
                IRegion place = Positions.region(text.getDocumentProvider().getDocument(text.getEditorInput()), location.getRange());
                text.selectAndReveal(place.getOffset(), place.getLength());
            }
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }

    /** A place as people read it: file, line and what stands there, in an open editor or on disk. */
    static String described(Location location, LanguageSession session) {
        Path file = Path.of(URI.create(location.getUri()));
        int line = location.getRange().getStart().getLine();
        List<String> lines = session.document(location.getUri()).map(IDocument::get).map(text -> text.lines().toList())
                .orElseGet(() -> onDisk(file));
        return file.getFileName() + ":" + (line + 1) + "  " + (line < lines.size() ? lines.get(line).strip() : "");
    }

    private static List<String> onDisk(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of(); // gone since the server looked
        }
    }
}
