package org.spikewright.language.parser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Model;

/**
 * Cuts expressions of more operations than those who work with them go down: linking, checks and code generation go through an
 * expression by methods that call themselves. What is cut off is missing, as if it were yet to be written.
 */
final class Depth {

    /** Operations within each other at most, as in a sum of so many summands. */
    static final int DEEPEST = 500;

    private record Part(EObject element, int depth) {
    }

    private Depth() {
    }

    /** The operations whose left operand was cut off, in all declarations of a text. */
    static List<Binary> cut(Model model) {
        List<Binary> cut = new ArrayList<>();
        for (Declaration declaration : model.getDeclarations()) {
            INode text = NodeModelUtils.getNode(declaration);
            if (text == null || text.getLength() > 2 * DEEPEST) { // an operation takes a sign and an operand at least
                cut(declaration, cut);
            }
        }
        return cut;
    }

    private static void cut(Declaration declaration, List<Binary> cut) {
        Deque<Part> open = new ArrayDeque<>(List.of(new Part(declaration, 0)));
        while (!open.isEmpty()) {
            Part part = open.pop();
            if (part.depth() > DEEPEST && part.element() instanceof Binary binary && binary.getLeft() instanceof Binary) {
                binary.setLeft(null);
                cut.add(binary);
            }
            for (EObject child : part.element().eContents()) {
                open.push(new Part(child, child instanceof Expression ? part.depth() + 1 : 0));
            }
        }
    }
}
