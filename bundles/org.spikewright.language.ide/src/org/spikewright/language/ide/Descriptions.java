package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.documentation.IEObjectDocumentationProvider;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.common.Location;
import org.spikewright.compile.Elaboration;
import org.spikewright.compile.Problems;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Variable;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.NetworkInput;
import org.spikewright.model.network.Node;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.State;
import org.spikewright.network.Layer;

/** Says what elements are, in Markdown: how they are declared, what their comment says, what they become in a network. */
class Descriptions {

    @Inject
    private IEObjectDocumentationProvider comments;

    /** An element's declaration, its comment, and the shape it has where it is a node of a network. */
    String of(EObject element) {
        StringBuilder text = new StringBuilder();
        if (element instanceof Named named) {
            text.append("```spike\n").append(signature(named)).append("\n```");
        }
        comment(element).ifPresent(comment -> text.append("\n\n").append(comment));
        layer(element).ifPresent(layer -> text.append("\n\n").append(layer));
        return text.toString().strip();
    }

    /** The comment before an element, as one flowing text. */
    Optional<String> comment(EObject element) {
        return Optional.ofNullable(comments.getDocumentation(element)).map(comment -> comment.strip().replaceAll("(?<!\n)\n(?!\n)", " "))
                .filter(comment -> !comment.isEmpty());
    }

    /** What a stage of a network becomes: its shape and how much it learns. */
    Optional<String> stage(Reference stage) {
        Network network = EcoreUtil2.getContainerOfType(stage, Network.class);
        if (!(stage.eContainer() instanceof Flow) || network == null) {
            return Optional.empty();
        }
        Elaboration elaboration = new Elaboration(Problems.IGNORED, _ -> Location.NOWHERE);
        return Optional.ofNullable(elaboration.stages(network).get(stage))
                .map(layer -> "Gives " + layer.shape() + elaboration.network(network).map(whole -> parameters(layer, whole)).orElse(""));
    }

    private static String parameters(Layer layer, org.spikewright.network.Network network) {
        long count = layer.parameters(network).stream().mapToLong(parameter -> parameter.shape().size()).sum();
        return count == 0 ? ", learns nothing." : String.format(Locale.ROOT, " and learns %,d parameters.", count);
    }

    private Optional<String> layer(EObject element) {
        return element instanceof Chain chain && chain.getValue() instanceof Flow flow && !flow.getStages().isEmpty()
                ? stage(flow.getStages().getLast()) : Optional.empty();
    }

    /** The kind of an element in one or two words, for lists. */
    String kind(EObject element) {
        return switch (element) {
            case Parameter parameter -> parameter.getType();
            case Function function -> function.getType();
            case Variable variable -> variable.getType();
            case Neuron _ -> "neuron";
            case Node _ -> "node";
            default -> element.eClass().getName().toLowerCase(Locale.ROOT);
        };
    }

    private static String signature(Named element) {
        return switch (element) {
            case Neuron neuron -> "neuron " + neuron.getName() + parameters(neuron.getParameters());
            case Function function -> "function " + function.getName() + parameters(function.getParameters()) + " : " + function.getType();
            case State _ -> "state " + text(element);
            case Input _ -> "input " + text(element);
            case Derived _ -> "let " + text(element);
            case NetworkInput _ -> text(element);
            case Chain _ -> text(element);
            case Variable _ -> text(element);
            case Declaration _ -> text(element).replaceFirst("(?s)\\s*\\{.*", "");
            default -> text(element);
        };
    }

    private static String parameters(List<Parameter> parameters) {
        return parameters.isEmpty() ? "" : parameters.stream().map(Descriptions::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String text(EObject element) {
        INode node = NodeModelUtils.findActualNodeFor(element);
        return node == null ? ((Named) element).getName() : NodeModelUtils.getTokenText(node).strip();
    }
}
