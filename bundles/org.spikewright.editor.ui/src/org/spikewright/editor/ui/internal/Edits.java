package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.text.edits.MalformedTreeException;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;

/**
 * Changes that the server proposes for one state of a document.
 *
 * @param document the document
 * @param before the document's text when the server was asked
 * @param changes what the server proposes
 */
record Edits(IDocument document, String before, List<? extends TextEdit> changes) {

    /**
     * Changes the document, in one step.
     *
     * @return whether the document was still as the server saw it; otherwise nothing happened
     */
    boolean apply() {
        if (!document.get().equals(before)) {
            return false;
        }
        MultiTextEdit all = new MultiTextEdit();
        for (TextEdit change : changes) {
            IRegion region = Positions.region(document, change.getRange());
            all.addChild(new ReplaceEdit(region.getOffset(), region.getLength(), change.getNewText()));
        }
        try {
            all.apply(document);
        } catch (MalformedTreeException | BadLocationException e) {
            throw new IllegalStateException("the server proposed changes that do not fit the text", e);
        }
        return true;
    }
}
