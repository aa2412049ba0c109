package org.spikewright.jobs.internal;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Digest;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Severity;
import org.spikewright.common.Work;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.compile.job.ExploreSettings;
import org.spikewright.compile.job.ExploreSpec;
import org.spikewright.dataset.DataException;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.language.ModelFile;
import org.spikewright.mapping.DoesNotFitException;
import org.spikewright.record.ExplorationRecord;
import org.spikewright.record.ExplorationRecord.Trial;
import org.spikewright.record.Manifest;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/**
 * Runs a job again and again with other values of the model, as many runs at a time as there are threads. Each run makes the model
 * anew of the texts that the exploration began with, changes it, and leaves a record of its own below that of the exploration; results
 * do not depend on how many run at a time.
 */
final class Exploration {

    /** Milliseconds between two looks whether trials that ended can be written. */
    private static final long MOMENT = 100;

    private final ExploreSpec job;
    private final RunRequest request;
    private final RunRecord record;
    private final Engines engines;
    private final List<String> paths;
    private final List<List<String>> values;

    Exploration(ExploreSpec job, RunRequest request, RunRecord record, Engines engines) {
        this.job = job;
        this.request = request;
        this.record = record;
        this.engines = engines;
        this.paths = job.axes().stream().map(ExploreSpec.Axis::path).toList();
        this.values = job.axes().stream().map(ExploreSpec.Axis::values).toList();
    }

    /**
     * Runs all trials. A trial that fails is part of the result.
     *
     * @return how many trials there were, and how they ended
     * @throws CancelledException if the user stopped it; the trials that were done are in the record
     */
    Map<String, Object> run(Work work) throws IOException {
        List<int[]> choices = choices(job.settings());
        Goals goals = Goals.of(job.settings(), job.explored());
        work.begin(job.name() + ": explore", choices.size());
        List<Trial> trials = new ArrayList<>();
        boolean complete = true;
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(request.threads(), choices.size()))) {
            List<Future<Trial>> futures = new ArrayList<>();
            for (int i = 0; i < choices.size(); i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    Trial trial = trial(number, choices.get(number), work);
                    if (trial.state() == RunState.FAILED) {
                        work.say(job.name() + ": the trial with " + values(trial) + " failed: " + trial.message());
                    }
                    work.advance(1);
                    return trial;
                }));
            }
            Pace pace = new Pace();
            boolean written = true;
            for (Future<Trial> future : futures) {
                while (!written && !ends(future)) { // what was put off is written while a long trial runs
                    written = write(trials, goals, pace);
                }
                Trial trial = finished(future);
                complete &= trial.state() != RunState.CANCELLED;
                trials.add(trial);
                written = write(trials, goals, pace);
            }
        }
        List<Trial> judged = judged(trials, goals);
        put(judged, goals);
        if (!complete) {
            throw new CancelledException();
        }
        if (judged.stream().allMatch(trial -> trial.state() == RunState.FAILED)) {
            throw new JobException(job.location(), "none of its " + judged.size() + " trials could be run; of the first, with " + values(judged.getFirst())
                    + ": " + judged.getFirst().message());
        }
        return Map.of("trials", judged.size(), "trials.failed",
                judged.stream().filter(trial -> trial.state() == RunState.FAILED).count(), "trials.admissible",
                judged.stream().filter(Trial::admissible).count(), "trials.best", judged.stream().filter(Trial::best).count());
    }

    /** Writes the trials so far if it is time to. */
    private boolean write(List<Trial> trials, Goals goals, Pace pace) throws IOException {
        if (!pace.isDue()) {
            return false;
        }
        long began = System.nanoTime();
        put(judged(trials, goals), goals);
        pace.wrote(began);
        return true;
    }

    private void put(List<Trial> judged, Goals goals) throws IOException {
        record.putExploration(job.name(), new ExplorationRecord(paths, goals.objectives().stream().map(Object::toString).toList(), judged));
    }

    /** All combinations, or as many as are to be run, in the order of the search. */
    private List<int[]> choices(ExploreSettings spec) {
        List<int[]> all = new ArrayList<>(List.of(new int[0]));
        for (List<String> axis : values) {
            List<int[]> longer = new ArrayList<>();
            for (int[] choice : all) {
                for (int value = 0; value < axis.size(); value++) {
                    int[] next = java.util.Arrays.copyOf(choice, choice.length + 1);
                    next[choice.length] = value;
                    longer.add(next);
                }
            }
            all = longer;
        }
        spec.search().order(all, RandomStream.of(request.seed().orElse(spec.seed()), job.name()));
        return all.subList(0, (int) Math.min(all.size(), spec.runs().orElse(Integer.MAX_VALUE)));
    }

    private Trial trial(int number, int[] choice, Work work) throws IOException {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < choice.length; i++) {
            chosen.add(values.get(i).get(choice[i]));
        }
        String folder = job.name() + "/" + String.format("%04d", number + 1);
        if (work.cancelled()) {
            return new Trial(chosen, folder, RunState.CANCELLED, null, Map.of(), false, false);
        }
        ModelFile model = request.model().trial(job.name(), choice);
        DeclaredJob explored = model.jobs().stream().filter(one -> job.name().equals(one.name())).findFirst()
                .flatMap(DeclaredJob::explored).orElseThrow();
        RunRequest alone = new RunRequest(model, List.of(explored.name()), request.runs(), request.data(), 1, request.seed());
        RunRecord own = RunRecord.create(record.folder().resolve(folder), manifest(model, explored.name(), chosen), Jobs.texts(model));
        try {
            List<DeclaredJob> order = JobOrder.of(explored);
            check(model, explored);
            JobExecution run = new JobExecution(alone, own, Work.unwatched(work::cancelled), engines);
            run.check(order);
            for (DeclaredJob next : order) {
                work.checkCancelled();
                run.perform(next);
            }
            own.end(now(), RunState.DONE, null);
            return new Trial(chosen, folder, RunState.DONE, null, own.metrics().getOrDefault(explored.name(), Map.of()), false, false);
        } catch (CancelledException _) {
            own.end(now(), RunState.CANCELLED, null);
            return new Trial(chosen, folder, RunState.CANCELLED, null, Map.of(), false, false);
        } catch (JobException | DataException | DoesNotFitException | IllegalArgumentException e) {
            own.end(now(), RunState.FAILED, e.getMessage());
            return new Trial(chosen, folder, RunState.FAILED, e.getMessage(), Map.of(), false, false);
        } catch (IOException | RuntimeException | Error e) {
            own.end(now(), RunState.FAILED, e.toString());
            throw e;
        }
    }

    /** What a trial has, as it is written. */
    private String values(Trial trial) {
        return IntStream.range(0, paths.size()).mapToObj(i -> paths.get(i) + " = " + trial.values().get(i)).collect(Collectors.joining(", "));
    }

    /** A model that is wrong with what a trial has is not run. */
    private static void check(ModelFile model, DeclaredJob explored) {
        model.asItStands(List.of(explored.name())).stream().filter(finding -> finding.severity() == Severity.ERROR).findFirst().ifPresent(finding -> {
            throw new JobException(finding.location(), finding.code() + ": " + finding.message());
        });
    }

    private Manifest manifest(ModelFile model, String explored, List<String> chosen) {
        Manifest whole = record.manifest();
        Map<String, String> options = new TreeMap<>(whole.options());
        for (int i = 0; i < paths.size(); i++) {
            options.put("vary." + paths.get(i), chosen.get(i));
        }
        return new Manifest(whole.spikewright(), now(), null, RunState.RUNNING, null, whole.model(), new Digest().add(model.text()).end(),
                List.of(explored), options, whole.machine());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Waits a moment for the end of a trial. */
    private static boolean ends(Future<Trial> future) {
        try {
            future.get(MOMENT, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException _) {
            return true; // finished says why
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private static Trial finished(Future<Trial> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static List<Trial> judged(List<Trial> trials, Goals goals) {
        List<Trial> admissible = trials.stream().filter(trial -> trial.state() == RunState.DONE && goals.admits(trial.metrics())).toList();
        List<Integer> best = goals.objectives().isEmpty() ? List.of() : goals.best(admissible.stream().map(Trial::metrics).toList());
        return trials.stream().map(trial -> new Trial(trial.values(), trial.folder(), trial.state(), trial.message(), trial.metrics(),
                admissible.contains(trial), best.contains(admissible.indexOf(trial)))).toList();
    }
}
