package org.spikewright.language.formatting;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.formatting2.regionaccess.IEObjectRegion;
import org.eclipse.xtext.formatting2.regionaccess.ISemanticRegion;
import org.eclipse.xtext.formatting2.regionaccess.ITextRegionAccess;
import org.spikewright.model.core.Import;

/** Goes through the tokens of a model, in their order, and says what belongs between them. */
final class Layout {

    private static final Set<String> CONTINUING = Set.of("from", "holding", "seeds");
    private static final Set<String> OPENING = Set.of("(", "[");
    private static final Set<String> CLOSING = Set.of(")", "]", ",");
    private static final Set<String> BREAK_AFTER = Set.of("=", ",", "->");
    private static final Set<String> BREAK_BEFORE = Set.of("->", "surrogate", "reset", "then", "by", "and", "or");
    private static final Set<String> OPERATIONS = Set.of("Expression", "Conjunction", "Comparison", "Sum", "Product", "Power", "Claim");

    private final ITextRegionAccess text;
    private final Deque<Block> blocks = new ArrayDeque<>();

    Layout(ITextRegionAccess text) {
        this.text = text;
    }

    /**
     * A pair of braces that is open.
     *
     * @param owner what it is the body of
     * @param spans whether it spans several lines
     */
    private record Block(EObject owner, boolean spans) {
    }

    /** What belongs between two tokens; either is null at an end of the text. */
    Gap gap(ISemanticRegion before, ISemanticRegion next) {
        if (before == null) {
            return next == null ? new Gap.End() : new Gap.Start();
        }
        if (next == null) {
            return new Gap.End();
        }
        boolean opens = isKeyword(before, "{");
        if (opens) {
            blocks.push(new Block(before.getSemanticElement(), spans(before)));
        }
        if (isKeyword(next, "}")) {
            boolean spans = blocks.pop().spans();
            int depth = depth();
            return spans ? new Gap.Lines(1, opens ? 1 : 2, 1, depth + 1, depth) : new Gap.Within(opens ? "" : " ", false, depth + 1);
        }
        if (blocks.isEmpty()) {
            return startsChild(next, text.regionForRootEObject().getSemanticElement()) ? between(before, next) : within(before, next);
        }
        if (blocks.peek().spans() && (opens || startsMember(before, next))) {
            return new Gap.Lines(1, opens ? 1 : 2, 2, depth(), depth());
        }
        return within(before, next);
    }

    /** How deep the members of the innermost block are. */
    private int depth() {
        return (int) blocks.stream().filter(Block::spans).count();
    }

    private boolean spans(ISemanticRegion brace) {
        int open = 1;
        ISemanticRegion token = brace.getNextSemanticRegion();
        while (token != null) {
            open += isKeyword(token, "{") ? 1 : isKeyword(token, "}") ? -1 : 0;
            if (open == 0) {
                return spans(brace, token);
            }
            token = token.getNextSemanticRegion();
        }
        return true;
    }

    private boolean spans(ISemanticRegion first, ISemanticRegion last) {
        return text.textForOffset(first.getOffset(), last.getEndOffset() - first.getOffset()).indexOf('\n') >= 0;
    }

    /** Imports and declarations on one line each may follow one another closely. */
    private Gap between(ISemanticRegion before, ISemanticRegion next) {
        EObject previous = child(before, text.regionForRootEObject().getSemanticElement());
        EObject following = next.getSemanticElement();
        boolean alike = previous instanceof Import == following instanceof Import;
        boolean close = previous != null && alike && !spans(previous) && !spans(following);
        return new Gap.Lines(close ? 1 : 2, 2, 2, 0, 0);
    }

    private boolean spans(EObject element) {
        IEObjectRegion region = text.regionForEObject(element);
        return spans(region.getPreviousHiddenRegion().getNextSemanticRegion(), region.getNextHiddenRegion().getPreviousSemanticRegion());
    }

    /** A member starts with a word of the block, such as parameter, or else with itself. */
    private boolean startsMember(ISemanticRegion before, ISemanticRegion next) {
        EObject owner = blocks.peek().owner();
        if (isWord(next, owner)) {
            return !CONTINUING.contains(next.getText());
        }
        return !isWord(before, owner) && startsChild(next, owner);
    }

    private static boolean isWord(ISemanticRegion token, EObject owner) {
        return token.getGrammarElement() instanceof Keyword && token.getSemanticElement() == owner;
    }

    private boolean startsChild(ISemanticRegion token, EObject owner) {
        EObject child = child(token, owner);
        return child != null && text.regionForEObject(child).getPreviousHiddenRegion().getNextSemanticRegion() == token;
    }

    private static EObject child(ISemanticRegion token, EObject owner) {
        EObject element = token.getSemanticElement();
        while (element != null && element.eContainer() != owner) {
            element = element.eContainer();
        }
        return element;
    }

    private Gap within(ISemanticRegion before, ISemanticRegion next) {
        boolean mayBreak = isKeyword(before, BREAK_AFTER) || isKeyword(next, BREAK_BEFORE) || isOperator(before) || isOperator(next);
        boolean joined = isJoined(before, next);
        return new Gap.Within(joined ? "" : " ", mayBreak && !joined, depth() + 1);
    }

    private static boolean isJoined(ISemanticRegion before, ISemanticRegion next) {
        boolean call = isKeyword(next, "(") && !rule(next).equals("Primary");
        boolean derivative = isKeyword(before, "/") && rule(before).equals("Equation")
                || isKeyword(next, "/") && rule(next).equals("Equation");
        boolean axis = isKeyword(next, ":") && rule(next).equals("Axis");
        boolean part = isKeyword(next, "[") && rule(next).equals("Part");
        boolean negative = isKeyword(before, "-") && rule(before).equals("Prefix");
        return isKeyword(before, OPENING) || isKeyword(next, CLOSING) || call || derivative || axis || part || negative;
    }

    private static boolean isOperator(ISemanticRegion token) {
        return token.getGrammarElement() instanceof Keyword && OPERATIONS.contains(rule(token));
    }

    private static boolean isKeyword(ISemanticRegion token, String text) {
        return token.getGrammarElement() instanceof Keyword && token.getText().equals(text);
    }

    private static boolean isKeyword(ISemanticRegion token, Set<String> texts) {
        return token.getGrammarElement() instanceof Keyword && texts.contains(token.getText());
    }

    private static String rule(ISemanticRegion token) {
        return GrammarUtil.containingRule(token.getGrammarElement()).getName();
    }
}
