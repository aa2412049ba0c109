package org.spikewright.common;

/**
 * Text from models, records and file names as it may be shown. Characters that move a terminal's cursor, change its colours or
 * turn the direction of writing are replaced by their numbers, {@code \}{@code u001B} for the escape character, so that
 * what is shown is what is there.
 */
public final class Visible {

    /** Joiners are part of words in many scripts and of emoji; they move nothing. */
    private static final String HARMLESS = "\u200C\u200D";

    private Visible() {
    }

    /** A text of several lines: line breaks and tabs stay. */
    public static String text(String text) {
        return replaced(text, "\n\t");
    }

    /** A text that must stay on its line. */
    public static String line(String text) {
        return replaced(text, "");
    }

    /** A text that must stay on its line, of which so many characters are shown and then an ellipsis. */
    public static String line(String text, int most) {
        return text.length() <= most ? line(text) : line(text.substring(0, most - 1)) + "…";
    }

    private static String replaced(String text, String kept) {
        int next = firstHidden(text, 0, kept);
        if (next == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        int from = 0;
        while (next < text.length()) {
            visible.append(text, from, next);
            int end = next + Character.charCount(text.codePointAt(next));
            for (int i = next; i < end; i++) {
                visible.append(String.format("\\u%04X", (int) text.charAt(i)));
            }
            from = end;
            next = firstHidden(text, from, kept);
        }
        return visible.append(text, from, text.length()).toString();
    }

    private static int firstHidden(String text, int from, String kept) {
        int i = from;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            if (isHidden(point) && kept.indexOf(point) < 0) {
                return i;
            }
            i += Character.charCount(point);
        }
        return i;
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            case Character.FORMAT -> HARMLESS.indexOf(point) < 0;
            default -> false;
        };
    }
}
