package org.spikewright.language.parser;

import org.spikewright.language.parser.antlr.SpikeParser;

/** The parser, always over the whole file: whether a name is a unit depends on the token before it. */
public class WholeFileParser extends SpikeParser {

    @Override
    protected boolean isReparseSupported() {
        return false;
    }
}
