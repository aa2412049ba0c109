package org.spikewright.language.ide;

import org.antlr.runtime.Token;
import org.spikewright.language.ide.contentassist.antlr.internal.InternalSpikeLexer;
import org.spikewright.language.parser.UnitTokens;

/** The lexer of content assist, aware of units. */
public class SpikeContentAssistLexer extends InternalSpikeLexer {

    private final UnitTokens units = new UnitTokens(RULE_NUMBER, RULE_ID, RULE_UNIT);

    @Override
    public Token nextToken() {
        return units.next(super.nextToken());
    }
}
