package org.spikewright.language.index;

import java.util.HashSet;
import java.util.Set;

/** The words of a text, comments included: whatever a name in it may be, it is among them. */
public final class Words {

    private Words() {
    }

    /** The words of a text, each once. */
    public static Set<String> of(String text) {
        Set<String> words = new HashSet<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            if (at > start && !Character.isDigit(text.charAt(start))) {
                words.add(text.substring(start, at));
            }
            at++;
        }
        return words;
    }
}
