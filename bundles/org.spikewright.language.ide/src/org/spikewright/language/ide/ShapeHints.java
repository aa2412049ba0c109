package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.NetworkInput;
import org.spikewright.model.network.Node;
import org.spikewright.network.Shape;

/** The shapes of a network's nodes, shown behind their names as if they had been written there. */
public class ShapeHints {

    @Inject
    private NodeShapes shapes;

    /** The hints for the lines of a range. */
    public List<InlayHint> of(Document document, XtextResource resource, Range range) {
        List<InlayHint> hints = new ArrayList<>();
        for (var contents = resource.getAllContents(); contents.hasNext();) {
            EObject element = contents.next();
            if (element instanceof Network network && isIn(network, range)) {
                Map<Node, Shape> known = shapes.of(network);
                network.getNodes().stream().filter(node -> known.containsKey(node) && !(node instanceof NetworkInput))
                        .forEach(node -> hint(document, node, known.get(node), hints));
            }
        }
        return hints;
    }

    private static boolean isIn(Network network, Range range) {
        INode node = NodeModelUtils.findActualNodeFor(network);
        return node.getEndLine() - 1 >= range.getStart().getLine() && node.getStartLine() - 1 <= range.getEnd().getLine();
    }

    private static void hint(Document document, Node node, Shape shape, List<InlayHint> hints) {
        for (INode name : NodeModelUtils.findNodesForFeature(node, CorePackage.Literals.NAMED__NAME)) {
            InlayHint hint = new InlayHint(document.getPosition(name.getEndOffset()), Either.forLeft(": " + shape));
            hint.setKind(InlayHintKind.Type);
            hints.add(hint);
        }
    }
}
