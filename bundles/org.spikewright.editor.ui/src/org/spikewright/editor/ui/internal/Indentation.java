package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentCommand;
import org.eclipse.jface.text.IAutoEditStrategy;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.TextUtilities;

/** Enter begins a line with the white space that the line it ends has before the caret: no more where that has none. */
public final class Indentation implements IAutoEditStrategy {

    @Override
    public void customizeDocumentCommand(IDocument document, DocumentCommand command) {
        if (command.length != 0 || command.text == null || TextUtilities.equals(document.getLegalLineDelimiters(), command.text) < 0) {
            return;
        }
        try {
            int start = document.getLineOffset(document.getLineOfOffset(command.offset));
            String before = document.get(start, command.offset - start);
            command.text += before.substring(0, before.length() - before.stripLeading().length());
        } catch (BadLocationException e) {
            throw new IllegalArgumentException("Enter was pressed at " + command.offset + ", beyond the text", e);
        }
    }
}
