package org.spikewright.language.validation;

import java.util.Locale;
import java.util.Set;
import org.antlr.runtime.MismatchedTokenException;
import org.antlr.runtime.MissingTokenException;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.Token;
import org.antlr.runtime.TokenStream;
import org.antlr.runtime.UnwantedTokenException;
import org.eclipse.xtext.nodemodel.SyntaxErrorMessage;
import org.eclipse.xtext.parser.antlr.SyntaxErrorMessageProvider;
import org.spikewright.compile.Code;
import org.spikewright.language.parser.antlr.internal.InternalSpikeLexer;

/** Says in words what the parser stumbled over. */
public class SyntaxMessages extends SyntaxErrorMessageProvider {

    private static final Set<String> DECLARING = Set.of("package", "function", "schema", "neuron", "synapse", "network", "block", "dataset",
            "chip", "train", "simulate", "evaluate", "verify", "map", "export", "explore", "compare", "parameter", "state", "input", "let", "tensor",
            "shared", "population", "group", "field", ".");

    @Override
    public SyntaxErrorMessage getSyntaxErrorMessage(IParserErrorContext context) {
        return new SyntaxErrorMessage(sentence(context), Code.SYNTAX.id());
    }

    @Override
    public SyntaxErrorMessage getSyntaxErrorMessage(IValueConverterErrorContext context) {
        return new SyntaxErrorMessage(context.getDefaultMessage(), Code.SYNTAX.id());
    }

    private static String sentence(IParserErrorContext context) {
        RecognitionException problem = context.getRecognitionException();
        if (problem == null || problem.token == null) {
            return context.getDefaultMessage();
        }
        String expected = expected(problem, context.getTokenNames());
        if (problem.token.getType() == Token.EOF) {
            return "the file ends too early" + (expected.isEmpty() ? "" : "; expected " + expected);
        }
        String found = "'" + problem.token.getText() + "'";
        if (followsNumber(problem)) {
            return found + " is not a unit";
        }
        if (problem.token.getType() == InternalSpikeLexer.RULE_ANY_OTHER && problem.token.getText().codePoints().anyMatch(c -> c > 127)) {
            return found + " cannot stand here; names have Latin letters without accents, Greek letters, digits and _";
        }
        if (isKeywordAsName(problem)) {
            return found + " is a word of the language; choose another name";
        }
        if (problem instanceof MissingTokenException) {
            return (expected.isEmpty() ? "something" : expected) + " is missing before " + found;
        }
        if (problem instanceof UnwantedTokenException) {
            return found + " does not belong here" + (expected.isEmpty() ? "" : "; expected " + expected);
        }
        return found + " was not expected here" + (expected.isEmpty() ? "" : "; expected " + expected);
    }

    /** A word of the language where a declaration has its name: after a word that declares something, or in a package's name. */
    private static boolean isKeywordAsName(RecognitionException problem) {
        if (!(problem.input instanceof TokenStream tokens) || problem.token.getType() == InternalSpikeLexer.RULE_ID
                || !problem.token.getText().chars().allMatch(c -> c < 128 && Character.isLetter(c))) {
            return false;
        }
        int at = problem.token.getTokenIndex() - 1;
        while (at >= 0 && tokens.get(at).getType() == InternalSpikeLexer.RULE_WS) {
            at--;
        }
        return at >= 0 && DECLARING.contains(tokens.get(at).getText());
    }

    /** A name right after a number was most likely meant as its unit. */
    private static boolean followsNumber(RecognitionException problem) {
        int at = problem.token.getTokenIndex() - 1;
        if (problem.token.getType() != InternalSpikeLexer.RULE_ID || !(problem.input instanceof TokenStream tokens)) {
            return false;
        }
        while (at >= 0 && tokens.get(at).getType() == InternalSpikeLexer.RULE_WS) {
            at--;
        }
        return at >= 0 && tokens.get(at).getType() == InternalSpikeLexer.RULE_NUMBER
                && tokens.get(at).getLine() == problem.token.getLine();
    }

    private static String expected(RecognitionException problem, String[] names) {
        if (!(problem instanceof MismatchedTokenException mismatch) || mismatch.expecting < 0
                || mismatch.expecting >= names.length) {
            return "";
        }
        String name = names[mismatch.expecting];
        return name.startsWith("RULE_") ? switch (name.substring("RULE_".length())) {
            case "ID" -> "a name";
            case "NUMBER" -> "a number";
            case "STRING" -> "a text in double quotes";
            default -> name.substring("RULE_".length()).toLowerCase(Locale.ROOT);
        } : name;
    }
}
