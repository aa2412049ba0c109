package org.spikewright.language.parser;

import java.util.List;
import org.antlr.runtime.CharStream;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.SyntaxErrorMessage;
import org.eclipse.xtext.nodemodel.impl.NodeModelBuilder;
import org.eclipse.xtext.parser.IParseResult;
import org.eclipse.xtext.parser.ParseResult;
import org.spikewright.compile.Code;
import org.spikewright.language.parser.antlr.SpikeParser;

/**
 * The parser, always over the whole file: whether a name is a unit depends on the token before it. What a declaration says twice
 * is a syntax error.
 */
public class WholeFileParser extends SpikeParser {

    @Override
    protected boolean isReparseSupported() {
        return false;
    }

    @Override
    protected IParseResult doParse(String rule, CharStream in, NodeModelBuilder builder, int lookAhead) {
        IParseResult parsed = super.doParse(rule, in, builder, lookAhead);
        List<INode> repeated = Repetitions.in(parsed.getRootNode());
        repeated.forEach(again -> builder.setSyntaxError(again,
                new SyntaxErrorMessage("this is said a second time here; remove one of the two", Code.SETTING_TWICE.id())));
        return repeated.isEmpty() ? parsed : new ParseResult(parsed.getRootASTElement(), parsed.getRootNode(), true);
    }
}
