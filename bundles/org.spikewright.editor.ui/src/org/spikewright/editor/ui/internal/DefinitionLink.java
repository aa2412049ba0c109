package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.lsp4j.Location;

/**
 * A link to a declaration, in the workspace or in the standard library.
 *
 * @param region the link's text
 * @param target the declaration
 */
record DefinitionLink(IRegion region, Location target) implements IHyperlink {

    @Override
    public IRegion getHyperlinkRegion() {
        return region;
    }

    @Override
    public String getTypeLabel() {
        return null;
    }

    @Override
    public String getHyperlinkText() {
        return "Open Definition";
    }

    @Override
    public void open() {
        Locations.open(target);
    }
}
