package org.spikewright.editor.ui.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Region;

/**
 * A text to insert, with what is selected afterwards.
 *
 * @param text the text, its places filled with their names
 * @param selection the first place, or the end of the text if it has none
 */
record Snippet(String text, IRegion selection) {

    private static final Pattern PLACE = Pattern.compile("\\$\\{\\d+:([^}]*)}");

    /** Reads a text with places written as {@code ${1:name}}. */
    static Snippet of(String source) {
        Matcher place = PLACE.matcher(source);
        if (!place.find()) {
            return new Snippet(source, new Region(source.length(), 0));
        }
        return new Snippet(PLACE.matcher(source).replaceAll("$1"), new Region(place.start(), place.group(1).length()));
    }
}
