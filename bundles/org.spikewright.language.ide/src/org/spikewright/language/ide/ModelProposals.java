package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.Assignment;
import org.eclipse.xtext.CrossReference;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.RuleCall;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistContext;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.ide.editor.contentassist.IIdeContentProposalAcceptor;
import org.eclipse.xtext.ide.editor.contentassist.IdeContentProposalProvider;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.common.Dimension;
import org.spikewright.common.Unit;
import org.spikewright.compile.Arguments;
import org.spikewright.compile.Claims;
import org.spikewright.compile.Type;
import org.spikewright.language.scoping.SpikeScopeProvider;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.core.Argument;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.NumberLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.core.Variable;
import org.spikewright.model.job.Claim;

/** Proposes words, names and units; no punctuation, and no placeholders for numbers and texts. */
public class ModelProposals extends IdeContentProposalProvider {

    @Inject
    private Keywords keywords;

    @Inject
    private SpikeScopeProvider scopes;

    @Override
    protected void _createProposals(Keyword keyword, ContentAssistContext context, IIdeContentProposalAcceptor acceptor) {
        super._createProposals(keyword, context, new IIdeContentProposalAcceptor() {
            @Override
            public void accept(ContentAssistEntry entry, int priority) {
                keywords.sentence(keyword.getValue()).ifPresent(entry::setDocumentation);
                acceptor.accept(entry, priority);
            }

            @Override
            public boolean canAcceptMoreProposals() {
                return acceptor.canAcceptMoreProposals();
            }
        });
    }

    @Override
    protected boolean filterKeyword(Keyword keyword, ContentAssistContext context) {
        return switch (keyword.getValue()) {
            case "true", "false" -> expected(context.getCurrentModel()).filter(type -> type == Type.Simple.TRUTH).isPresent();
            case "unknown" -> EcoreUtil2.getContainerOfType(context.getCurrentModel(), Chip.class) != null
                    && expected(context.getCurrentModel()).filter(Type::isNumeric).isPresent();
            default -> Character.isLetter(keyword.getValue().charAt(0));
        };
    }

    @Override
    protected void _createProposals(Assignment assignment, ContentAssistContext context, IIdeContentProposalAcceptor acceptor) {
        if (assignment.getTerminal() instanceof CrossReference) {
            super._createProposals(assignment, context, acceptor);
        } else if (assignment.getTerminal() instanceof RuleCall call && call.getRule().getName().equals("UnitName")) {
            dimension(context.getCurrentModel()).ifPresent(dimension -> units(dimension, context, acceptor));
        }
    }

    /** Inside the parentheses of a call its parameters are proposed, and names where the next one takes a name, not a number. */
    @Override
    protected void _createProposals(CrossReference reference, ContentAssistContext context, IIdeContentProposalAcceptor acceptor) {
        if (context.getCurrentModel() instanceof Reference call && call.isCalled()
                && GrammarUtil.containingRule(reference).getName().equals("Reference")) {
            next(call, context.getOffset()).ifPresent(parameter -> getCrossrefProposalProvider().lookupCrossReference(
                    scopes.argument(call, parameter), reference, context, acceptor, getCrossrefFilter(reference, context)));
        } else {
            super._createProposals(reference, context, acceptor);
        }
    }

    /** The parameter that an argument at that place would be for, counted by position. */
    private static Optional<Parameter> next(Reference call, int offset) {
        List<Parameter> parameters = Arguments.parameters(call);
        long before = call.getArguments().stream().filter(argument -> NodeModelUtils.findActualNodeFor(argument).getEndOffset() <= offset)
                .count();
        return before < parameters.size() ? Optional.of(parameters.get((int) before)) : Optional.empty();
    }

    private void units(Dimension dimension, ContentAssistContext context, IIdeContentProposalAcceptor acceptor) {
        Unit.symbols().stream().flatMap(symbol -> Unit.of(symbol).stream()).filter(unit -> unit.dimension().equals(dimension))
                .sorted(Comparator.comparingDouble(Unit::factor)).forEach(unit -> {
                    ContentAssistEntry entry = getProposalCreator().createProposal(unit.symbol(), context, ContentAssistEntry.KIND_UNIT,
                            null);
                    acceptor.accept(entry, getProposalPriorities().getDefaultPriority(entry));
                });
    }

    /** What a number at a place measures, as far as the thing it is given to says so. */
    private static Optional<Dimension> dimension(EObject place) {
        return expected(place).filter(Type.Quantity.class::isInstance).map(Type::dimension)
                .filter(dimension -> !dimension.equals(Dimension.NONE));
    }

    private static Optional<Type> expected(EObject place) {
        EObject holder = place instanceof NumberLiteral || place instanceof ListLiteral ? place.eContainer() : place;
        if (holder instanceof ListLiteral list) {
            holder = list.eContainer();
        }
        if (holder instanceof Claim claim) {
            return Claims.type(claim);
        }
        String type = switch (holder) {
            case Setting setting when setting.getParameter() != null -> setting.getParameter().getType();
            case Argument argument -> Optional.ofNullable(Arguments.parameter(argument)).map(Parameter::getType).orElse(null);
            case Variable variable -> variable.getType();
            case null, default -> null;
        };
        return Optional.ofNullable(type).flatMap(Type::of);
    }
}
