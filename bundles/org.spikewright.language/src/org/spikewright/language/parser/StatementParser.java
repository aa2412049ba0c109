package org.spikewright.language.parser;

import org.antlr.runtime.BitSet;
import org.antlr.runtime.IntStream;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.Token;
import org.antlr.runtime.TokenStream;
import org.spikewright.language.parser.antlr.internal.InternalSpikeParser;
import org.spikewright.language.services.SpikeGrammarAccess;

/**
 * The generated parser, which goes on behind a mistake where something new begins: at a word of the language, a bracket that closes, a comma,
 * or on a new line. By itself it goes on at any token that could stand in one of the rules it is in, be it a name in the middle of what
 * it did not understand, and takes one mistake for many.
 */
final class StatementParser extends InternalSpikeParser {

    /** A rule that fails where others have failed before gives up its place to the one around it; this many times. */
    private static final int MOST_FAILURES = 64;

    private int failures;

    StatementParser(TokenStream tokens, SpikeGrammarAccess grammar) {
        super(tokens, grammar);
    }

    @Override
    public void recover(IntStream input, RecognitionException mistake) {
        if (state.lastErrorIndex != input.index()) {
            failures = 0;
        } else if (failures++ < MOST_FAILURES) {
            state.lastErrorIndex = -1; // where it is the same place again, a token is taken away
        }
        super.recover(input, mistake);
    }

    @Override
    public void consumeUntil(IntStream input, BitSet next) {
        int depth = 0;
        Token token = at(input);
        while (token.getType() != Token.EOF && !(depth == 0 && next.member(token.getType()) && begins(token, input))) {
            depth = Math.max(0, depth + opened(token));
            input.consume();
            token = at(input);
        }
    }

    private static Token at(IntStream input) {
        return ((TokenStream) input).LT(1);
    }

    private static int opened(Token token) {
        return switch (token.getText()) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }

    /** Whether something new begins with a token that can stand here. */
    private static boolean begins(Token token, IntStream input) {
        String text = token.getText();
        Token before = ((TokenStream) input).LT(-1);
        boolean isWord = token.getType() != RULE_ID && Character.isLetter(text.charAt(0)) && !(before != null && before.getText().equals("."));
        return isWord || text.equals(",") || opened(token) < 0 || isFirstOfLine(token, (TokenStream) input);
    }

    private static boolean isFirstOfLine(Token token, TokenStream tokens) {
        Token before = tokens.LT(-1);
        return before == null || before.getLine() < token.getLine();
    }
}
