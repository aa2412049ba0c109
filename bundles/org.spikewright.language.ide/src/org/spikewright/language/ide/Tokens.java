package org.spikewright.language.ide;

import java.util.ArrayList;
import java.util.List;
import org.antlr.runtime.ANTLRStringStream;
import org.antlr.runtime.Token;
import org.eclipse.xtext.parser.antlr.Lexer;
import org.spikewright.language.parser.SpikeLexer;
import org.spikewright.language.parser.antlr.internal.InternalSpikeLexer;
import org.spikewright.language.parser.antlr.internal.InternalSpikeParser;

/** The tokens of a text, by the grammar's own lexer: what an editor colours before anything else is known. */
public final class Tokens {

    private Tokens() {
    }

    /** What a token is to the eye. */
    public enum Kind {
        KEYWORD, NAME, NUMBER, UNIT, TEXT, COMMENT, OTHER
    }

    /**
     * A token.
     *
     * @param kind what it is
     * @param offset its first character
     * @param length how many characters it has
     */
    public record Piece(Kind kind, int offset, int length) {
    }

    /** The tokens of a text in order, without gaps. */
    public static List<Piece> of(String text) {
        Lexer lexer = new SpikeLexer();
        lexer.setCharStream(new ANTLRStringStream(text));
        List<Piece> pieces = new ArrayList<>();
        int offset = 0;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            int length = token.getText().length();
            pieces.add(new Piece(kind(token.getType()), offset, length));
            offset += length;
        }
        return pieces;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case InternalSpikeLexer.RULE_ID -> Kind.NAME;
            case InternalSpikeLexer.RULE_NUMBER -> Kind.NUMBER;
            case InternalSpikeLexer.RULE_UNIT -> Kind.UNIT;
            case InternalSpikeLexer.RULE_STRING -> Kind.TEXT;
            case InternalSpikeLexer.RULE_ML_COMMENT, InternalSpikeLexer.RULE_SL_COMMENT -> Kind.COMMENT;
            default -> isWord(type) ? Kind.KEYWORD : Kind.OTHER;
        };
    }

    /** Keywords appear among the parser's token names as {@code 'network'}. */
    private static boolean isWord(int type) {
        String name = type < 0 || type >= InternalSpikeParser.tokenNames.length ? "" : InternalSpikeParser.tokenNames[type];
        return name.length() > 2 && name.charAt(0) == '\'' && Character.isLetter(name.charAt(1));
    }
}
