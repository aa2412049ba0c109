package org.spikewright.jobs.internal;

import java.io.IOException;
import java.util.Map;
import org.spikewright.common.Work;
import org.spikewright.compile.job.ExportSpec;

/** Writes trained networks into files of other tools. */
final class ExportRunner implements JobRunner<ExportSpec> {

    @Override
    public Class<ExportSpec> kind() {
        return ExportSpec.class;
    }

    @Override
    public Map<String, Object> run(ExportSpec job, RunContext context, Work work) throws IOException {
        return NetworkFile.write(job.name(), job.settings(), job.network(), context.trained().get(job.weights()),
                job.weights().settings().step(), context.record(), work);
    }
}
