package org.spikewright.editor.ui.internal;

import java.util.List;
import org.spikewright.language.ide.Tokens;
import org.spikewright.language.ide.Tokens.Kind;
import org.spikewright.language.ide.Tokens.Piece;

/** A name that is being typed. */
final class TypedWord {

    private TypedWord() {
    }

    /**
     * Whether the beginning of a name ends at a place, or the point behind one: not in comments, texts, numbers and units, not within
     * a word, and not behind a whole word of the language.
     */
    static boolean ends(String text, int caret) {
        if (caret < text.length() && Character.isJavaIdentifierPart(text.charAt(caret))) {
            return false;
        }
        List<Piece> pieces = Tokens.of(text.substring(0, caret));
        if (pieces.isEmpty() || isInside(text, pieces)) {
            return false;
        }
        Piece last = pieces.getLast();
        if (last.kind() == Kind.NAME) {
            return pieces.size() == 1 || pieces.get(pieces.size() - 2).kind() != Kind.NUMBER; // 3e, as in 3e-4
        }
        return of(text, last).equals(".") && pieces.size() > 1 && pieces.get(pieces.size() - 2).kind() == Kind.NAME;
    }

    /** Whether a comment or a text has begun that has not ended yet. */
    private static boolean isInside(String text, List<Piece> pieces) {
        for (int i = pieces.size() - 1; i > 0; i--) {
            if (of(text, pieces.get(i)).startsWith("*") && of(text, pieces.get(i - 1)).endsWith("/") && pieces.get(i - 1).kind() == Kind.OTHER) {
                return true;
            }
        }
        for (int i = pieces.size() - 1; i >= 0; i--) {
            String piece = of(text, pieces.get(i));
            if (pieces.get(i).kind() == Kind.OTHER && piece.startsWith("\"")) {
                return true;
            }
            if (piece.contains("\n")) {
                break;
            }
        }
        return pieces.getLast().kind() == Kind.COMMENT;
    }

    private static String of(String text, Piece piece) {
        return text.substring(piece.offset(), piece.offset() + piece.length());
    }
}
