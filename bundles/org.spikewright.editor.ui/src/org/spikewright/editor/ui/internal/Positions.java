package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Region;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Places in a text as the server counts them, lines and columns, and as documents do, offsets. */
final class Positions {

    private Positions() {
    }

    /** A place in a text; its end for offsets behind it, since they may be of a text that was longer. */
    static Position position(IDocument document, int offset) {
        int place = Math.clamp(offset, 0, document.getLength());
        try {
            int line = document.getLineOfOffset(place);
            return new Position(line, place - document.getLineOffset(line));
        } catch (BadLocationException e) {
            throw new IllegalArgumentException("no offset " + offset + " in a text of " + document.getLength() + " characters", e);
        }
    }

    static Range range(IDocument document, int offset, int length) {
        return new Range(position(document, offset), position(document, offset + length));
    }

    /** The offset of a place; the end of the text for places behind it, since the text may have become shorter meanwhile. */
    static int offset(IDocument document, Position position) {
        try {
            return Math.min(document.getLength(), document.getLineOffset(position.getLine()) + position.getCharacter());
        } catch (BadLocationException _) {
            return document.getLength();
        }
    }

    static IRegion region(IDocument document, Range range) {
        int start = offset(document, range.getStart());
        return new Region(start, Math.max(0, offset(document, range.getEnd()) - start));
    }

    /** The name around an offset; empty where there is none. */
    static IRegion name(IDocument document, int offset) {
        int start = Math.clamp(offset, 0, document.getLength());
        int end = start;
        try {
            while (start > 0 && Character.isJavaIdentifierPart(document.getChar(start - 1))) {
                start--;
            }
            while (end < document.getLength() && Character.isJavaIdentifierPart(document.getChar(end))) {
                end++;
            }
        } catch (BadLocationException e) {
            throw new IllegalArgumentException("no offset " + offset, e);
        }
        return new Region(start, end - start);
    }
}
