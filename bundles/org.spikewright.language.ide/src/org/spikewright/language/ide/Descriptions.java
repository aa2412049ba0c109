package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.documentation.IEObjectDocumentationProvider;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.common.Dimension;
import org.spikewright.common.Unit;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.compile.Type;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Variable;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.NetworkInput;
import org.spikewright.model.network.Node;
import org.spikewright.model.neuron.Derived;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.Input;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.State;
import org.spikewright.network.Layer;
import org.spikewright.network.Shape;

/** Says what elements are, in Markdown: how they are declared, what their comment says, what they become in a network. */
class Descriptions {

    private static final Elaboration ELABORATION = new Elaboration(DiagnosticSink.IGNORED);

    @Inject
    private IEObjectDocumentationProvider comments;

    @Inject
    private NodeShapes shapes;

    /** An element's declaration, its comment, and the shape it has where it is a node of a network. */
    String of(EObject element) {
        StringBuilder text = new StringBuilder();
        if (element instanceof Named named) {
            text.append("```spike\n").append(signature(named)).append("\n```");
        }
        comment(element).ifPresent(comment -> text.append("\n\n").append(comment));
        equations(element).ifPresent(equations -> text.append("\n\n```text\n").append(equations).append("\n```"));
        measure(element).ifPresent(measure -> text.append("\n\n").append(measure));
        layer(element).ifPresent(layer -> text.append("\n\n").append(layer));
        return text.toString().strip();
    }

    /** The comment before an element, as one flowing text. */
    Optional<String> comment(EObject element) {
        return Optional.ofNullable(comments.getDocumentation(element)).map(comment -> comment.strip().replaceAll("(?<!\n)\n(?!\n)", " "))
                .filter(comment -> !comment.isEmpty());
    }

    /** The formulas of an element that has some, as they are written by hand. */
    private static Optional<String> equations(EObject element) {
        List<String> lines = new ArrayList<>();
        switch (element) {
            case Dynamics neuron -> {
                neuron.getDerived().forEach(derived -> lines.add(Typeset.of(String.valueOf(derived.getName())) + " = " + Typeset.of(text(derived.getFormula()))));
                neuron.getEquations().forEach(equation -> lines.add(Typeset.of(text(equation))));
                neuron.getEvents().forEach(event -> lines.add(Typeset.of(text(event))));
            }
            case State state when state.eContainer() instanceof Dynamics neuron -> neuron.getEquations().stream()
                    .filter(equation -> equation.getState() == state).forEach(equation -> lines.add(Typeset.of(text(equation))));
            case Function function when function.getFormula() != null -> lines.add(Typeset.of(text(function.getFormula())));
            default -> { }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private static Optional<String> measure(EObject element) {
        return element instanceof Variable variable && variable.getType() != null
                ? Type.of(variable.getType()).filter(type -> type.isNumeric() && !type.dimension().equals(Dimension.NONE))
                        .flatMap(type -> Unit.coherent(type.dimension())).map(unit -> "Measured in " + unit.symbol() + ".")
                : Optional.empty();
    }

    /** What a stage of a network becomes: its shape and how much it learns. */
    Optional<String> stage(Reference stage) {
        Network network = EcoreUtil2.getContainerOfType(stage, Network.class);
        if (!(stage.eContainer() instanceof Flow) || network == null) {
            return Optional.empty();
        }
        Optional<Layer> layer = Optional.ofNullable(ELABORATION.stages(network).get(stage));
        return layer.map(found -> "Gives " + found.shape() + learns(ELABORATION.parameters(network, stage)));
    }

    /** What a node of a network becomes: its shape, and how much all that is written behind its name learns. */
    private String node(Node node, Network network, Shape shape) {
        long parameters = EcoreUtil2.getAllContentsOfType(node, Reference.class).stream().filter(stage -> stage.eContainer() instanceof Flow)
                .mapToLong(stage -> ELABORATION.parameters(network, stage)).sum();
        return "Gives " + shape + learns(parameters);
    }

    private static String learns(long parameters) {
        return parameters == 0 ? ", learns nothing." : String.format(Locale.ROOT, " and learns %,d parameters.", parameters);
    }

    private Optional<String> layer(EObject element) {
        return switch (element) {
            case NetworkInput input when input.eContainer() instanceof Network network ->
                Optional.ofNullable(shapes.of(network).get(input)).map(shape -> "Has the shape " + shape + ".");
            case Node node when node.eContainer() instanceof Network network ->
                Optional.ofNullable(shapes.of(network).get(node)).map(shape -> node(node, network, shape));
            case Network network -> ELABORATION.network(network).map(Descriptions::size);
            default -> Optional.empty();
        };
    }

    private static String size(org.spikewright.network.Network network) {
        return String.format(Locale.ROOT, "Gives %s and learns %,d parameters.", network.layers().get(network.output()).shape(),
                network.parameterCount());
    }

    /** The kind of an element in one or two words, for lists. */
    String kind(EObject element) {
        return switch (element) {
            case Parameter parameter -> parameter.getType();
            case Function function -> function.getType();
            case Variable variable -> variable.getType();
            case Neuron _ -> "neuron";
            case Node _ -> "node";
            case Job job -> job.eClass().getName().replace("Job", "").toLowerCase(Locale.ROOT);
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
            case Parameter parameter when parameter.eContainer() instanceof Neuron -> "parameter " + text(element);
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
        return node != null ? NodeModelUtils.getTokenText(node).strip() : element instanceof Named named ? named.getName() : "";
    }
}
