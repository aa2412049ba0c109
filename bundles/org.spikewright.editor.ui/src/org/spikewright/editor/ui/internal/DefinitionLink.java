package org.spikewright.editor.ui.internal;

import java.net.URI;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.lsp4j.Location;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;

/**
 * A link to a declaration, in the workspace or in the standard library.
 *
 * @param region the link's text
 * @param target the declaration
 */
record DefinitionLink(IRegion region, Location target) implements IHyperlink {

    @Override
    public IRegion getHyperlinkRegion() {
        return region;
    }

    @Override
    public String getTypeLabel() {
        return null;
    }

    @Override
    public String getHyperlinkText() {
        return "Open Definition";
    }

    @Override
    public void open() {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        try {
            IFile[] files = Documents.files(target.getUri());
            IEditorPart editor = files.length > 0 ? IDE.openEditor(page, files[0])
                    : IDE.openEditorOnFileStore(page, EFS.getStore(URI.create(target.getUri())));
            if (editor instanceof ITextEditor text) {
                IRegion place = Positions.region(text.getDocumentProvider().getDocument(text.getEditorInput()), target.getRange());
                text.selectAndReveal(place.getOffset(), place.getLength());
            }
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }
}
