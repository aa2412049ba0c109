package org.spikewright.cli.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.common.Finding;
import org.spikewright.common.Visible;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.jobs.RunResult;
import org.spikewright.jobs.Unmet;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.report.Quantity;
import org.spikewright.report.Report;

/** Runs the jobs of a model and leaves a record and a report. */
public final class RunJobs implements Command {

    private final Supplier<Jobs> jobs;

    public RunJobs(Supplier<Jobs> jobs) {
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String usage() {
        return "run FILE [JOB...] [--out DIR] [--json FILE] [--data NAME=DIR] [--threads N] [--seed N] [--set NAME=VALUE]";
    }

    @Override
    public String purpose() {
        return "Runs all jobs of a model, or the named ones with what they depend on, and writes a record and a report.";
    }

    @Override
    public Set<String> options() {
        return Set.of("--out", "--json", "--data", "--threads", "--seed", "--set");
    }

    @Override
    public int run(Options options, Io io) {
        String file = options.first("a .spike file");
        Path path = io.resolve(file);
        int threads = (int) options.number("--threads", 1).orElse(Runtime.getRuntime().availableProcessors());
        Path runs = options.value("--out").map(io::resolve).orElseGet(() -> path.resolveSibling("runs"));
        WritableFolder.requireForRecords(runs, "--out");
        Optional<OutputFile> json = options.value("--json").map(word -> OutputFile.of("--json", word, OutputFile.Form.JSON, io));
        if (options.value("--json").map(io::resolve).filter(runs::startsWith).isPresent()) {
            throw new UnusablePathException("--json " + options.value("--json").get() + ": the folder of records will be there; name another file");
        }
        Map<String, Path> data = data(options, io);
        var seed = options.number("--seed", Long.MIN_VALUE);
        ModelFile model = model(options, path, file);
        List<String> names = options.words().subList(1, options.words().size());
        if (Findings.print(Jobs.findings(model, names), io.err())) {
            return ExitCode.FINDINGS;
        }
        List<String> known = Jobs.names(model);
        if (known.isEmpty()) {
            throw new UsageException(file + " has no jobs; add for instance a train block");
        }
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new UsageException("there is no job '" + name + "' in " + file + "; its jobs are " + String.join(", ", known));
        });
        try {
            Jobs.checkData(model, data);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        Progress progress = new Progress(io);
        try (Interrupts _ = new Interrupts(progress::cancel, ExitCode.CANCELLED)) {
            RunResult result = jobs.get().run(new RunRequest(model, names, runs, data, threads, seed), progress);
            progress.end();
            return report(result, file, json, io);
        } catch (UncheckedIOException e) {
            progress.end();
            io.complain(e.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** The model, with the values that {@code --set} gives. */
    private static ModelFile model(Options options, Path path, String file) {
        ModelFile model = new Language().read(path, file);
        for (String value : options.all("--set")) {
            int equals = value.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--set takes NAME=VALUE, not '" + value + "'");
            }
            try {
                model = Jobs.with(model, Map.of(value.substring(0, equals).strip(), value.substring(equals + 1).strip()));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--set " + value + ": " + e.getMessage());
            }
        }
        return model;
    }

    /** The folders that {@code --data} names, by data set. */
    static Map<String, Path> data(Options options, Io io) {
        Map<String, Path> data = new LinkedHashMap<>();
        for (String value : options.all("--data")) {
            int equals = value.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--data takes NAME=DIR, not '" + value + "'");
            }
            data.put(value.substring(0, equals), io.resolve(value.substring(equals + 1)));
        }
        return data;
    }

    private static int report(RunResult result, String file, Optional<OutputFile> json, Io io) {
        List<Finding> unmet;
        PrintStream out = json.filter(OutputFile::isStandardOutput).isPresent() ? io.err() : io.out();
        try {
            print(result, out);
            ClaimLines.print(result.record(), out);
            out.println("record  " + Visible.line(result.record().folder().toString()));
            out.println("report  " + Visible.line(Report.write(result.record()).toString()));
            if (json.isPresent()) {
                json.get().write(result.record().metricsJson());
            }
            unmet = Unmet.of(result.record(), file);
            Findings.print(unmet, io.err());
        } catch (IOException e) {
            io.complain("a result cannot be written: " + e.getMessage());
            return ExitCode.FAILED;
        }
        return switch (result.state()) {
            case DONE -> unmet.isEmpty() ? ExitCode.DONE : ExitCode.UNMET;
            case CANCELLED -> {
                io.complain("cancelled; the record says how far it came");
                yield ExitCode.CANCELLED;
            }
            default -> {
                io.complain(result.message());
                yield ExitCode.FAILED;
            }
        };
    }

    private static void print(RunResult result, PrintStream out) {
        result.record().metrics().forEach((job, metrics) -> {
            List<String[]> rows = new ArrayList<>();
            new TreeMap<>(metrics).forEach((name, value) -> rows.add(new String[] {job, name,
                value instanceof Number number ? Quantity.metric(name, number.doubleValue()) : String.valueOf(value)}));
            if (!rows.isEmpty()) {
                out.print(Table.format(rows, 3));
            }
        });
    }
}
