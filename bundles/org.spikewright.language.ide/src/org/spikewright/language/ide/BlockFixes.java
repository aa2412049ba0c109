package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.EObjectAtOffsetHelper;
import org.eclipse.xtext.resource.XtextResource;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Graph;

/** What can be done about members of a block that are too many, missing, or do not fit one another. */
class BlockFixes {

    @Inject
    private EObjectAtOffsetHelper elements;

    /** Puts flatten before a stage that takes one axis. */
    Optional<Fix> flatten(XtextResource resource, int offset) {
        return element(resource, offset, Reference.class).filter(stage -> stage.eContainer() instanceof Flow && stage.getTarget() != null
                && "dense".equals(stage.getTarget().getName()))
                .map(stage -> new Fix("Put flatten before it", node(stage).getOffset(), 0, "flatten -> "));
    }

    /** Removes a setting, with its line if it has one of its own. */
    Optional<Fix> remove(XtextResource resource, int offset) {
        return element(resource, offset, Setting.class).map(setting -> {
            String text = resource.getParseResult().getRootNode().getText();
            int start = node(setting).getOffset();
            int end = node(setting).getEndOffset();
            while (isBlank(text.charAt(start - 1))) {
                start--;
            }
            int lineEnd = end;
            while (lineEnd < text.length() && isBlank(text.charAt(lineEnd))) {
                lineEnd++;
            }
            if (text.charAt(start - 1) == '\n' && lineEnd < text.length() && text.charAt(lineEnd) == '\n') {
                start--;
                end = lineEnd;
            }
            return new Fix("Remove this '" + setting.getParameter().getName() + "'", start, end - start, "");
        });
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** Makes the last chain of a network without an output its output. */
    Optional<Fix> output(XtextResource resource, int offset) {
        return element(resource, offset, Graph.class).filter(network -> network.getOutput() == null)
                .filter(network -> !network.getNodes().isEmpty() && network.getNodes().getLast() instanceof Chain chain
                        && chain.getName() != null)
                .map(network -> {
                    String last = network.getNodes().getLast().getName();
                    INode chain = node(network.getNodes().getLast());
                    String gap = node(network).getText().strip().contains("\n") ? "\n\t" : " ";
                    return new Fix("Add output " + last, chain.getEndOffset(), 0, gap + "output " + last);
                });
    }

    private <T extends EObject> Optional<T> element(XtextResource resource, int offset, Class<T> type) {
        return Optional.ofNullable(EcoreUtil2.getContainerOfType(elements.resolveContainedElementAt(resource, offset), type));
    }

    private static INode node(EObject element) {
        return NodeModelUtils.findActualNodeFor(element);
    }
}
