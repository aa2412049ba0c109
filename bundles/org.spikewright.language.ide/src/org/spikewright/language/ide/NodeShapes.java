package org.spikewright.language.ide;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Reference;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.Node;
import org.spikewright.network.Layer;
import org.spikewright.network.Shape;

/** The shapes of a network's nodes, as far as they can be inferred. */
class NodeShapes {

    Map<Node, Shape> of(Network network) {
        Map<EObject, Layer> layers = new Elaboration(DiagnosticSink.IGNORED).stages(network);
        Map<Node, Shape> shapes = new HashMap<>();
        for (Node node : network.getNodes()) {
            Layer layer = layer(node, layers, new HashSet<>());
            if (layer != null) {
                shapes.put(node, layer.shape());
            }
        }
        return shapes;
    }

    /** The layer whose output a node or expression is; {@code null} if it is not known. */
    private static Layer layer(EObject element, Map<EObject, Layer> layers, Set<EObject> seen) {
        if (element == null || layers.containsKey(element) || !seen.add(element)) {
            return layers.get(element);
        }
        return switch (element) {
            case Chain chain -> layer(chain.getValue(), layers, seen);
            case Flow flow when !flow.getStages().isEmpty() -> layer(flow.getStages().getLast(), layers, seen);
            case Reference reference when reference.getTarget() instanceof Node node -> layer(node, layers, seen);
            default -> null;
        };
    }
}
