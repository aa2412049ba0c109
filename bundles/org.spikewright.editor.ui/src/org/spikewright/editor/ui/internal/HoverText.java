package org.spikewright.editor.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.resources.IMarker;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;

/**
 * What a hover shows.
 *
 * @param findings what was found at the place, the worst first
 * @param markdown what the server says of the name there
 */
record HoverText(List<IMarker> findings, String markdown) {

    private static final Pattern MARKUP = Pattern.compile("(?s)```\\w*\n(.*?)\n```|`([^`]*)`|\\*\\*(.+?)\\*\\*");
    private static final int RED = 0xc62828;
    private static final int AMBER = 0xb45309;
    private static final int BLUE = 0x1d4ed8;

    /** Writes it: a finding's sign has its colour, code has the editor's font. */
    void show(StyledText area) {
        StringBuilder text = new StringBuilder();
        List<StyleRange> styles = new ArrayList<>();
        for (IMarker finding : findings) {
            int severity = finding.getAttribute(IMarker.SEVERITY, IMarker.SEVERITY_INFO);
            styles.add(new StyleRange(text.length(), 1, colour(severity), null, SWT.BOLD));
            text.append(severity == IMarker.SEVERITY_ERROR ? "✖ " : severity == IMarker.SEVERITY_WARNING ? "▲ " : "● ");
            text.append(finding.getAttribute(IMarker.MESSAGE, "")).append("  [").append(finding.getAttribute(DiagnosticMarkers.CODE, ""))
                    .append("]\n");
        }
        if (!findings.isEmpty() && !markdown.isBlank()) {
            text.append('\n');
        }
        append(text, styles);
        area.setText(text.toString().stripTrailing());
        styles.stream().filter(style -> style.start + style.length <= area.getCharCount()).forEach(area::setStyleRange);
    }

    private void append(StringBuilder text, List<StyleRange> styles) {
        Matcher markup = MARKUP.matcher(markdown);
        int end = 0;
        while (markup.find()) {
            text.append(markdown, end, markup.start());
            boolean isBold = markup.group(3) != null;
            String marked = isBold ? markup.group(3) : markup.group(1) != null ? markup.group(1) : markup.group(2);
            StyleRange style = new StyleRange(text.length(), marked.length(), null, null, isBold ? SWT.BOLD : SWT.NORMAL);
            if (!isBold) {
                style.font = JFaceResources.getFont(JFaceResources.TEXT_FONT);
            }
            styles.add(style);
            text.append(marked);
            end = markup.end();
        }
        text.append(markdown.substring(end));
    }

    private static Color colour(int severity) {
        int rgb = severity == IMarker.SEVERITY_ERROR ? RED : severity == IMarker.SEVERITY_WARNING ? AMBER : BLUE;
        return new Color(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }
}
