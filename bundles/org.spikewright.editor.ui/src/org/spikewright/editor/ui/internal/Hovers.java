package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextInputListener;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.ITextViewerExtension2;
import org.eclipse.jface.text.reconciler.IReconciler;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;

/** Gives an editor one hover for findings and names, in the place of one for each that share a box. */
public final class Hovers implements IReconciler, ITextInputListener {

    private ITextViewer viewer;

    @Override
    public void install(ITextViewer edited) {
        viewer = edited;
        viewer.addTextInputListener(this);
    }

    @Override
    public void uninstall() {
        viewer.removeTextInputListener(this);
    }

    @Override
    public void inputDocumentAboutToBeChanged(IDocument old, IDocument next) {
        // the viewer has its own hovers until it has its text
    }

    @Override
    public void inputDocumentChanged(IDocument old, IDocument next) {
        if (next != null) {
            ((ITextViewerExtension2) viewer).setTextHover(new FindingsHover(), IDocument.DEFAULT_CONTENT_TYPE,
                    ITextViewerExtension2.DEFAULT_HOVER_STATE_MASK);
        }
    }

    @Override
    public IReconcilingStrategy getReconcilingStrategy(String contentType) {
        return null;
    }
}
