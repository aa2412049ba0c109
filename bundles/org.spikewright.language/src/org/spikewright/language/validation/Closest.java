package org.spikewright.language.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that an unknown one was most likely meant to be. */
final class Closest {

    private Closest() {
    }

    /** The end of a sentence that proposes the closest known name; empty if none is close. */
    static String of(String name, Collection<String> known) {
        return to(name, known).map(closest -> "; did you mean '" + closest + "'?").orElse("");
    }

    /** The closest known name, if one is close enough to have been meant. */
    static Optional<String> to(String name, Collection<String> known) {
        int tolerance = Math.max(1, name.length() / 3);
        return known.stream().distinct().filter(candidate -> Math.abs(candidate.length() - name.length()) <= tolerance
                && distance(candidate, name) <= tolerance)
                .min(Comparator.comparingInt((String candidate) -> distance(candidate, name)).thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, capitals aside. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
