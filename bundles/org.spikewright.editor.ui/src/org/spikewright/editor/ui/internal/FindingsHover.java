package org.spikewright.editor.ui.internal;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.resources.IMarker;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.ui.texteditor.MarkerAnnotation;

/** What was found under the pointer, and then what the name there means, in one sheet. */
final class FindingsHover extends HoverProvider {

    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        IRegion name = super.getHoverRegion(viewer, offset);
        return name.getLength() > 0 ? name : new Region(offset, 0);
    }

    @Override
    public Object getHoverInfo2(ITextViewer viewer, IRegion region) {
        String text = getHoverInfo(viewer, region);
        List<IMarker> findings = findings((ISourceViewer) viewer, region);
        return text == null && findings.isEmpty() ? null : new HoverText(findings, text == null ? "" : text);
    }

    private static List<IMarker> findings(ISourceViewer viewer, IRegion region) {
        List<IMarker> findings = new ArrayList<>();
        IAnnotationModel annotations = viewer.getAnnotationModel();
        if (annotations != null) {
            annotations.getAnnotationIterator().forEachRemaining(annotation -> {
                Position place = annotations.getPosition(annotation);
                boolean isHere = place != null && place.getOffset() <= region.getOffset() + region.getLength()
                        && place.getOffset() + place.getLength() >= region.getOffset() && !annotation.isMarkedDeleted();
                if (isHere && annotation instanceof MarkerAnnotation finding && finding.getMarker().exists()
                        && !finding.getMarker().getAttribute(DiagnosticMarkers.CODE, "").isEmpty()) {
                    findings.add(finding.getMarker());
                }
            });
        }
        findings.sort((a, b) -> b.getAttribute(IMarker.SEVERITY, 0) - a.getAttribute(IMarker.SEVERITY, 0));
        return findings;
    }
}
