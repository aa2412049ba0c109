package org.spikewright.language.formatting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.xtext.formatting2.FormatterRequest;
import org.eclipse.xtext.formatting2.IFormatter2;
import org.eclipse.xtext.formatting2.regionaccess.IEObjectRegion;
import org.eclipse.xtext.formatting2.regionaccess.IHiddenRegion;
import org.eclipse.xtext.formatting2.regionaccess.ISemanticRegion;
import org.eclipse.xtext.formatting2.regionaccess.ITextRegionAccess;
import org.eclipse.xtext.formatting2.regionaccess.ITextReplacement;
import org.eclipse.xtext.util.ITextRegion;

/**
 * Gives models their usual layout: one member a line, indented by tabs, single spaces, at most one blank line. Blocks that
 * are written on one line stay there. Only white space changes; a text with syntax errors stays as it is.
 */
public class SpikeFormatter implements IFormatter2 {

    @Override
    public List<ITextReplacement> format(FormatterRequest request) {
        ITextRegionAccess text = request.getTextRegionAccess();
        IEObjectRegion model = text.regionForRootEObject();
        if (model == null || text.hasSyntaxError()) {
            return List.of();
        }
        boolean windows = text.regionForDocument().getText().contains("\r\n");
        Layout layout = new Layout(text);
        List<ITextReplacement> replacements = new ArrayList<>();
        IHiddenRegion hidden = model.getPreviousHiddenRegion();
        while (hidden != null) {
            ISemanticRegion next = hidden.getNextSemanticRegion();
            String formatted = HiddenText.of(hidden).in(layout.gap(hidden.getPreviousSemanticRegion(), next));
            String wanted = windows ? formatted.replace("\n", "\r\n") : formatted;
            if (!wanted.equals(hidden.getText()) && isIn(request.getRegions(), hidden)) {
                replacements.add(hidden.replaceWith(wanted));
            }
            hidden = next == null ? null : next.getNextHiddenRegion();
        }
        return replacements;
    }

    private static boolean isIn(Collection<ITextRegion> regions, ITextRegion hidden) {
        int end = hidden.getOffset() + hidden.getLength();
        return regions.isEmpty() || regions.stream()
                .anyMatch(region -> region.getOffset() <= hidden.getOffset() && end <= region.getOffset() + region.getLength());
    }
}
