package org.spikewright.cli.internal;

import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.language.Language;
import org.spikewright.language.UnreadableModelException;

/** Checks models without running them. */
public final class Check implements Command {

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String usage() {
        return "check FILE...";
    }

    @Override
    public String purpose() {
        return "Checks models: names, units, shapes, chip limits. Exits 1 if there are errors.";
    }

    @Override
    public int run(Options options, Io io) {
        options.first("a .spike file");
        Language language = new Language();
        boolean errors = false;
        boolean unread = false;
        for (String file : options.words()) {
            try {
                errors |= Findings.print(language.read(io.resolve(file), file).check(), io.out());
            } catch (UnreadableModelException e) {
                io.complain(e.getMessage());
                unread = true;
            }
        }
        return unread ? ExitCode.USAGE : errors ? ExitCode.FINDINGS : ExitCode.DONE;
    }
}
