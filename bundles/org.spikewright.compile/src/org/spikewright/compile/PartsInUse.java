package org.spikewright.compile;

import org.spikewright.model.job.ExportJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.VerifyJob;
import org.spikewright.model.network.Network;
import org.spikewright.network.population.PopulationNetwork;

/** Finds data sets and chips that a job names itself and does not work with. */
final class PartsInUse {

    private final DiagnosticSink problems;

    PartsInUse(DiagnosticSink problems) {
        this.problems = problems;
    }

    void check(Job job, Network network) {
        if (job instanceof ExportJob) {
            return; // no engine does it at all
        }
        if (job.getChip() != null && !job.getChip().eIsProxy() && !(job instanceof MapJob)) {
            problems.report(Code.NO_ENGINE, "'onto " + job.getChip().getName() + "' changes nothing here, since only a 'map' job puts a network onto a chip;"
                    + " leave it out", job, JobPackage.Literals.JOB__CHIP);
        }
        if (job.getData() != null && !job.getData().eIsProxy() && !takesData(job, network)) {
            problems.report(Code.NO_ENGINE, "'data " + job.getData().getName() + "' changes nothing here, since "
                    + (job instanceof VerifyJob ? "a network is verified with the arrays of a file" : "no population of '" + network.getName() + "' shows samples")
                    + "; leave it out", job, JobPackage.Literals.JOB__DATA);
        }
    }

    private static boolean takesData(Job job, Network network) {
        boolean isSimulation = job instanceof SimulateJob && !network.getPopulations().isEmpty();
        return !(job instanceof VerifyJob) && (!isSimulation || new Elaboration(DiagnosticSink.IGNORED).populations(network)
                .map(PopulationNetwork::showsSamples).orElse(true));
    }
}
