package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/** The jobs of a run under another seed, each run once; the record of them is within that of the run. */
final class SeedRun {

    private final JobExecution run;
    private final RunRecord record;
    private final Set<DeclaredJob> done = new HashSet<>();

    SeedRun(JobExecution run, RunRecord record) {
        this.run = run;
        this.record = record;
    }

    /**
     * Runs those of some jobs that did not run yet.
     *
     * @param jobs each after those it depends on
     * @return the metrics of all that ran
     * @throws CancelledException if the user stopped it; what was reached is in the record
     */
    Map<String, Map<String, Object>> metrics(List<DeclaredJob> jobs, Work work) throws IOException {
        try {
            for (DeclaredJob job : jobs) {
                work.checkCancelled();
                if (done.add(job)) {
                    run.perform(job);
                }
            }
            return record.metrics();
        } catch (CancelledException e) {
            record.end(Moment.now(), RunState.CANCELLED, null);
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            record.end(Moment.now(), RunState.FAILED, e.getMessage());
            throw e;
        }
    }

    /** Ends the record, unless it ended with a job that did not come to its end. */
    void end() throws IOException {
        if (record.manifest().state() == RunState.RUNNING) {
            record.end(Moment.now(), RunState.DONE, null);
        }
    }
}
