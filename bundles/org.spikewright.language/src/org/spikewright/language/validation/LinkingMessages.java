package org.spikewright.language.validation;

import com.google.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.diagnostics.DiagnosticMessage;
import org.eclipse.xtext.diagnostics.Severity;
import org.eclipse.xtext.linking.impl.LinkingDiagnosticMessageProvider;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScopeProvider;
import org.eclipse.xtext.util.IResourceScopeCache;
import org.spikewright.common.Unit;
import org.spikewright.compile.Arguments;
import org.spikewright.compile.Code;
import org.spikewright.compile.Type;
import org.spikewright.language.index.DeclarationDescriptions;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.Argument;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.job.Claim;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Drive;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.neuron.Neuron;

/** Says that a name is unknown, and which known one is closest. */
public class LinkingMessages extends LinkingDiagnosticMessageProvider {

    /** For so many unknown names of a file a known one is looked for; where there are more, the text is another language. */
    private static final int MOST_PROPOSALS = 50;

    /** Where more can stand than this, it is not listed. */
    private static final int MOST_LISTED = 24;

    /** What metrics can be of, but for jobs. */
    private static final Set<String> MEASURED = Set.of("Neurons", "Population");

    /** What the library calls the time of a run. */
    private static final String TIME = "time";

    /** Nobody mistypes a name of more characters. */
    private static final int LONGEST = 100;

    @Inject
    private IScopeProvider scopes;

    @Inject
    private IResourceScopeCache cache;

    @Override
    public DiagnosticMessage getUnresolvedProxyMessage(ILinkingDiagnosticContext context) {
        if (followsFromAnother(context)) {
            return null;
        }
        String name = context.getLinkText();
        if (followsNumber(context)) {
            return new DiagnosticMessage("'" + name + "' is neither a unit nor a name that can stand here", Severity.ERROR,
                    Code.UNKNOWN_NAME.id());
        }
        Optional<String> unit = unit(context, name);
        if (unit.isPresent()) {
            return new DiagnosticMessage(unit.get(), Severity.ERROR, Code.UNKNOWN_NAME.id());
        }
        if (isPartSought(context)) {
            return new DiagnosticMessage("'" + name + "' cannot be named here: what is sought, kept to or compared is of a whole job; expect lines can be of parts,"
                    + " as in expect rate(" + name + ") < 10 Hz", Severity.ERROR, Code.UNKNOWN_NAME.id());
        }
        Optional<String> closest = isTime(context, name) ? Optional.of(TIME) : closest(context, name);
        String missing = context.getReference() == JobPackage.Literals.VARIATION__TARGET
                ? "nothing named '" + name + "' can be varied here"
                : "there is no " + kind(context) + " '" + name + "' here";
        String message = missing + closest.map(known -> "; did you mean '" + known + "'?").or(() -> instead(context, name)).orElse("");
        return new DiagnosticMessage(message, Severity.ERROR, Code.UNKNOWN_NAME.id(), closest.orElse(""));
    }

    /** An argument of something unknown, or a setting of an unknown group: saying so once is enough. */
    private static boolean followsFromAnother(ILinkingDiagnosticContext context) {
        return switch (context.getContext().eContainer()) {
            case Reference call when context.getReference() == CorePackage.Literals.ARGUMENT__PARAMETER ->
                call.getTarget() == null || call.getTarget().eIsProxy();
            case Group group when context.getReference() == CorePackage.Literals.SETTING__PARAMETER ->
                group.getSchema() == null || group.getSchema().eIsProxy();
            default -> false;
        };
    }

    /** Whether a population or a layer is named where metrics are of whole jobs. */
    private static boolean isPartSought(ILinkingDiagnosticContext context) {
        return context.getReference() == CorePackage.Literals.REFERENCE__TARGET && context.getContext().eContainer() instanceof Argument argument
                && EcoreUtil2.getContainerOfType(argument, Claim.class) == null && EcoreUtil2.getContainerOfType(argument, Job.class) != null
                && Optional.ofNullable(Arguments.parameter(argument)).map(Parameter::getType).filter(MEASURED::contains).isPresent();
    }

    /** What is said of a unit that stands without a number, as in 0.3 m / s; empty if the name is none. */
    private static Optional<String> unit(ILinkingDiagnosticContext context, String name) {
        String letters = name.replaceAll("[0-9]+$", "");
        if (!(context.getContext().eContainer() instanceof Binary binary) || !(context.getContext() instanceof Reference)
                || !"/*^".contains(binary.getOperator()) || Unit.of(letters).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(letters.equals(name) ? "'" + name + "' is a unit, and a unit stands behind a number; write for instance 0.3 m / 1 s"
                : "'" + name + "' is no quantity: units have no powers, but areas, as in 1 uF/cm²");
    }

    /** Whether a name that nobody knows is how others call the time, where it may be asked for. */
    private static boolean isTime(ILinkingDiagnosticContext context, String name) {
        return name.equals("t") && context.getReference() == CorePackage.Literals.REFERENCE__TARGET
                && (EcoreUtil2.getContainerOfType(context.getContext(), Drive.class) != null
                        || EcoreUtil2.getContainerOfType(context.getContext(), Neuron.class) != null);
    }

    /** A name right after a number was most likely meant as its unit. */
    private static boolean followsNumber(ILinkingDiagnosticContext context) {
        List<INode> nodes = NodeModelUtils.findNodesForFeature(context.getContext(), context.getReference());
        if (nodes.isEmpty()) {
            return false;
        }
        INode root = nodes.getFirst().getRootNode();
        ILeafNode before = NodeModelUtils.findLeafNodeAtOffset(root, nodes.getFirst().getOffset() - 1);
        while (before != null && before.isHidden() && before.getText().isBlank() && before.getText().indexOf('\n') < 0) {
            before = NodeModelUtils.findLeafNodeAtOffset(root, before.getOffset() - 1);
        }
        return before != null && !before.isHidden() && Character.isDigit(before.getText().charAt(0));
    }

    private static String kind(ILinkingDiagnosticContext context) {
        if (context.getReference() == CorePackage.Literals.REFERENCE__TARGET) {
            return switch (context.getContext().eContainer()) {
                case Argument argument when EcoreUtil2.getContainerOfType(argument, Claim.class) != null -> measured(argument);
                case EObject _ when EcoreUtil2.getContainerOfType(context.getContext(), Claim.class) != null -> "metric or function";
                case Flow flow when flow.getSource() != context.getContext() -> "layer, neuron or block";
                case Flow _ -> "node";
                case Chain _ -> "node";
                case Binary _ when EcoreUtil2.getContainerOfType(context.getContext(), Argument.class) == null
                        && EcoreUtil2.getContainerOfType(context.getContext(), Chain.class) != null -> "node";
                case Setting setting when setting.getParameter() != null && setting.getParameter().getType() != null ->
                    setting.getParameter().getType().toLowerCase(java.util.Locale.ROOT);
                default -> "quantity or function";
            };
        }
        if (context.getReference() == CorePackage.Literals.SETTING__PARAMETER) {
            return context.getContext().eContainer() instanceof Chip ? "value" : "setting";
        }
        if (context.getReference() == NetworkPackage.Literals.PART__MEMBER) {
            return "population or group";
        }
        return context.getReference().getEReferenceType().getName().replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** What an argument of a metric names. */
    private static String measured(Argument argument) {
        String type = Optional.ofNullable(Arguments.parameter(argument)).map(Parameter::getType).orElse("");
        return switch (type) {
            case "Job" -> "job";
            case "Neurons" -> "population or layer";
            case "Population" -> "population";
            default -> "metric or function";
        };
    }

    private Optional<String> closest(ILinkingDiagnosticContext context, String name) {
        AtomicInteger sought = cache.get(LinkingMessages.class, context.getContext().eResource(), AtomicInteger::new);
        if (name.length() > LONGEST || sought.incrementAndGet() > MOST_PROPOSALS) {
            return Optional.empty();
        }
        return Closest.to(name, visible(context).map(element -> element.getName().toString()).toList());
    }

    /** What can stand at a place where little can, such as recorders in 'record' or the values of a network in 'vary'. */
    private Optional<String> instead(ILinkingDiagnosticContext context, String name) {
        if (context.getReference() == JobPackage.Literals.VARIATION__TARGET) {
            String owner = name.replaceAll("\\..*", "");
            List<String> known = visible(context).map(element -> element.getName().toString()).filter(value -> value.startsWith(owner + "."))
                    .distinct().sorted().toList();
            return Optional.of(known.isEmpty() ? "; a parameter of a network, a neuron or a block, or a setting of a job, a data set or a chip can, as in Learn.epochs"
                    : "; of '" + owner + "' there " + listed(known));
        }
        if (context.getReference() != CorePackage.Literals.REFERENCE__TARGET || !(setting(context.getContext()) instanceof Setting)) {
            return Optional.empty();
        }
        List<String> known = visible(context).filter(element -> Optional.ofNullable(DeclarationDescriptions.result(element)).flatMap(Type::of)
                .filter(type -> !type.isNumeric()).isPresent()).map(element -> element.getName().getLastSegment()).distinct().sorted().toList();
        return known.isEmpty() || known.size() > MOST_LISTED ? Optional.empty() : Optional.of("; there " + listed(known));
    }

    /** What a value belongs to, be it one of a list. */
    private static EObject setting(EObject value) {
        return value.eContainer() instanceof ListLiteral list ? list.eContainer() : value.eContainer();
    }

    private static String listed(List<String> names) {
        return names.size() == 1 ? "is " + names.getFirst()
                : "are " + String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    private Stream<IEObjectDescription> visible(ILinkingDiagnosticContext context) {
        return StreamSupport.stream(scopes.getScope(context.getContext(), context.getReference()).getAllElements().spliterator(), false);
    }
}
