package org.spikewright.language.ide;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.ide.editor.folding.DefaultFoldingRangeProvider;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.Declaration;

/** What can be folded: declarations, the groups in them, and comments of several lines. */
public class Folds extends DefaultFoldingRangeProvider {

    @Override
    protected boolean isHandled(EObject element) {
        return element instanceof Declaration || element instanceof Group;
    }

    @Override
    protected boolean shouldProcessContent(EObject element) {
        return !isHandled(element) || element instanceof Declaration;
    }
}
