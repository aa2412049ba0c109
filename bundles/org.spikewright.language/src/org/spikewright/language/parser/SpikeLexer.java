package org.spikewright.language.parser;

import org.antlr.runtime.Token;
import org.spikewright.language.parser.antlr.internal.InternalSpikeLexer;

/** The lexer, aware of units. */
public class SpikeLexer extends InternalSpikeLexer {

    private final UnitTokens units = new UnitTokens(RULE_NUMBER, RULE_ID, RULE_UNIT);

    @Override
    public Token nextToken() {
        return units.next(super.nextToken());
    }
}
