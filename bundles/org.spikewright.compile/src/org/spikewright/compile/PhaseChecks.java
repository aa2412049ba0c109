package org.spikewright.compile;

import java.util.Optional;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.network.Network;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.simulate.population.SpikeTiming;

/** Checks that a simulation can go on where another ended, and that a simulation or a training can begin with the weights of another. */
record PhaseChecks(DiagnosticSink problems, Job job, Network network) {

    void check() {
        boolean hasPopulations = !network.getPopulations().isEmpty();
        if (job.getWeights() != null && !job.getWeights().eIsProxy() && !(job.getWeights() instanceof TrainJob)
                && !(job.getWeights() instanceof SimulateJob && hasPopulations)) {
            problems.report(Code.JOB_INCOMPLETE, "'" + job.getWeights().getName() + "' " + (hasPopulations ? "neither trains nor simulates"
                    : "is no training") + ", so that it has no weights for '" + network.getName() + "'", job, JobPackage.Literals.JOB__WEIGHTS);
        }
        if (job.getWeights() instanceof TrainJob && hasPopulations && !job.getWeights().eIsProxy()) {
            problems.report(Code.JOB_INCOMPLETE, "'" + job.getWeights().getName() + "' trains layers, and '" + network.getName()
                    + "' has populations, which begin with the weights of a simulation", job, JobPackage.Literals.JOB__WEIGHTS);
        }
        if (job.getContinued() != null && !job.getContinued().eIsProxy() && (!(job instanceof SimulateJob) || !hasPopulations
                || !(job.getContinued() instanceof SimulateJob))) {
            problems.report(Code.JOB_INCOMPLETE, "only a simulation of populations goes on where another one ended", job,
                    JobPackage.Literals.JOB__CONTINUED);
            return;
        }
        if (job instanceof TrainJob) {
            begins();
        }
        SimulateJob continued = JobParts.continued(job);
        SimulateJob begun = JobParts.begun(job);
        if (continued != null && begun != null) {
            problems.report(Code.JOB_INCOMPLETE, "'" + job.getName() + "' goes on where '" + continued.getName() + "' ended, with its weights; leave"
                    + " 'from " + begun.getName() + "' out", job, place(JobPackage.Literals.JOB__WEIGHTS, job.getWeights() != null));
        } else if (continued != null) {
            alike(continued, "cannot go on where '" + continued.getName() + "' ended",
                    place(JobPackage.Literals.JOB__CONTINUED, job.getContinued() != null));
        } else if (begun != null) {
            alike(begun, "cannot begin with the weights of '" + begun.getName() + "'",
                    place(JobPackage.Literals.JOB__WEIGHTS, job.getWeights() != null));
        }
    }

    /** A training that begins with the weights of another must find some there. */
    private void begins() {
        TrainJob other = JobParts.weights(job);
        if (other == null || other.eIsProxy()) {
            return;
        }
        Optional<org.spikewright.network.Network> own = layers(job);
        Optional<org.spikewright.network.Network> there = layers(other);
        if (own.isPresent() && there.isPresent() && own.get().sharing(there.get()).isEmpty()) {
            problems.report(Code.JOB_INCOMPLETE, "nothing that '" + own.get().name() + "' stores has the name and the extents of something that '"
                    + other.getName() + "' trains; give the layers that should take their weights the same names", job,
                    job.getWeights() == null ? CorePackage.Literals.NAMED__NAME : JobPackage.Literals.JOB__WEIGHTS);
        }
    }

    private static Optional<org.spikewright.network.Network> layers(Job job) {
        Network model = JobParts.network(job);
        return model == null || model.eIsProxy() ? Optional.empty() : new Elaboration(DiagnosticSink.IGNORED).network(model);
    }

    private static EStructuralFeature place(EStructuralFeature own, boolean isOwn) {
        return isOwn ? own : CorePackage.Literals.NAMED__NAME;
    }

    private void alike(SimulateJob other, String cannot, EStructuralFeature place) {
        Network there = JobParts.network(other);
        if (there == null || there.eIsProxy()) {
            return;
        }
        Elaboration elaboration = new Elaboration(DiagnosticSink.IGNORED);
        Optional<PopulationNetwork> before = elaboration.populations(there);
        Optional<PopulationNetwork> after = elaboration.populations(network);
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        Optional<String> hindrance = JobParts.continued(job) != null ? after.get().hindrance(before.get())
                : after.get().sharing(before.get()).isEmpty() ? Optional.of("no connection that learns has the same name, rule and neurons in both")
                        : Optional.empty();
        for (String setting : new String[] {"step", "seed"}) {
            Optional<Double> own = number(job, setting);
            Optional<Double> given = number(other, setting);
            if (hindrance.isEmpty() && own.isPresent() && given.isPresent() && !own.equals(given)) {
                hindrance = Optional.of("it has another " + setting);
            }
        }
        if (hindrance.isEmpty() && JobParts.continued(job) != null && !timing(job).equals(timing(other))) {
            hindrance = Optional.of("spikes have another timing");
        }
        hindrance.ifPresent(reason -> problems.report(Code.JOB_INCOMPLETE, "'" + job.getName() + "' " + cannot + ": " + reason, job, place));
    }

    private static Optional<SpikeTiming> timing(Job job) {
        return Settings.of(job).value("timing", SpikeTiming.class);
    }

    private static Optional<Double> number(Job job, String setting) {
        return Settings.of(job).expression(setting).flatMap(new Formulas(DiagnosticSink.IGNORED)::number);
    }
}
