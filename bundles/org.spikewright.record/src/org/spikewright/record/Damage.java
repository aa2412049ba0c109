package org.spikewright.record;

import java.io.IOException;
import java.nio.file.Path;
import org.spikewright.common.Visible;

/** What is thrown for files of a record that cannot be: one sentence of one line that names the file, whatever is in it. */
final class Damage {

    private static final int LONGEST_REASON = 200;

    private Damage() {
    }

    /** A file whose content cannot be. */
    static IOException of(Path file, String reason) {
        return of(file, reason, null);
    }

    /** A file that a parser refused; of its message the first line, since the rest is for programmers. */
    static IOException of(Path file, Exception e) {
        return of(file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }

    private static IOException of(Path file, String reason, Exception cause) {
        return new IOException(Visible.line(file.toString()) + " is damaged: " + Visible.line(reason, LONGEST_REASON), cause);
    }
}
