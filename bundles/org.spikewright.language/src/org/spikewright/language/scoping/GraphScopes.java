package org.spikewright.language.scoping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.Scopes;
import org.spikewright.compile.Pools;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Drive;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.NetworkPackage.Literals;
import org.spikewright.model.network.Pool;
import org.spikewright.model.network.Population;
import org.spikewright.model.network.Receiver;
import org.spikewright.model.network.TensorState;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;

/** What names may mean that only the parts of one network or block have. */
final class GraphScopes {

    private static final Map<EReference, Function<Graph, List<? extends EObject>>> PARTS = Map.of(
            Literals.GRAPH__OUTPUT, Graph::getNodes,
            Literals.UPDATE__STATE, graph -> graph.getNodes().stream().filter(TensorState.class::isInstance).toList(),
            Literals.PART__MEMBER, graph -> Stream.concat(graph.getPopulations().stream(), graph.getGroups().stream()).toList());

    private GraphScopes() {
    }

    static boolean knows(EReference reference) {
        return PARTS.containsKey(reference) || reference == Literals.CONNECTION__INPUT || reference == Literals.DRIVE__INPUT
                || reference == Literals.RECEIVER__INPUT;
    }

    static IScope of(EObject context, EReference reference) {
        Graph graph = EcoreUtil2.getContainerOfType(context, Graph.class);
        if (graph == null) {
            return IScope.NULLSCOPE;
        }
        return Scopes.scopeFor(PARTS.containsKey(reference) ? PARTS.get(reference).apply(graph) : inputs(context));
    }

    /** What the neurons of the targets receive. */
    private static List<Input> inputs(EObject context) {
        List<Pool> targets = switch (context) {
            case Connection connection -> connection.getTargets();
            case Receiver receiver when receiver.eContainer() instanceof Connection connection -> connection.getTargets();
            case Drive drive -> drive.getTargets();
            default -> List.of();
        };
        List<Input> inputs = new ArrayList<>();
        for (Population target : Pools.populations(targets)) {
            if (target.getNeuron() != null && target.getNeuron().getTarget() instanceof Neuron neuron) {
                inputs.addAll(neuron.getInputs());
            }
        }
        return inputs;
    }
}
