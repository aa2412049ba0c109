package org.spikewright.language.parser;

import org.antlr.runtime.Token;
import org.spikewright.common.Unit;

/**
 * Tells units from names. A name that directly follows a number on the same line, and that is the symbol of a unit, is a
 * unit; so {@code 20 ms} is a quantity, {@code epochs 5 seed 1} are two settings, and no unit is a reserved word. An area after a
 * unit and a stroke is one too: {@code 120 mS/cm²}.
 */
public final class UnitTokens {

    private final int number;
    private final int id;
    private final int unit;
    private boolean afterNumber;
    private boolean afterUnit;
    private boolean afterStroke;

    /** Units among the tokens of a lexer, whose token types these are. */
    public UnitTokens(int number, int id, int unit) {
        this.number = number;
        this.id = id;
        this.unit = unit;
    }

    /** Takes the lexer's next token and returns it, turned into a unit if it is one. */
    public Token next(Token token) {
        int type = token.getType();
        if (type == number) {
            afterNumber = true;
            afterUnit = false;
            afterStroke = false;
        } else if (type == id) {
            boolean isUnit = afterNumber && Unit.of(token.getText()).isPresent();
            if (isUnit || afterStroke && Unit.isArea(token.getText())) {
                token.setType(unit);
            }
            afterNumber = false;
            afterUnit = isUnit;
            afterStroke = false;
        } else if (!isGap(token)) {
            afterStroke = afterUnit && "/".equals(token.getText());
            afterNumber = false;
            afterUnit = false;
        }
        return token;
    }

    private static boolean isGap(Token token) {
        String text = token.getText();
        return text != null && text.indexOf('\n') < 0 && text.codePoints().allMatch(UnitTokens::isSpace);
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\uFEFF';
    }
}
