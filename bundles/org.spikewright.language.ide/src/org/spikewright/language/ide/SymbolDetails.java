package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolDetailsProvider;
import org.eclipse.xtext.util.IResourceScopeCache;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Variable;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.Node;
import org.spikewright.network.Shape;

/** What an outline says behind a name: the type of a quantity, the shape of a node, what a job works on, the kind of others. */
public class SymbolDetails extends DocumentSymbolDetailsProvider {

    @Inject
    private Descriptions descriptions;

    @Inject
    private NodeShapes shapes;

    @Inject
    private IResourceScopeCache cache;

    @Override
    public String getDetails(EObject element) {
        return switch (element) {
            case Variable variable when variable.getType() != null -> variable.getType();
            case Job job when job.getNetwork() != null && job.getNetwork().getName() != null -> descriptions.kind(job) + " "
                    + job.getNetwork().getName();
            case Node node when node.eContainer() instanceof Network network -> shape(network, node);
            case Declaration declaration -> descriptions.kind(declaration);
            default -> "";
        };
    }

    /** One inference serves all nodes of a network. */
    private String shape(Network network, Node node) {
        Map<Network, Map<Node, Shape>> known = cache.get(SymbolDetails.class, network.eResource(), HashMap::new);
        Shape shape = known.computeIfAbsent(network, shapes::of).get(node);
        return shape == null ? "" : shape.toString();
    }
}
