package org.spikewright.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Digest;
import org.spikewright.common.Finding;
import org.spikewright.common.Work;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.dataset.DataException;
import org.spikewright.jobs.internal.DataSets;
import org.spikewright.jobs.internal.Engines;
import org.spikewright.jobs.internal.Expectations;
import org.spikewright.jobs.internal.JobExecution;
import org.spikewright.jobs.internal.JobOrder;
import org.spikewright.kernel.Kernels;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.mapping.DoesNotFitException;
import org.spikewright.mapping.Mapper;
import org.spikewright.record.Manifest;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.simulate.Simulator;
import org.spikewright.train.Trainer;

/** Runs the jobs of a model with the engines that are there, and writes the run's record. */
public final class Jobs {

    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final String SEED = "seed";
    private static final String DATA = "data.";

    private final Engines engines;

    /** Jobs on those engines. */
    public Jobs(Trainer trainer, Simulator simulator, Mapper mapper) {
        this.engines = new Engines(trainer, simulator, mapper);
    }

    /**
     * Refuses folders of data that no data set of a model reads.
     *
     * @param data by the data set's name
     * @throws IllegalArgumentException the message says which data sets there are
     */
    public static void checkData(ModelFile model, Map<String, Path> data) {
        DataSets.check(model, data);
    }

    /**
     * A model whose text has other values in some places.
     *
     * @param values as they are written, by what they are of, as an exploration names it: {@code Learn.epochs}
     * @throws IllegalArgumentException if there is no such place, or a value cannot stand there; the message says why
     */
    public static ModelFile with(ModelFile model, Map<String, String> values) {
        return model.with(values);
    }

    /** The names of a model's jobs, in the order of the file. */
    public static List<String> names(ModelFile model) {
        return model.jobs().stream().map(DeclaredJob::name).toList();
    }

    /**
     * What there is to say about some jobs and all that they need, or about the whole file where none are named or one is unknown.
     */
    public static List<Finding> findings(ModelFile model, List<String> jobs) {
        return model.checkOnly(jobs);
    }

    /**
     * Runs jobs, each after those it depends on.
     *
     * @throws IllegalArgumentException if a named job or data set does not exist
     * @throws UncheckedIOException if the record cannot be written
     */
    public RunResult run(RunRequest request, Work work) {
        List<DeclaredJob> order = JobOrder.of(request.model(), request.jobs());
        checkData(request.model(), request.data());
        try {
            RunRecord record = RunRecord.create(folder(request), manifest(request, order), texts(request.model()));
            return run(request, order, record, work);
        } catch (IOException e) {
            throw new UncheckedIOException("the record of the run cannot be written: " + e.getMessage(), e);
        }
    }

    private RunResult run(RunRequest request, List<DeclaredJob> order, RunRecord record, Work work) throws IOException {
        try (Expectations expectations = new Expectations(request, order, record, work, engines)) {
            JobExecution run = new JobExecution(request, record, work, engines);
            run.check(order);
            for (DeclaredJob job : order) {
                work.checkCancelled();
                run.perform(job);
                expectations.judge(job);
            }
            return end(record, RunState.DONE, "");
        } catch (CancelledException _) {
            return end(record, RunState.CANCELLED, "");
        } catch (JobException e) {
            return end(record, RunState.FAILED, e.getMessage(), Optional.of(new RunResult.Failure(e.location(), e.reason())));
        } catch (DataException | DoesNotFitException | IllegalArgumentException | IOException e) {
            return end(record, RunState.FAILED, e.getMessage());
        } catch (OutOfMemoryError e) {
            return end(record, RunState.FAILED, "there is not enough memory for what is to be run (" + e.getMessage()
                    + "); make it smaller, or run it on a machine that has more");
        } catch (RuntimeException | Error e) {
            end(record, RunState.FAILED, e.toString());
            throw e;
        }
    }

    /** The texts of a model by the names of their files, as records hold them. */
    public static Map<String, String> texts(ModelFile model) {
        Map<String, String> texts = new LinkedHashMap<>();
        model.texts().forEach((file, text) -> texts.put(file.getFileName().toString(), text));
        return texts;
    }

    /**
     * What to run to repeat a run: the model as it was, with the same jobs, seed and data.
     *
     * @param runs the folder that gets the record
     * @param data where files of data sets lie now, if elsewhere than then
     * @throws IOException if the record is damaged, or of before records held all that is needed; the message says so
     */
    public static RunRequest again(RunRecord record, Path runs, Map<String, Path> data, int threads) throws IOException {
        Manifest manifest = record.manifest();
        Path folder = Path.of(record.inputs().orElseThrow(() -> new IOException(record.folder()
                + " does not say what the run read: it was made by an earlier version")).folder());
        Map<Path, String> texts = new LinkedHashMap<>();
        record.modelTexts().forEach((name, text) -> texts.put(folder.resolve(name), text));
        Map<String, Path> all = new LinkedHashMap<>();
        manifest.options().forEach((name, value) -> {
            if (name.startsWith(DATA)) {
                all.put(name.substring(DATA.length()), Path.of(value));
            }
        });
        all.putAll(data);
        String seed = manifest.options().get(SEED);
        return new RunRequest(new Language().of(folder.resolve(manifest.model()), manifest.model(), texts), manifest.jobs(), runs, all, threads,
                seed == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seed)));
    }

    private static RunResult end(RunRecord record, RunState state, String message) throws IOException {
        return end(record, state, message, Optional.empty());
    }

    private static RunResult end(RunRecord record, RunState state, String message, Optional<RunResult.Failure> failure) throws IOException {
        record.end(now(), state, message.isEmpty() ? null : message);
        return new RunResult(record, state, message, failure);
    }

    private static Path folder(RunRequest request) throws IOException {
        String name = request.model().path().getFileName().toString().replaceFirst("\\.spike$", "");
        return RunRecord.reserve(request.runs(), FOLDER.format(Instant.now()) + "-" + name);
    }

    private static Manifest manifest(RunRequest request, List<DeclaredJob> order) {
        Map<String, String> options = new TreeMap<>();
        request.seed().ifPresent(seed -> options.put(SEED, Long.toString(seed)));
        request.data().forEach((name, folder) -> options.put(DATA + name, folder.toString()));
        Map<String, String> machine = new TreeMap<>(Map.of("java", Runtime.version().toString(),
                "os", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "processors", Integer.toString(Runtime.getRuntime().availableProcessors()),
                "threads", Integer.toString(request.threads()), "kernels", Kernels.best().description()));
        return new Manifest("0.1.0", now(), null, RunState.RUNNING, null, request.model().path().getFileName().toString(),
                new Digest().add(request.model().text()).end(), order.stream().map(DeclaredJob::name).toList(), options, machine);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
