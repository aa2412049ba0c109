package org.spikewright.language.formatting;

/** What the layout wants between two tokens. */
sealed interface Gap {

    /**
     * Between two tokens of one member.
     *
     * @param plain what stands there if nothing else does
     * @param mayBreak whether a line break that is there stays
     * @param indentation how deep the line after a break is
     */
    record Within(String plain, boolean mayBreak, int indentation) implements Gap {
    }

    /**
     * Between two tokens on different lines.
     *
     * @param least how many line breaks there are at least, two for a blank line
     * @param mostAtFirst how many there are at most after the token before
     * @param mostAtLast how many there are at most before the next token
     * @param inside how deep comments are
     * @param indentation how deep the next token is
     */
    record Lines(int least, int mostAtFirst, int mostAtLast, int inside, int indentation) implements Gap {
    }

    /** Before the first token of a file. */
    record Start() implements Gap {
    }

    /** After the last token of a file. */
    record End() implements Gap {
    }
}
