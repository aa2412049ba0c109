package org.spikewright.jobs.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.spikewright.common.Work;
import org.spikewright.compile.job.VerifySpec;
import org.spikewright.dataset.ArrayFiles;
import org.spikewright.execute.Vectors;
import org.spikewright.jobs.JobException;

/** Compares what networks give with what they are known to give. */
final class VerifyRunner implements JobRunner<VerifySpec> {

    @Override
    public Class<VerifySpec> kind() {
        return VerifySpec.class;
    }

    @Override
    public Map<String, Object> run(VerifySpec job, RunContext context, Work work) {
        if (!Files.isRegularFile(job.file())) {
            throw new JobException(job.location(), "there is no file " + job.file() + ", whose arrays '" + job.name() + "' compares with");
        }
        try {
            work.begin(job.name() + ": verify", 0);
            Vectors vectors = Vectors.of(job.network(), ArrayFiles.read(job.file()), job.weights().isPresent());
            context.inputs().data(job.name(), List.of(job.file()));
            List<Vectors.Difference> found = vectors.differences(job.weights().map(context.trained()::get), job.settings().step(),
                    context.request().threads(), work);
            found.forEach(one -> work.say(job.name() + ": '" + one.layer() + "' differs by at most " + one.most() + ", first in element " + one.element()
                    + " of step " + one.step() + " of sample " + one.sample()));
            return Map.of("difference", found.stream().max(Comparator.comparingDouble(Vectors.Difference::most)).orElseThrow().most());
        } catch (IOException e) {
            throw new JobException(job.location(), job.file() + " cannot be read (" + e.getMessage() + "): check that it is whole");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new JobException(job.location(), job.file() + " does not go with '" + job.network().name() + "': " + e.getMessage());
        }
    }
}
