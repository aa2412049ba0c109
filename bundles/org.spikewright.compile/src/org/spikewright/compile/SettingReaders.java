package org.spikewright.compile;

import java.util.Optional;
import java.util.function.Function;
import org.spikewright.compile.job.CompareSettings;
import org.spikewright.compile.job.EvaluateSettings;
import org.spikewright.compile.job.ExploreSettings;
import org.spikewright.compile.job.ExportSettings;
import org.spikewright.compile.job.MapSettings;
import org.spikewright.compile.job.PopulationRunSettings;
import org.spikewright.compile.job.SampleRunSettings;
import org.spikewright.compile.job.TrainSettings;
import org.spikewright.compile.job.VerifySettings;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.EvaluateJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.ExportJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.MapJob;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.job.VerifyJob;

/** What reads the settings of each kind of job: a setting that it does not ask for changes nothing. */
final class SettingReaders {

    private SettingReaders() {
    }

    /**
     * What reads a job's settings.
     *
     * @param specification makes of them what an engine works with
     * @param otherwise when a setting that it does not ask for is not read
     */
    record Reader(Function<Settings, ?> specification, String otherwise) {
    }

    /** What reads the settings of a job; nothing as long as it is not known which kind of run it is. */
    static Optional<Reader> of(Job job) {
        return switch (job) {
            case TrainJob _ -> Optional.of(new Reader(TrainSettings::of, "yet"));
            case EvaluateJob _ -> Optional.of(new Reader(EvaluateSettings::of, "yet"));
            case VerifyJob _ -> Optional.of(new Reader(VerifySettings::of, "yet"));
            case MapJob _ -> Optional.of(new Reader(MapSettings::of, "yet"));
            case ExploreJob _ -> Optional.of(new Reader(ExploreSettings::of, "yet"));
            case CompareJob _ -> Optional.of(new Reader(CompareSettings::of, "yet"));
            case ExportJob _ -> Optional.of(new Reader(ExportSettings::of, "yet"));
            case SimulateJob _ when JobParts.network(job) != null && !JobParts.network(job).eIsProxy() ->
                Optional.of(JobParts.network(job).getPopulations().isEmpty() ? new Reader(SampleRunSettings::of, "where a network has layers")
                        : new Reader(PopulationRunSettings::of, "where a network has populations"));
            default -> Optional.empty();
        };
    }
}
