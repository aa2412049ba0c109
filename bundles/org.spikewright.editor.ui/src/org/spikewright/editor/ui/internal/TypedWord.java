package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Optional;
import org.spikewright.language.ide.Tokens;
import org.spikewright.language.ide.Tokens.Kind;
import org.spikewright.language.ide.Tokens.Piece;

/**
 * The beginning of a name that ends at the caret, or the point behind one.
 *
 * @param text the beginning; empty behind a point
 */
record TypedWord(String text) {

    /** What stands before a place in a text; nothing in comments, texts, numbers and units, within a word, and behind a whole word of the language. */
    static Optional<TypedWord> before(String text, int caret) {
        if (caret < text.length() && Character.isJavaIdentifierPart(text.charAt(caret))) {
            return Optional.empty();
        }
        List<Piece> pieces = Tokens.of(text.substring(0, caret));
        if (pieces.isEmpty() || isInside(text, pieces)) {
            return Optional.empty();
        }
        Piece last = pieces.getLast();
        if (last.kind() == Kind.NAME) {
            boolean isInNumber = pieces.size() > 1 && pieces.get(pieces.size() - 2).kind() == Kind.NUMBER; // 3e, as in 3e-4
            return isInNumber ? Optional.empty() : Optional.of(new TypedWord(of(text, last)));
        }
        boolean isPoint = of(text, last).equals(".") && pieces.size() > 1 && pieces.get(pieces.size() - 2).kind() == Kind.NAME;
        return isPoint ? Optional.of(new TypedWord("")) : Optional.empty();
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
