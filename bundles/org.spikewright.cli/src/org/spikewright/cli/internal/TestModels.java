package org.spikewright.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.cli.internal.TestedModel.Case;
import org.spikewright.cli.internal.TestedModel.Outcome;
import org.spikewright.common.Finding;
import org.spikewright.common.Location;
import org.spikewright.common.Severity;
import org.spikewright.common.Visible;
import org.spikewright.jobs.Expected;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.jobs.RunResult;
import org.spikewright.jobs.Unmet;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.language.UnreadableModelException;
import org.spikewright.record.ClaimsRecord.Claim;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.report.ClaimText;

/** Runs the jobs of models that expect something of their metrics, and says of each line whether it holds. */
public final class TestModels implements Command {

    private final Supplier<Jobs> jobs;

    public TestModels(Supplier<Jobs> jobs) {
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String usage() {
        return "test FILE-OR-FOLDER... [--junit FILE] [--out DIR] [--data NAME=DIR] [--threads N] [--seed N]";
    }

    @Override
    public String purpose() {
        return "Runs the jobs with expect lines of models, with what they depend on, and says of each line whether it holds.";
    }

    @Override
    public Set<String> options() {
        return Set.of("--junit", "--out", "--data", "--threads", "--seed");
    }

    /** What all files are run with. */
    private record Setup(Path runs, Map<String, Path> data, int threads, OptionalLong seed) {
    }

    @Override
    public int run(Options options, Io io) {
        options.first("a .spike file or a folder");
        Map<Path, String> files = ModelPaths.of(options.words(), io);
        Optional<OutputFile> junit = options.value("--junit").map(word -> OutputFile.of("--junit", word, OutputFile.Form.XML, io));
        Optional<Path> out = options.value("--out").map(io::resolve);
        out.ifPresent(folder -> WritableFolder.requireForRecords(folder, "--out"));
        int threads = (int) options.number("--threads", 1).orElse(Runtime.getRuntime().availableProcessors());
        OptionalLong seed = options.number("--seed", Long.MIN_VALUE);
        Map<String, Path> data = RunJobs.data(options, io);
        List<Source> sources = files.entrySet().stream().map(file -> Source.read(file.getKey(), file.getValue())).toList();
        requireReaders(data, sources);
        List<TestedModel> tested = new ArrayList<>();
        Progress progress = new Progress(io);
        try (Interrupts _ = new Interrupts(progress::cancel, ExitCode.CANCELLED); Records records = Records.in(out)) {
            Setup setup = new Setup(records.folder(), data, threads, seed);
            for (Source source : sources) {
                TestedModel model = test(source, setup, progress, io);
                tested.add(model);
                progress.end();
                model.cases().forEach(one -> (junit.filter(OutputFile::isStandardOutput).isPresent() ? io.err() : io.out())
                        .println(Visible.line(one.toString())));
            }
            if (junit.isPresent()) {
                junit.get().write(JUnitFile.of(tested));
            }
        } catch (IOException | UncheckedIOException e) {
            progress.end();
            io.complain("a result cannot be written: " + e.getMessage());
            return ExitCode.FAILED;
        }
        return end(tested, progress.cancelled(), junit.filter(OutputFile::isStandardOutput).isPresent(), io);
    }

    /**
     * A file.
     *
     * @param file as the user named it
     * @param model what it holds; empty if it cannot be read
     * @param obstacle why it cannot be read
     */
    private record Source(String file, Optional<ModelFile> model, String obstacle) {

        static Source read(Path path, String file) {
            try {
                return new Source(file, Optional.of(new Language().read(path, file)), "");
            } catch (UnreadableModelException e) {
                return new Source(file, Optional.empty(), e.getMessage());
            }
        }
    }

    /** Each folder of data is of a data set of one model at least. */
    private static void requireReaders(Map<String, Path> data, List<Source> sources) {
        data.forEach((name, folder) -> {
            if (sources.stream().flatMap(source -> source.model().stream()).noneMatch(model -> reads(model, name, folder))) {
                throw new UsageException("no model has a data set '" + name + "' that reads files, or " + folder + " is no folder");
            }
        });
    }

    private static boolean reads(ModelFile model, String name, Path folder) {
        try {
            Jobs.checkData(model, Map.of(name, folder));
            return true;
        } catch (IllegalArgumentException _) {
            return false; // it is for another model
        }
    }

    private TestedModel test(Source source, Setup setup, Progress progress, Io io) {
        long began = System.nanoTime();
        List<Case> cases = source.model().map(model -> cases(source.file(), model, setup, progress, io))
                .orElseGet(() -> List.of(whole(source.file(), Outcome.ERROR, "", source.obstacle())));
        return new TestedModel(source.file(), (System.nanoTime() - began) / 1e9, cases);
    }

    private List<Case> cases(String file, ModelFile model, Setup setup, Progress progress, Io io) {
        List<Expected> expected = Expected.of(model);
        List<String> names = expected.stream().map(Expected::job).distinct().toList();
        List<Finding> findings = Jobs.findings(model, names);
        boolean areErrors = Findings.print(findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList(), io.err());
        if (areErrors) {
            Finding first = findings.stream().filter(finding -> finding.severity() == Severity.ERROR).findFirst().orElseThrow();
            return expected.isEmpty() ? List.of(whole(file, Outcome.ERROR, first.code(), first.location() + ": " + first.message()))
                    : expected.stream().map(one -> unjudged(one, Outcome.ERROR, first.code(), first.location() + ": " + first.message())).toList();
        }
        if (expected.isEmpty()) {
            return List.of(whole(file, Outcome.SKIPPED, "", "it expects nothing"));
        }
        if (progress.cancelled()) {
            return expected.stream().map(one -> unjudged(one, Outcome.SKIPPED, "", "cancelled")).toList();
        }
        Map<String, Path> data = new LinkedHashMap<>(setup.data());
        data.entrySet().removeIf(entry -> !reads(model, entry.getKey(), entry.getValue()));
        RunResult result = jobs.get().run(new RunRequest(model, names, setup.runs(), data, setup.threads(), setup.seed()), progress);
        if (result.state() != RunState.FAILED || names.size() == 1) {
            return judged(file, expected, result, io);
        }
        // What fails in one job says nothing of those that do not need it.
        List<Case> cases = new ArrayList<>();
        for (String name : names) {
            List<Expected> own = expected.stream().filter(one -> one.job().equals(name)).toList();
            RunResult alone = own.stream().allMatch(one -> claims(result).stream().anyMatch(claim -> isOf(claim, one))) ? result
                    : jobs.get().run(new RunRequest(model, List.of(name), setup.runs(), data, setup.threads(), setup.seed()), progress);
            cases.addAll(judged(file, own, alone, io));
        }
        return cases;
    }

    private static List<Case> judged(String file, List<Expected> expected, RunResult result, Io io) {
        List<Claim> claims = claims(result);
        try {
            Findings.print(Unmet.of(result.record(), file), io.err());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return expected.stream().map(one -> claims.stream().filter(claim -> isOf(claim, one)).findFirst()
                .map(claim -> judged(one, claim)).orElseGet(() -> result.state() == RunState.CANCELLED
                        ? unjudged(one, Outcome.SKIPPED, "", "cancelled") : unjudged(one, Outcome.ERROR, "", result.message()))).toList();
    }

    private static List<Claim> claims(RunResult result) {
        try {
            return result.record().claims().claims();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Claim claim, Expected expected) {
        Location location = expected.location();
        return claim.job().equals(expected.job()) && claim.line() == location.line() && claim.column() == location.column();
    }

    private static Case judged(Expected expected, Claim claim) {
        ClaimText text = new ClaimText(claim);
        return claim.passed()
                ? one(expected, Outcome.PASSED, "", text.value() + " against " + text.bounds() + (claim.thin() ? ", thin: seeds spread by "
                        + text.deviation() : ""))
                : one(expected, Outcome.FAILED, Unmet.finding(claim, "").code(), text.failure());
    }

    private static Case unjudged(Expected expected, Outcome outcome, String code, String why) {
        return one(expected, outcome, code, why);
    }

    private static Case one(Expected expected, Outcome outcome, String code, String sentence) {
        return new Case(expected.job() + ": " + expected.text(), expected.location().toString(), expected.location().line(), outcome, code,
                sentence);
    }

    private static Case whole(String file, Outcome outcome, String code, String sentence) {
        return new Case("model", file, 0, outcome, code, sentence);
    }

    private static int end(List<TestedModel> tested, boolean cancelled, boolean toErr, Io io) {
        long passed = count(tested, Outcome.PASSED);
        long failed = count(tested, Outcome.FAILED);
        long errors = count(tested, Outcome.ERROR);
        long skipped = count(tested, Outcome.SKIPPED);
        (toErr ? io.err() : io.out()).println(passed + " passed, " + failed + " failed, " + errors + " errors, " + skipped + " skipped");
        if (cancelled) {
            io.complain("cancelled; what was not tried is skipped");
            return ExitCode.CANCELLED;
        }
        if (passed + failed + errors == 0) {
            io.complain("nothing is tested: no job has a line such as expect accuracy() >= 0.9");
            return ExitCode.USAGE;
        }
        return errors > 0 ? ExitCode.FAILED : failed > 0 ? ExitCode.UNMET : ExitCode.DONE;
    }

    private static long count(List<TestedModel> tested, Outcome outcome) {
        return tested.stream().mapToLong(model -> model.count(outcome)).sum();
    }

    /**
     * Where records go: a folder that the user names, or one that is gone afterwards.
     *
     * @param folder that gets a folder for each run
     * @param isKept whether the user wants it
     */
    private record Records(Path folder, boolean isKept) implements AutoCloseable {

        static Records in(Optional<Path> named) throws IOException {
            return named.isPresent() ? new Records(named.get(), true) : new Records(Files.createTempDirectory("spikewright-test"), false);
        }

        @Override
        public void close() throws IOException {
            if (!isKept) {
                RunRecord.remove(folder);
            }
        }
    }
}
