package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.compile.job.ClaimSpec;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.record.ClaimsRecord;
import org.spikewright.record.Manifest;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/**
 * Holds what jobs expect of their metrics against what they gave. Where a job names seeds, it runs under each of them, and so do the jobs
 * that it compares and those that they depend on; what has run under a seed already does not run again.
 */
public final class Expectations implements AutoCloseable {

    private final RunRequest request;
    private final List<DeclaredJob> order;
    private final RunRecord record;
    private final Work work;
    private final Engines engines;
    private final List<ClaimsRecord.Claim> judged = new ArrayList<>();
    private final Map<Long, SeedRun> runs = new TreeMap<>();

    /**
     * The expectations of the jobs of a run.
     *
     * @param order all jobs that run
     */
    public Expectations(RunRequest request, List<DeclaredJob> order, RunRecord record, Work work, Engines engines) {
        this.request = request;
        this.order = order;
        this.record = record;
        this.work = work;
        this.engines = engines;
    }

    /**
     * Judges what a job expects, which has just ended.
     *
     * @throws CancelledException if the user stopped a run under another seed
     * @throws JobException if such a run cannot go on
     */
    public void judge(DeclaredJob job) throws IOException {
        if (job.lines().isEmpty()) {
            return;
        }
        List<ClaimSpec> claims = job.claims();
        if (claims.size() < job.lines().size()) {
            throw new JobException(job.location(), "what '" + job.name() + "' expects has errors; check it first");
        }
        List<Long> seeds = seeds(job);
        List<Map<String, Map<String, Object>>> metrics = new ArrayList<>();
        for (long seed : seeds) {
            metrics.add(metrics(job, seed));
        }
        if (seeds.isEmpty()) {
            metrics.add(record.metrics());
        }
        String file = request.model().path().getFileName().toString();
        claims.forEach(claim -> judged.add(new Judgement(job.name(), claim, file, seeds, metrics).verdict()));
        record.putClaims(new ClaimsRecord(List.copyOf(judged)));
    }

    /** The seeds that a job names, in whose place the caller may have named one. */
    private List<Long> seeds(DeclaredJob job) {
        List<Long> seeds = job.seeds();
        return seeds.isEmpty() || request.seed().isEmpty() ? seeds : List.of(request.seed().getAsLong());
    }

    /** What the jobs that the claims of a job are about give under a seed. */
    private Map<String, Map<String, Object>> metrics(DeclaredJob job, long seed) throws IOException {
        List<DeclaredJob> missing = missing(job, seed);
        if (missing.isEmpty()) {
            return record.metrics();
        }
        SeedRun run = runs.get(seed);
        if (run == null) {
            run = begin(seed);
            runs.put(seed, run);
        }
        Map<String, Map<String, Object>> metrics = new HashMap<>(record.metrics());
        metrics.putAll(run.metrics(missing, work));
        return metrics;
    }

    /** What runs under a seed for the claims of a job, since the run itself ran it under another; each after those it depends on. */
    private List<DeclaredJob> missing(DeclaredJob job, long seed) {
        List<DeclaredJob> about = job.compared().isEmpty() ? List.of(job) : job.compared();
        return about.stream().filter(one -> !ranUnder(one, seed)).flatMap(one -> JobOrder.of(one).stream()).distinct().toList();
    }

    /** Whether the run itself ran a job, and all it depends on, under a seed. Trials of an exploration may have seeds of their own. */
    private boolean ranUnder(DeclaredJob job, long seed) {
        if (request.seed().isPresent()) {
            return request.seed().getAsLong() == seed;
        }
        return JobOrder.of(job).stream().allMatch(one -> !one.explores() && (!one.compared().isEmpty() || one.seed() == seed));
    }

    private SeedRun begin(long seed) throws IOException {
        Set<DeclaredJob> jobs = new LinkedHashSet<>();
        order.stream().filter(job -> !job.lines().isEmpty() && seeds(job).contains(seed)).forEach(job -> jobs.addAll(missing(job, seed)));
        List<String> names = jobs.stream().map(DeclaredJob::name).toList();
        Manifest whole = record.manifest();
        Map<String, String> options = new TreeMap<>(whole.options());
        options.put("seed", Long.toString(seed));
        RunRecord own = RunRecord.create(record.seedFolder(seed), new Manifest(whole.spikewright(), Moment.now(), null, RunState.RUNNING, null,
                whole.model(), whole.modelHash(), names, options, whole.machine()), Jobs.texts(request.model()));
        RunRequest under = new RunRequest(request.model(), names, request.runs(), request.data(), request.threads(),
                java.util.OptionalLong.of(seed));
        return new SeedRun(new JobExecution(under, own, new SeedWork(seed, work), engines), own);
    }

    @Override
    public void close() throws IOException {
        for (SeedRun run : runs.values()) {
            run.end();
        }
    }
}
