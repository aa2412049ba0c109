package org.spikewright.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.common.Visible;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.jobs.RunResult;
import org.spikewright.record.Departures;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/** Runs again what a record says, and says whether the same comes of it. */
public final class RepeatRun implements Command {

    private final Supplier<Jobs> jobs;

    public RepeatRun(Supplier<Jobs> jobs) {
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "repeat";
    }

    @Override
    public String usage() {
        return "repeat RUN [--out DIR] [--data NAME=DIR] [--threads N]";
    }

    @Override
    public String purpose() {
        return "Runs the jobs of a record again, from the model and the settings in it, and says where the result departs.";
    }

    @Override
    public Set<String> options() {
        return Set.of("--out", "--data", "--threads");
    }

    @Override
    public int run(Options options, Io io) {
        Path folder = io.resolve(options.first("the folder of a run's record"));
        options.atMost(1);
        int threads = (int) options.number("--threads", 1).orElse(Runtime.getRuntime().availableProcessors());
        Path runs = options.value("--out").map(io::resolve).orElseGet(() -> folder.toAbsolutePath().getParent());
        WritableFolder.requireForRecords(runs, "--out");
        Progress progress = new Progress(io);
        RunRecord before;
        try {
            before = RunRecord.open(folder);
        } catch (IOException e) {
            io.complain(e.getMessage());
            return ExitCode.USAGE;
        }
        try {
            if (before.manifest().state() != RunState.DONE) {
                io.complain(Visible.line(folder.toString()) + " is not the record of a run that was done; there is nothing to compare with");
                return ExitCode.USAGE;
            }
            RunRequest request = Jobs.again(before, runs, RunJobs.data(options, io), threads);
            if (Findings.print(Jobs.findings(request.model(), request.jobs()), io.err())) {
                return ExitCode.FINDINGS;
            }
            try (Interrupts _ = new Interrupts(progress::cancel, ExitCode.CANCELLED)) {
                RunResult result = jobs.get().run(request, progress);
                progress.end();
                return compare(before, result, io);
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            progress.end();
            io.complain(e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static int compare(RunRecord before, RunResult result, Io io) throws IOException {
        io.out().println("record  " + Visible.line(result.record().folder().toString()));
        if (result.state() == RunState.CANCELLED) {
            io.complain("cancelled; the record says how far it came");
            return ExitCode.CANCELLED;
        }
        List<String> departures = Departures.of(before, result.record());
        departures.forEach(departure -> io.out().println(Visible.line(departure)));
        if (result.state() != RunState.DONE) {
            io.complain(result.message());
            return ExitCode.FAILED;
        }
        io.out().println(departures.isEmpty() ? "identical" : "not identical");
        return departures.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
