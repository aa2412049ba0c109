package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.presentation.PresentationReconciler;

/** Colours words, numbers, units, texts and comments at once, whatever the server is doing. */
public final class LexicalColours extends PresentationReconciler {

    /** Made by the editor. */
    public LexicalColours() {
        TokenPainter painter = new TokenPainter();
        setDamager(painter, IDocument.DEFAULT_CONTENT_TYPE);
        setRepairer(painter, IDocument.DEFAULT_CONTENT_TYPE);
    }
}
