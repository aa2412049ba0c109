package org.spikewright.report;

import java.util.regex.Pattern;
import org.spikewright.common.Visible;

/**
 * A piece of a page being written. Whatever comes from a record gets into it as text or as the value of an attribute, and both are
 * escaped here; elements and attributes have names that the program chose.
 */
final class Markup {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

    private final StringBuilder out = new StringBuilder();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    Markup open(String element, String... attributes) {
        out.append('<').append(name(element));
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(name(attributes[i])).append("=\"").append(escape(attributes[i + 1])).append('"');
        }
        out.append('>');
        return this;
    }

    Markup close(String element) {
        out.append("</").append(name(element)).append('>');
        return this;
    }

    Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element that holds nothing but text. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Markup add(Markup piece) {
        out.append(piece.out);
        return this;
    }

    /** The style sheet of a page, which is no text: it is part of the program. */
    Markup style(String sheet) {
        open("style");
        out.append(sheet);
        return close("style");
    }

    Markup line() {
        out.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of an element or attribute");
        }
        return name;
    }

    /** Text as it may stand between elements and in attributes; characters that are not seen are shown by their numbers. */
    private static String escape(String text) {
        return Visible.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
