package org.spikewright.language.ide;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spikewright.language.ide.Tokens.Piece;

/** Formulas as one writes them by hand, in Unicode: Greek letters, raised exponents, real minus signs. */
final class Typeset {

    private static final Map<String, String> GREEK = Map.ofEntries(Map.entry("alpha", "α"), Map.entry("beta", "β"),
            Map.entry("gamma", "γ"), Map.entry("delta", "δ"), Map.entry("epsilon", "ε"), Map.entry("zeta", "ζ"), Map.entry("eta", "η"),
            Map.entry("theta", "θ"), Map.entry("kappa", "κ"), Map.entry("lambda", "λ"), Map.entry("mu", "μ"), Map.entry("nu", "ν"),
            Map.entry("xi", "ξ"), Map.entry("pi", "π"), Map.entry("rho", "ρ"), Map.entry("sigma", "σ"), Map.entry("tau", "τ"),
            Map.entry("phi", "φ"), Map.entry("chi", "χ"), Map.entry("psi", "ψ"), Map.entry("omega", "ω"), Map.entry("Delta", "Δ"),
            Map.entry("Gamma", "Γ"), Map.entry("Theta", "Θ"), Map.entry("Omega", "Ω"));
    /** A letter written out, alone or before what tells it from others, as in {@code tauA} or {@code theta0}. */
    private static final Pattern LETTER = Pattern.compile("([A-Za-z][a-z]+)([A-Z0-9_].*)?");
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉";

    private Typeset() {
    }

    /** A formula of the language, or a part of one, typeset. */
    static String of(String formula) {
        StringBuilder set = new StringBuilder();
        for (Piece piece : Tokens.of(formula)) {
            String text = formula.substring(piece.offset(), piece.offset() + piece.length());
            switch (piece.kind()) {
                case NAME -> set.append(name(text));
                case NUMBER -> number(text, set);
                case COMMENT -> { }
                default -> set.append(sign(text));
            }
        }
        return set.toString().strip();
    }

    private static String name(String name) {
        if (name.length() > 2 && name.charAt(0) == 'd' && GREEK.containsKey(name.substring(1))) {
            return "d" + GREEK.get(name.substring(1));
        }
        Matcher letter = LETTER.matcher(name);
        if (letter.matches() && GREEK.containsKey(letter.group(1))) {
            return GREEK.get(letter.group(1)) + (letter.group(2) == null ? "" : digits(letter.group(2), LOWERED));
        }
        return name;
    }

    /** A whole number after {@code ^} is raised, if a space or an operator can follow it. */
    private static void number(String number, StringBuilder set) {
        int power = set.toString().stripTrailing().length() - 1;
        if (power >= 0 && set.charAt(power) == '^' && number.chars().allMatch(Character::isDigit)) {
            set.setLength(power);
            set.setLength(set.toString().stripTrailing().length());
            set.append(digits(number, RAISED));
        } else {
            set.append(number);
        }
    }

    private static String digits(String text, String as) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(c >= '0' && c <= '9' ? as.charAt(c - '0') : (char) c));
        return digits.toString();
    }

    private static String sign(String text) {
        return switch (text) {
            case "-" -> "−";
            case "*" -> "·";
            case ">=" -> "≥";
            case "<=" -> "≤";
            case "-=" -> "−=";
            default -> text.isBlank() ? " " : text;
        };
    }
}
