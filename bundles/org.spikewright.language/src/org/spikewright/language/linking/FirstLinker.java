package org.spikewright.language.linking;

import java.util.Collections;
import java.util.Iterator;
import org.eclipse.emf.common.util.AbstractTreeIterator;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.linking.lazy.LazyLinker;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.INode;

/** Prepares the names of a model that has just been parsed, in which no name has a meaning yet that would have to be cleared. */
public class FirstLinker extends LazyLinker {

    @Override
    protected boolean isClearAllReferencesRequired(Resource resource) {
        return false;
    }

    @Override
    protected boolean hasLeafNodes(INode node) {
        return !(node instanceof ICompositeNode composite) || composite.hasChildren();
    }

    @Override
    protected TreeIterator<EObject> getAllLinkableContents(EObject model) {
        return new AbstractTreeIterator<>(model) {
            @Override
            protected Iterator<EObject> getChildren(Object element) {
                return element instanceof EObject object && !object.eClass().getEAllContainments().isEmpty() ? object.eContents().iterator()
                        : Collections.emptyIterator();
            }
        };
    }
}
