package org.spikewright.jobs;

import java.util.List;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.common.Location;
import org.spikewright.jobs.internal.JobOrder;
import org.spikewright.language.ModelFile;
import org.spikewright.model.job.Claim;
import org.spikewright.model.job.Job;

/**
 * A line of a model that says what is expected of a job's metrics.
 *
 * @param job in which it stands
 * @param text as it is written, on one line, without the word expect
 * @param location where it stands
 */
public record Expected(String job, String text, Location location) {

    /** All of a file, in its order; half-written ones too. */
    public static List<Expected> of(ModelFile model) {
        return JobOrder.all(model).stream().filter(job -> job.getName() != null).flatMap(job -> of(model, job).stream()).toList();
    }

    private static List<Expected> of(ModelFile model, Job job) {
        return job.getClaims().stream().map(claim -> new Expected(job.getName(), text(claim), model.location(claim))).toList();
    }

    /** A claim as it is written, on one line. */
    public static String text(Claim claim) {
        INode node = NodeModelUtils.findActualNodeFor(claim);
        return node == null ? "" : NodeModelUtils.getTokenText(node).replaceAll("\\s+", " ");
    }
}
