package org.spikewright.language.ide;

import java.util.List;
import org.eclipse.xtext.formatting2.regionaccess.ITextReplacement;
import org.eclipse.xtext.ide.server.formatting.FormattingService;
import org.eclipse.xtext.preferences.ITypedPreferenceValues;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.ITextRegion;

/** Lays a text out, once it is a model; what is broken is left as it is. */
public class Formatting extends FormattingService {

    @Override
    protected List<ITextReplacement> format2(XtextResource resource, ITextRegion selection, ITypedPreferenceValues preferences) {
        return resource.getContents().isEmpty() || resource.getParseResult().hasSyntaxErrors() ? List.of()
                : super.format2(resource, selection, preferences);
    }
}
