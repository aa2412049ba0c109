package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.CrossReference;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.ParserRule;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistContext;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.ide.editor.contentassist.IdeCrossrefProposalProvider;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.spikewright.compile.Arguments;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Variable;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.neuron.Neuron;

/** Proposes names, each with its type and what its comment says; what needs arguments comes with places for them. */
class NameProposals extends IdeCrossrefProposalProvider {

    @Inject
    private Descriptions descriptions;

    @Override
    protected ContentAssistEntry createProposal(IEObjectDescription candidate, CrossReference reference, ContentAssistContext context) {
        EObject element = EcoreUtil.resolve(candidate.getEObjectOrProxy(), context.getResource());
        String name = getQualifiedNameConverter().toString(candidate.getName());
        return getProposalCreator().createProposal(name, context, entry -> {
            entry.setSource(candidate);
            entry.setLabel(name);
            entry.setDescription(descriptions.kind(element));
            entry.setDocumentation(descriptions.of(element));
            entry.setKind(kind(element));
            insertion(element, reference, EcoreUtil2.getContainerOfType(context.getCurrentModel(), Job.class)).ifPresent(rest -> {
                entry.setProposal(name + rest);
                entry.setKind(ContentAssistEntry.KIND_SNIPPET);
            });
        });
    }

    private static String kind(EObject element) {
        return switch (element) {
            case Parameter _ -> ContentAssistEntry.KIND_PROPERTY;
            case Function _ -> ContentAssistEntry.KIND_FUNCTION;
            case Variable _ -> ContentAssistEntry.KIND_VARIABLE;
            case Neuron _ -> ContentAssistEntry.KIND_CLASS;
            default -> ContentAssistEntry.KIND_REFERENCE;
        };
    }

    /** The places of the arguments that a function must be given; a job is one where several are compared. */
    private static Optional<String> insertion(EObject element, CrossReference reference, Job within) {
        boolean isCall = EcoreUtil2.getContainerOfType(reference, ParserRule.class).getName().equals("Reference");
        List<Parameter> needed = isCall && element instanceof Function function
                ? function.getParameters().stream().filter(parameter -> parameter.getDefault() == null
                        && (!Arguments.isOptional(parameter) || within instanceof CompareJob)).toList() : List.of();
        return needed.isEmpty() ? Optional.empty()
                : Optional.of(IntStream.range(0, needed.size())
                        .mapToObj(i -> "${" + (i + 1) + ":" + needed.get(i).getName() + "}").collect(Collectors.joining(", ", "(", ")")));
    }
}
