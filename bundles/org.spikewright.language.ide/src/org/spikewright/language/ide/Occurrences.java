package org.spikewright.language.ide;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.naming.IQualifiedNameProvider;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.Named;

/** Where a text writes the name of an element: its declaration, references, and imports of it alone. */
class Occurrences {

    @Inject
    private IQualifiedNameProvider fullNames;

    /** The words of a file that name an element of it or of another in the same resource set. */
    List<ILeafNode> of(Named element, Resource file) {
        List<ILeafNode> words = new ArrayList<>();
        for (var contents = file.getAllContents(); contents.hasNext();) {
            EObject place = contents.next();
            if (place == element) {
                NodeModelUtils.findNodesForFeature(place, CorePackage.Literals.NAMED__NAME).forEach(node -> add(node, words));
            }
            if (place instanceof Import imported && isOf(imported, element)) {
                NodeModelUtils.findNodesForFeature(place, CorePackage.Literals.IMPORT__IMPORTED_NAMESPACE).forEach(node -> add(node, words));
            }
        }
        words.addAll(references(element, file));
        return words;
    }

    /** Those of the words that refer to it from within models. */
    List<ILeafNode> references(Named element, Resource file) {
        List<ILeafNode> words = new ArrayList<>();
        for (var contents = file.getAllContents(); contents.hasNext();) {
            EObject place = contents.next();
            for (EReference reference : place.eClass().getEAllReferences()) {
                if (!reference.isContainment() && !reference.isContainer()) {
                    references(place, reference, element, words);
                }
            }
        }
        return words;
    }

    private boolean isOf(Import imported, Named element) {
        return element instanceof Declaration && imported.getImportedNamespace() != null
                && imported.getImportedNamespace().equals(String.valueOf(fullNames.getFullyQualifiedName(element)));
    }

    private static void references(EObject place, EReference reference, Named element, List<ILeafNode> words) {
        Object value = place.eGet(reference);
        List<?> targets = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        if (targets.contains(element)) {
            List<INode> nodes = NodeModelUtils.findNodesForFeature(place, reference);
            for (int i = 0; i < nodes.size() && i < targets.size(); i++) {
                if (targets.get(i) == element) {
                    add(nodes.get(i), words);
                }
            }
        }
    }

    private static void add(INode node, List<ILeafNode> words) {
        word(node).ifPresent(words::add);
    }

    /** The last word of a name, which may have its package before it. */
    static Optional<ILeafNode> word(INode node) {
        ILeafNode last = null;
        for (ILeafNode leaf : node.getLeafNodes()) {
            if (!leaf.isHidden()) {
                last = leaf;
            }
        }
        return Optional.ofNullable(last);
    }
}
