package org.spikewright.language.ide;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;

/** What the names in a text mean. */
class Meanings {

    /** What stands for names that mean nothing. */
    private static final URI NOTHING = URI.createURI("nothing:");

    /**
     * What one name means.
     *
     * @param line where it stands, counted from 1
     * @param target what it means, by its place and not by its name
     */
    record Meaning(int line, URI target) {
    }

    /** The meanings of all names that a text refers to something by, in their order. */
    List<Meaning> of(XtextResource file) {
        List<Meaning> meanings = new ArrayList<>();
        for (var contents = file.getAllContents(); contents.hasNext();) {
            EObject place = contents.next();
            for (EReference reference : place.eClass().getEAllReferences()) {
                if (!reference.isContainment() && !reference.isContainer() && !reference.isDerived()) {
                    collect(place, reference, meanings);
                }
            }
        }
        return meanings;
    }

    private static void collect(EObject place, EReference reference, List<Meaning> meanings) {
        Object value = place.eGet(reference);
        List<?> targets = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        List<INode> nodes = NodeModelUtils.findNodesForFeature(place, reference);
        for (int i = 0; i < nodes.size() && i < targets.size(); i++) {
            EObject target = (EObject) targets.get(i);
            meanings.add(new Meaning(nodes.get(i).getStartLine(), target.eIsProxy() ? NOTHING : EcoreUtil.getURI(target)));
        }
    }
}
