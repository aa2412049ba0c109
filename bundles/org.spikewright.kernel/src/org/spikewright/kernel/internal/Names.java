package org.spikewright.kernel.internal;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbered names in generated Java for the symbols of formulas. What a symbol is called in the model stands in comments only.
 */
final class Names {

    private final Map<String, String> names = new HashMap<>();

    /** The Java name of a symbol: always the same for the same symbol. */
    String of(String symbol) {
        return names.computeIfAbsent(symbol, _ -> "x" + names.size());
    }

    /** Gives a symbol a name that the generator uses itself. */
    void set(String symbol, String name) {
        names.put(symbol, name);
    }

    /** A text as part of a comment, which it can neither end nor continue beyond the line. */
    static String comment(String text) {
        StringBuilder harmless = new StringBuilder();
        text.codePoints().forEach(c -> harmless.appendCodePoint(Character.isLetterOrDigit(c) || c == '_' || c == '$' ? c : '?'));
        return harmless.toString();
    }
}
