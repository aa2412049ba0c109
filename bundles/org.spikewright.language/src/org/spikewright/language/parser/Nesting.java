package org.spikewright.language.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a text nests deeper than the parser goes. Brackets within brackets, signs before signs and exponents of exponents
 * are read by methods that call themselves, so that a text of a few thousand of them would end the thread that reads it. What is
 * too deep is left out.
 */
final class Nesting {

    /** Brackets within each other, or signs or exponents in a row, at most. */
    static final int DEEPEST = 200;

    /** Operators in a row at most: each takes those before it as its left side. */
    private static final int LONGEST = 2000;

    private final char[] text;
    private final List<Integer> places = new ArrayList<>();
    private int brackets;
    private int signs;
    private int exponents;
    private int operators;

    private Nesting(String text) {
        this.text = text.toCharArray();
        for (int i = 0; i < this.text.length; i++) {
            char c = this.text[i];
            if (startsText(i)) {
                i = endOfText(i);
            } else if (c == '-' && i + 1 < this.text.length && this.text[i + 1] == '>') {
                i++; // layers behind each other are a list
            } else if (isSign(c) || brackets > DEEPEST || operators > LONGEST) {
                look(i, c);
            } else if (signs > 0 && !Character.isWhitespace(c)) {
                signs = 0;
            }
        }
    }

    /** Looks at a text; strings and comments in it do not count. */
    static Nesting of(String text) {
        return new Nesting(text);
    }

    /** As many characters as the text has, those that are too deep being left blank or replaced. */
    String text() {
        return new String(text);
    }

    /** Where something was left out, in order. */
    List<Integer> places() {
        return places;
    }

    private static boolean isSign(char c) {
        return switch (c) {
            case '(', ')', '[', ']', '{', '}', '+', '-', '*', '/', '^', '<', '>', ',', '=' -> true;
            default -> false;
        };
    }

    private void look(int at, char c) {
        if (Character.isWhitespace(c)) {
            return;
        }
        boolean opens = "([{".indexOf(c) >= 0;
        boolean closes = ")]}".indexOf(c) >= 0;
        if (closes) {
            brackets = Math.max(0, brackets - 1);
        }
        signs = c == '-' ? signs + 1 : 0;
        exponents = c == '^' ? exponents + 1 : opens || closes || ",=+*/<>".indexOf(c) >= 0 ? 0 : exponents;
        operators = opens || closes || ",=".indexOf(c) >= 0 ? 0 : "+-*/^<>".indexOf(c) >= 0 ? operators + 1 : operators;
        if (operators > LONGEST) {
            if (operators == LONGEST + 1 && "+-*/^<>".indexOf(c) >= 0) {
                places.add(at);
            }
            text[at] = ' ';
            return;
        }
        boolean isWithin = brackets > DEEPEST || (opens || closes) && brackets == DEEPEST;
        boolean begins = opens && brackets == DEEPEST || c == '-' && signs == DEEPEST + 1 || c == '^' && exponents == DEEPEST + 1;
        if (begins) {
            places.add(at);
        }
        if (isWithin || c == '-' && signs > DEEPEST || c == '^' && exponents > DEEPEST) {
            // What is left is right by itself, so that the depth is all that is said.
            text[at] = c == '^' ? '+' : begins && c != '-' && c != '{' ? '1' : ' ';
            for (int name = at - 1; begins && c == '(' && name >= 0 && Character.isJavaIdentifierPart(text[name]); name--) {
                text[name] = ' ';
            }
        }
        if (opens) {
            brackets++;
        }
    }

    private boolean startsText(int at) {
        char c = text[at];
        char next = at + 1 < text.length ? text[at + 1] : ' ';
        return c == '"' || c == '/' && (next == '/' || next == '*');
    }

    /** The last character of a string or comment. */
    private int endOfText(int from) {
        if (text[from] == '"') {
            int i = from + 1;
            while (i < text.length && text[i] != '"' && text[i] != '\n') {
                i += text[i] == '\\' ? 2 : 1;
            }
            return i;
        }
        boolean isBlock = text[from + 1] == '*';
        int i = from + 2;
        while (i < text.length && !(isBlock ? text[i] == '/' && text[i - 1] == '*' && i > from + 2 : text[i] == '\n')) {
            i++;
        }
        return i;
    }
}
