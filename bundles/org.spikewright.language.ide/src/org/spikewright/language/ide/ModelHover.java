package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.ide.server.hover.HoverContext;
import org.eclipse.xtext.ide.server.hover.HoverService;
import org.eclipse.xtext.resource.EObjectAtOffsetHelper;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Reference;

/** What is shown of the name under the pointer. */
public class ModelHover extends HoverService {

    @Inject
    private EObjectAtOffsetHelper elements;

    @Inject
    private Descriptions descriptions;

    @Override
    protected MarkupContent getMarkupContent(HoverContext context) {
        if (!(context.getElement() instanceof Named)) {
            return null;
        }
        EObject place = elements.resolveContainedElementAt(context.getResource(), context.getOffset());
        Reference reference = EcoreUtil2.getContainerOfType(place, Reference.class);
        Optional<String> stage = reference == null || reference.getTarget() != context.getElement() ? Optional.empty()
                : descriptions.stage(reference);
        return toMarkupContent(getKind(context), descriptions.of(context.getElement()) + stage.map(text -> "\n\n" + text).orElse(""));
    }
}
