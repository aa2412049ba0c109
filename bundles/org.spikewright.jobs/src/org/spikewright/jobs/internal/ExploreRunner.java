package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.Map;
import org.spikewright.common.Work;
import org.spikewright.compile.job.ExploreSpec;

/** Runs a job again and again with other values. */
final class ExploreRunner implements JobRunner<ExploreSpec> {

    @Override
    public Class<ExploreSpec> kind() {
        return ExploreSpec.class;
    }

    @Override
    public Map<String, Object> run(ExploreSpec job, RunContext context, Work work) throws IOException {
        return new Exploration(job, context.request(), context.record(), context.engines()).run(work);
    }
}
