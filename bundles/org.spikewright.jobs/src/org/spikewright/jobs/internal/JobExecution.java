package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.compile.job.ElaborationException;
import org.spikewright.compile.job.JobSpec;
import org.spikewright.dataset.DataException;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.RunRequest;
import org.spikewright.record.RunRecord;

/** One run: performs jobs one after the other, each by the runner of its kind, and fills the record. */
public final class JobExecution {

    private static final List<JobRunner<?>> RUNNERS = List.of(new TrainRunner(), new SampleRunner(), new PopulationRunner(),
            new EvaluateRunner(), new VerifyRunner(), new MapRunner(), new ExportRunner(), new CompareRunner(), new ExploreRunner());

    private final RunContext context;
    private final Work work;

    public JobExecution(RunRequest request, RunRecord record, Work work, Engines engines) throws IOException {
        InputLog inputs = new InputLog(record, request.model().path(), request.model().texts());
        this.context = new RunContext(request, record, engines, inputs, new DataSets(request, inputs), new IdentityHashMap<>(), new IdentityHashMap<>());
        this.work = work;
    }

    /**
     * Performs a job; the jobs it depends on were performed before.
     *
     * @throws CancelledException if the user stopped it; what was reached is in the record
     * @throws JobException if it cannot go on
     */
    public void perform(DeclaredJob job) throws IOException {
        JobSpec spec = spec(job);
        for (JobRunner<?> runner : RUNNERS) {
            if (runner.kind().isInstance(spec)) {
                perform(runner, spec);
                return;
            }
        }
        throw new JobException(spec.location(), "no engine runs this job yet");
    }

    private <S extends JobSpec> void perform(JobRunner<S> runner, JobSpec spec) throws IOException {
        try {
            context.record().putMetrics(spec.name(), runner.run(runner.kind().cast(spec), context, work));
        } catch (CancelledException | JobException | DataException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Brought.blamed(spec, e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    /**
     * Makes sure that there is an engine for each job, and nothing wrong with it, before the first of them starts.
     *
     * @throws JobException if there is; the message says what
     */
    public void check(List<DeclaredJob> jobs) {
        for (DeclaredJob job : jobs) {
            job.obstacle().ifPresent(obstacle -> {
                throw new JobException(job.location(), obstacle);
            });
            spec(job);
        }
    }

    private static JobSpec spec(DeclaredJob job) {
        try {
            return job.spec();
        } catch (ElaborationException e) {
            throw new JobException(e.location(), e.getMessage());
        }
    }
}
