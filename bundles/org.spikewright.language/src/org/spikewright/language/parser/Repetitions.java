package org.spikewright.language.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.Assignment;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;

/**
 * What a declaration says twice though it can have one only, such as two outputs. The members of declarations come in any order,
 * so that the grammar allows it; the model would have the last, and whoever wrote the first would not know.
 */
final class Repetitions {

    private final Set<String> said = new HashSet<>();
    private final List<INode> repeated = new ArrayList<>();

    private Repetitions() {
    }

    /** What is said again, in all declarations of a text. */
    static List<INode> in(ICompositeNode model) {
        List<INode> all = new ArrayList<>();
        for (INode node = model.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof ICompositeNode declaration) {
                Repetitions repetitions = new Repetitions();
                repetitions.look(declaration);
                all.addAll(repetitions.repeated);
            }
        }
        return all;
    }

    /** What a repeated part sets, by the word that it begins with, as far as it has one. */
    static String what(INode repeated) {
        INode before = repeated.getPreviousSibling();
        while (before instanceof ILeafNode leaf && leaf.isHidden()) {
            before = before.getPreviousSibling();
        }
        return before instanceof ILeafNode word && word.getGrammarElement() instanceof Keyword ? word.getText()
                : assignment(repeated.getGrammarElement()).getFeature();
    }

    /** Looks at what is assigned to the declaration itself, in parts of its rule too. */
    private void look(ICompositeNode part) {
        for (INode node = part.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof ILeafNode leaf && leaf.isHidden()) {
                continue;
            }
            Assignment assignment = assignment(node.getGrammarElement());
            if (assignment == null) {
                if (node instanceof ICompositeNode further) {
                    look(further);
                }
            } else if (assignment.getOperator().equals("=") && !said.add(assignment.getFeature())) {
                repeated.add(node);
            }
        }
    }

    private static Assignment assignment(EObject element) {
        return element == null ? null : GrammarUtil.containingAssignment(element);
    }
}
