package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.CrossReference;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.linking.impl.XtextLinkingDiagnostic;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.EObjectAtOffsetHelper;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.scoping.IScopeProvider;
import org.eclipse.xtext.util.TextRegion;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.Model;

/** What can be done about an unknown name: use the one that is closest, or import the one that is meant. */
class NameFixes {

    @Inject
    private IScopeProvider scopes;

    @Inject
    private EObjectAtOffsetHelper elements;

    List<Fix> of(XtextResource resource, int offset) {
        List<Fix> fixes = new ArrayList<>();
        INode name = elements.getCrossReferenceNode(resource, new TextRegion(offset, 0));
        if (name != null && name.getGrammarElement() instanceof CrossReference reference) {
            closest(resource, name).ifPresent(closest -> fixes.add(new Fix("Replace by '" + closest + "'", name.getOffset(),
                    name.getLength(), closest)));
            packages(name, GrammarUtil.getReference(reference))
                    .map(imported -> imports((Model) resource.getContents().getFirst(), imported)).forEach(fixes::add);
        }
        return fixes;
    }

    /** The name that the finding's sentence proposes. */
    private static Optional<String> closest(XtextResource resource, INode name) {
        return resource.getErrors().stream().filter(XtextLinkingDiagnostic.class::isInstance).map(XtextLinkingDiagnostic.class::cast)
                .filter(problem -> problem.getOffset() == name.getOffset() && problem.getData() != null && problem.getData().length > 0)
                .map(problem -> problem.getData()[0]).filter(closest -> closest != null && !closest.isEmpty()).findFirst();
    }

    /** The packages that have something of the name that fits the place. */
    private Stream<String> packages(INode name, EReference reference) {
        EObject context = NodeModelUtils.findActualSemanticObjectFor(name);
        String text = NodeModelUtils.getTokenText(name);
        return StreamSupport.stream(scopes.getScope(context, reference).getAllElements().spliterator(), false)
                .map(element -> element.getName())
                .filter(known -> known.getSegmentCount() > 1 && known.getLastSegment().equals(text))
                .map(known -> known.skipLast(1)).map(QualifiedName::toString).distinct().sorted();
    }

    /** Imports follow the imports that are there, or the package; without either they come first. */
    private static Fix imports(Model model, String imported) {
        String title = "Import " + imported;
        String line = "import " + imported + ".*";
        Optional<Import> last = model.getImports().isEmpty() ? Optional.empty() : Optional.of(model.getImports().getLast());
        if (last.isPresent()) {
            return new Fix(title, NodeModelUtils.findActualNodeFor(last.get()).getEndOffset(), 0, "\n" + line);
        }
        List<INode> names = NodeModelUtils.findNodesForFeature(model, CorePackage.Literals.MODEL__NAME);
        return names.isEmpty() ? new Fix(title, 0, 0, line + "\n\n")
                : new Fix(title, names.getLast().getEndOffset(), 0, "\n\n" + line);
    }
}
