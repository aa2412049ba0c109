package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.Map;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.compile.job.JobSpec;

/**
 * Runs jobs of one kind.
 *
 * @param <S> what such a job says
 */
interface JobRunner<S extends JobSpec> {

    /** The kind of jobs. */
    Class<S> kind();

    /**
     * Runs a job; those it depends on ran before.
     *
     * @return its metrics
     * @throws CancelledException if the user stopped it; what was reached is in the record
     */
    Map<String, Object> run(S job, RunContext context, Work work) throws IOException;
}
