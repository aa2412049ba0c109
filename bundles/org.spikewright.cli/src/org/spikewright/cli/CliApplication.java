package org.spikewright.cli;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/** Starts the command line inside an OSGi framework. */
public final class CliApplication implements IApplication {

    /** The launcher shows the text of this property to the user when the exit code is not zero. */
    private static final String EXIT_DATA = "eclipse.exitdata";

    @Override
    public Object start(IApplicationContext context) {
        String[] args = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        int exitCode = new Cli().run(args, Io.ofProcess());
        System.setProperty(EXIT_DATA, "");
        return exitCode;
    }

    @Override
    public void stop() {
        // A command ends with the process; nothing outlives it.
    }
}
