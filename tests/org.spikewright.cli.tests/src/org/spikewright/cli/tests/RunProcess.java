package org.spikewright.cli.tests;

import java.nio.file.Path;
import org.spikewright.cli.Cli;
import org.spikewright.cli.Io;
import org.spikewright.jobs.Jobs;
import org.spikewright.mapping.MeshMapper;
import org.spikewright.simulate.LayeredSimulator;
import org.spikewright.train.GradientTrainer;

/** A command line as a process of its own, as the launcher starts it. */
public final class RunProcess {

    private RunProcess() {
    }

    /** Runs the command line that its arguments are. */
    public static void main(String[] arguments) {
        System.exit(new Cli(() -> new Jobs(new GradientTrainer(), new LayeredSimulator(), new MeshMapper())).run(arguments,
                new Io(System.out, System.err, Path.of("").toAbsolutePath(), false)));
    }
}
