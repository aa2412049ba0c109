package org.spikewright.language;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.common.util.AbstractTreeIterator;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.InternalEObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.linking.lazy.LazyLinkingResource;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.parser.IParseResult;
import org.eclipse.xtext.resource.impl.ResourceDescriptionsProvider;
import org.eclipse.xtext.service.OperationCanceledManager;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.LineAndColumn;
import org.eclipse.xtext.util.Triple;
import org.spikewright.common.Location;
import org.spikewright.common.binding.Bindings;
import org.spikewright.compile.Elaborations;
import org.spikewright.compile.Schemas;
import org.spikewright.language.library.Library;
import org.spikewright.language.validation.DeclarationKeys;
import org.spikewright.language.validation.KeptFindings;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Schema;

/**
 * A file of the language. It is read again at each key press in it: therefore the names in declarations whose findings are known
 * are linked when somebody asks for what they mean, and not before.
 */
public class SpikeResource extends LazyLinkingResource implements Schemas {

    @Inject
    private Library library;

    @Inject
    private Bindings bindings;

    @Inject
    private ResourceDescriptionsProvider descriptions;

    @Inject
    private OperationCanceledManager cancels;

    private Map<Declaration, String> keys;
    private Elaborations elaborations;
    /** The texts that they follow from: as they were read, of this file and all beside it. */
    private List<IParseResult> elaborated = List.of();
    private String shownAs;

    @Override
    public Optional<Schema> schema(String name) {
        return library.schema(name);
    }

    @Override
    public Bindings bindings() {
        return bindings;
    }

    @Override
    public Location location(EObject element) {
        String file = shownAs == null ? URI.decode(getURI().lastSegment()) : shownAs;
        INode node = NodeModelUtils.findActualNodeFor(element);
        if (node == null) {
            return Location.of(file);
        }
        LineAndColumn position = NodeModelUtils.getLineAndColumn(node, node.getOffset());
        return new Location(file, position.getLine(), position.getColumn(), node.getOffset(), node.getLength());
    }

    @Override
    public String text(EObject element) {
        INode node = NodeModelUtils.findActualNodeFor(element);
        return node == null ? "" : NodeModelUtils.getTokenText(node).replaceAll("\\s+", " ");
    }

    @Override
    public String text(EObject element, EReference named) {
        return NodeModelUtils.findNodesForFeature(element, named).stream().map(NodeModelUtils::getTokenText).findFirst().orElse("");
    }

    /** Says under which name locations show the file. */
    void showAs(String name) {
        shownAs = name;
    }

    @Override
    public synchronized Elaborations elaborations() {
        List<IParseResult> texts = new ArrayList<>();
        for (Resource file : getResourceSet() == null ? List.of(this) : getResourceSet().getResources()) {
            if (file instanceof SpikeResource model && (file == this || !Library.contains(model.getURI()))) {
                texts.add(model.getParseResult());
            }
        }
        if (elaborations == null || !texts.equals(elaborated)) {
            elaborated = texts;
            elaborations = new Elaborations();
        }
        return elaborations;
    }

    /** What the findings of each declaration follow from; those that follow from more than models are left out. */
    public Map<Declaration, String> keys() {
        if (keys == null) {
            keys = DeclarationKeys.of(this, descriptions.getResourceDescriptions(this));
        }
        return keys;
    }

    @Override
    public void resolveLazyCrossReferences(CancelIndicator cancel) {
        for (EObject root : getContents()) {
            if (root instanceof Model model && getResourceSet() != null) {
                KeptFindings kept = KeptFindings.of(getResourceSet());
                for (Declaration declaration : model.getDeclarations()) {
                    if (kept.of(getURI(), keys().get(declaration)).isEmpty()) {
                        cancels.checkCanceled(cancel);
                        link(declaration);
                    }
                }
            } else {
                link(root);
            }
        }
    }

    private void link(EObject element) {
        for (EReference reference : element.eClass().getEAllReferences()) {
            resolveLazyCrossReference((InternalEObject) element, reference);
        }
        element.eContents().forEach(this::link);
    }

    @Override
    protected boolean isPotentialLazyCrossReference(EStructuralFeature feature) {
        return !((EReference) feature).isContainment() && super.isPotentialLazyCrossReference(feature);
    }

    /**
     * Nothing: what is unknown stays unknown until the file is read again. To look for what to take back, the message of each
     * known name would have to be made up, as if it were unknown.
     */
    @Override
    protected void removeDiagnostic(Triple<EObject, EReference, INode> known) {
        // see above
    }

    @Override
    protected void updateInternalState(IParseResult parsed) {
        keys = null;
        super.updateInternalState(parsed);
    }

    @Override
    public String getURIFragment(EObject element) {
        return element.eContainer() instanceof InternalEObject container
                ? getURIFragment(container) + "/" + container.eURIFragmentSegment(element.eContainingFeature(), element)
                : super.getURIFragment(element);
    }

    /** Of what is unloaded, that which other files may refer to; they look for it by its address when it is read again. */
    @Override
    protected TreeIterator<EObject> getAllProperContents(List<EObject> contents) {
        return new AbstractTreeIterator<>(contents, false) {
            @Override
            protected Iterator<? extends EObject> getChildren(Object parent) {
                return switch (parent) {
                    case Model model -> model.getDeclarations().iterator();
                    case Declaration declaration -> declaration.eContents().stream().filter(Named.class::isInstance).iterator();
                    case EObject _ -> Collections.emptyIterator();
                    default -> contents.iterator();
                };
            }
        };
    }
}
