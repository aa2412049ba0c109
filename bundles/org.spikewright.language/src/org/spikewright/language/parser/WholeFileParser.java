package org.spikewright.language.parser;

import java.util.List;
import org.antlr.runtime.ANTLRStringStream;
import org.antlr.runtime.CharStream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.SyntaxErrorMessage;
import org.eclipse.xtext.nodemodel.impl.NodeModelBuilder;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.parser.IParseResult;
import org.eclipse.xtext.parser.ParseResult;
import org.eclipse.xtext.parser.antlr.XtextTokenStream;
import org.spikewright.compile.Code;
import org.spikewright.language.parser.antlr.SpikeParser;
import org.spikewright.language.parser.antlr.internal.InternalSpikeParser;
import org.spikewright.model.core.Model;

/**
 * The parser, always over the whole file: whether a name is a unit depends on the token before it. What a declaration says twice,
 * and what nests too deeply, is a syntax error.
 */
public class WholeFileParser extends SpikeParser {

    @Override
    protected boolean isReparseSupported() {
        return false;
    }

    @Override
    protected InternalSpikeParser createParser(XtextTokenStream tokens) {
        return new StatementParser(tokens, getGrammarAccess());
    }

    @Override
    protected IParseResult doParse(String rule, CharStream in, NodeModelBuilder builder, int lookAhead) {
        Nesting nesting = Nesting.of(in.size() == 0 ? "" : in.substring(0, in.size() - 1));
        IParseResult parsed = super.doParse(rule, nesting.places().isEmpty() ? in : new ANTLRStringStream(nesting.text()), builder, lookAhead);
        boolean isRight = nesting.places().isEmpty();
        for (int place : nesting.places()) {
            error(builder, NodeModelUtils.findLeafNodeAtOffset(parsed.getRootNode(), place), Code.SYNTAX, "this nests more than "
                    + Nesting.DEEPEST + " deep; name the inner parts by themselves, as in let half = …");
        }
        for (INode again : Repetitions.in(parsed.getRootNode())) {
            error(builder, again, Code.SETTING_TWICE, "'" + Repetitions.what(again) + "' is set twice; remove one of the two");
            isRight = false;
        }
        for (EObject cut : parsed.getRootASTElement() instanceof Model model ? Depth.cut(model) : List.<EObject>of()) {
            error(builder, NodeModelUtils.getNode(cut), Code.SYNTAX, "this has more than " + Depth.DEEPEST
                    + " operations within each other; name parts of it by themselves, as in let half = …");
            isRight = false;
        }
        return isRight ? parsed : new ParseResult(parsed.getRootASTElement(), parsed.getRootNode(), true);
    }

    private static void error(NodeModelBuilder builder, INode node, Code code, String message) {
        if (node != null) {
            builder.setSyntaxError(node, new SyntaxErrorMessage(message, code.id()));
        }
    }
}
