package org.spikewright.cli.internal;

import java.util.List;

/**
 * A model whose claims were tested.
 *
 * @param file as the user named it
 * @param seconds that it took
 * @param cases one for each claim, or one for the file where there is none
 */
record TestedModel(String file, double seconds, List<Case> cases) {

    /** How a claim came out. */
    enum Outcome {
        PASSED, FAILED,
        /** It could not be judged. */
        ERROR,
        /** Nobody tried: there is nothing to try, or the user stopped. */
        SKIPPED;

        /** In the singular, for people. */
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One claim.
     *
     * @param name the job and what is expected
     * @param place file, line and column; the file alone where it is about the whole of it
     * @param line counted from 1; 0 where it is about the whole file
     * @param code of the finding; empty if there is none
     * @param sentence what came out
     */
    record Case(String name, String place, int line, Outcome outcome, String code, String sentence) {

        @Override
        public String toString() {
            return String.format("%-7s  %s  %s%s", outcome.word(), place, name, sentence.isEmpty() ? "" : ": " + sentence);
        }
    }

    /** How many cases came out so. */
    long count(Outcome outcome) {
        return cases.stream().filter(one -> one.outcome() == outcome).count();
    }
}
