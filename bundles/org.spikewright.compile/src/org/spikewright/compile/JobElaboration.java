package org.spikewright.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.common.Dimension;
import org.spikewright.common.Location;
import org.spikewright.common.Severity;
import org.spikewright.common.Unit;
import org.spikewright.compile.Elaborations.Made;
import org.spikewright.compile.Elaborations.Problem;
import org.spikewright.compile.job.CompareSettings;
import org.spikewright.compile.job.CompareSpec;
import org.spikewright.compile.job.DataSpec;
import org.spikewright.compile.job.ElaborationException;
import org.spikewright.compile.job.EvaluateSettings;
import org.spikewright.compile.job.EvaluateSpec;
import org.spikewright.compile.job.ExploreSettings;
import org.spikewright.compile.job.ExploreSpec;
import org.spikewright.compile.job.ExportSettings;
import org.spikewright.compile.job.ExportSpec;
import org.spikewright.compile.job.JobSpec;
import org.spikewright.compile.job.MapSettings;
import org.spikewright.compile.job.MapSpec;
import org.spikewright.compile.job.PopulationRunSettings;
import org.spikewright.compile.job.PopulationRunSpec;
import org.spikewright.compile.job.SampleRunSettings;
import org.spikewright.compile.job.SampleRunSpec;
import org.spikewright.compile.job.TrainSettings;
import org.spikewright.compile.job.TrainSpec;
import org.spikewright.compile.job.VerifySettings;
import org.spikewright.compile.job.VerifySpec;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.ExportJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.job.Variation;
import org.spikewright.model.job.VerifyJob;
import org.spikewright.model.network.Network;
import org.spikewright.model.network.Population;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.State;

/** Makes of a job what engines take. */
final class JobElaboration {

    private final Job job;
    private final String name;
    private final Location location;
    private final Settings settings;

    JobElaboration(Job job) {
        this.job = job;
        this.name = job.getName();
        this.location = SourceLocator.of(job);
        this.settings = Settings.of(job);
    }

    /**
     * The job with all its parts.
     *
     * @throws ElaborationException if there is a mistake in it
     */
    JobSpec spec() {
        try {
            return switch (job) {
                case TrainJob _ -> new TrainSpec(name, location, network(), data(), JobParts.weights(job) == null ? Optional.empty() : Optional.of(weights()),
                        TrainSettings.of(settings));
                case SimulateJob _ when !model().getPopulations().isEmpty() -> populations();
                case SimulateJob _ -> new SampleRunSpec(name, location, network(), data(), weights(), SampleRunSettings.of(settings));
                case EvaluateJob _ -> new EvaluateSpec(name, location, network(), data(), weights(), EvaluateSettings.of(settings));
                case VerifyJob verify -> new VerifySpec(name, location, network(),
                        JobParts.weights(job) == null ? Optional.empty() : Optional.of(weights()),
                        there(VerifyChecks.file(verify).orElse(null), "file of arrays"), VerifySettings.of(settings));
                case MapJob _ -> new MapSpec(name, location, network(), data(), chip(), weights(), MapSettings.of(settings));
                case ExportJob _ -> new ExportSpec(name, location, network(), weights(), ExportSettings.of(settings));
                case CompareJob compare -> new CompareSpec(name, location, compare.getCompared().stream().map(DeclaredJob::new).toList(),
                        CompareSettings.of(settings));
                case ExploreJob explore -> new ExploreSpec(name, location, new DeclaredJob(there(explore.getExplored(), "job to explore")),
                        explore.getVariations().stream().map(JobElaboration::axis).toList(), ExploreSettings.of(settings));
                default -> throw new ElaborationException(location, "no engine runs this job yet");
            };
        } catch (IllegalArgumentException e) {
            throw new ElaborationException(location, e.getMessage());
        }
    }

    private PopulationRunSpec populations() {
        return new PopulationRunSpec(name, location, whole(Elaborations.of(model()).populations(model(), DiagnosticSink.IGNORED), model()), units(),
                Optional.ofNullable(JobParts.continued(job)).map(JobElaboration::simulation), Optional.ofNullable(JobParts.begun(job)).map(JobElaboration::simulation),
                Optional.ofNullable(JobParts.data(job)).map(dataset -> Elaborations.of(dataset).data(dataset)),
                PopulationRunSettings.of(settings));
    }

    private static PopulationRunSpec simulation(SimulateJob other) {
        if (Elaborations.of(other).job(other) instanceof PopulationRunSpec simulation) {
            return simulation;
        }
        throw new ElaborationException(SourceLocator.of(other), "'" + other.getName() + "' simulates no populations");
    }

    private Map<String, Map<String, String>> units() {
        Map<String, Map<String, String>> units = new HashMap<>();
        for (Population population : model().getPopulations()) {
            if (population.getNeuron() != null && population.getNeuron().getTarget() instanceof Dynamics neuron) {
                Map<String, String> own = new HashMap<>();
                for (State state : neuron.getStates()) {
                    Type.of(state.getType()).map(Type::dimension).filter(dimension -> !dimension.equals(Dimension.NONE))
                            .flatMap(Unit::coherent).ifPresent(unit -> own.put(state.getName(), unit.symbol()));
                }
                units.put(population.getName(), own);
            }
        }
        return units;
    }

    private Network model() {
        return there(JobParts.network(job), "network");
    }

    private org.spikewright.network.Network network() {
        Made<Elaborations.Layers> made = Elaborations.of(model()).layers(model(), DiagnosticSink.IGNORED);
        return whole(new Made<>(made.value().whole(), made.problems()), model());
    }

    private org.spikewright.chip.Chip chip() {
        org.spikewright.model.chip.Chip chip = there(JobParts.chip(job), "chip");
        return whole(Elaborations.of(chip).chip(chip, DiagnosticSink.IGNORED), chip);
    }

    private DataSpec data() {
        Dataset dataset = there(JobParts.data(job), "data");
        return Elaborations.of(dataset).data(dataset);
    }

    private TrainSpec weights() {
        TrainJob training = there(JobParts.weights(job), "trained weights");
        return (TrainSpec) Elaborations.of(training).job(training);
    }

    private <T> T there(T part, String what) {
        if (part == null) {
            throw new ElaborationException(location, "'" + name + "' has no " + what);
        }
        return part;
    }

    /** What a declaration becomes; what is wrong with it is said, and that nothing is known to be wrong is a mistake of ours. */
    private static <T> T whole(Made<Optional<T>> made, Declaration declaration) {
        return made.value().orElseThrow(() -> made.problems().stream().filter(problem -> problem.code().severity() == Severity.ERROR).findFirst()
                .or(() -> made.problems().stream().filter(problem -> problem.code() == Code.NO_ENGINE).findFirst()).map(JobElaboration::said)
                .orElseGet(() -> new ElaborationException(SourceLocator.of(declaration), "'" + declaration.getName()
                        + "' cannot be made ready to run, and no check says why; this is a mistake in Spikewright, please report it with the model")));
    }

    private static ElaborationException said(Problem problem) {
        return new ElaborationException(SourceLocator.of(problem.element()), problem.message());
    }

    private static ExploreSpec.Axis axis(Variation variation) {
        List<Expression> values = variation.getValues() instanceof ListLiteral list ? list.getElements() : List.of(variation.getValues());
        return new ExploreSpec.Axis(SourceLocator.text(variation, JobPackage.Literals.VARIATION__TARGET).replaceAll("\\s", ""),
                values.stream().map(SourceLocator::text).toList());
    }
}
