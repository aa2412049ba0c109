package org.spikewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.core.Setting;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.SimulateJob;
import org.spikewright.model.job.TrainJob;
import org.spikewright.model.network.Network;

/** What a job works with: what it says itself, else what the job that it extends says. */
public final class JobParts {

    private JobParts() {
    }

    /** The network, which may be that of the simulation that it continues; {@code null} if none is said. */
    public static Network network(Job job) {
        Network own = first(job, Job::getNetwork);
        Set<Job> seen = new LinkedHashSet<>(List.of(job));
        for (Job at = continued(job); own == null && at != null && seen.add(at); at = continued(at)) {
            own = first(at, Job::getNetwork);
        }
        return own;
    }

    /** The training whose weights it uses; {@code null} if none is said. */
    public static TrainJob weights(Job job) {
        return first(job, Job::getWeights) instanceof TrainJob training ? training : null;
    }

    /** The simulation with whose weights it begins; {@code null} if none is said. */
    public static SimulateJob begun(Job job) {
        return first(job, Job::getWeights) instanceof SimulateJob simulation ? simulation : null;
    }

    /** The simulation that it continues; {@code null} if none is said. */
    public static SimulateJob continued(Job job) {
        return first(job, Job::getContinued) instanceof SimulateJob simulation ? simulation : null;
    }

    /** The jobs whose results it works with. */
    static List<Job> sources(Job job) {
        return Stream.<Job>of(weights(job), begun(job), continued(job)).filter(Objects::nonNull).toList();
    }

    /** The data, which may be those that its weights were trained on; {@code null} if none are said. */
    public static Dataset data(Job job) {
        Dataset own = first(job, Job::getData);
        TrainJob weights = weights(job);
        return own != null || weights == null || weights == job ? own : first(weights, Job::getData);
    }

    /** The chip; {@code null} if none is said. */
    public static Chip chip(Job job) {
        return first(job, Job::getChip);
    }

    /** All settings, those of extended jobs first, so that the last of one name is the one that holds. */
    public static List<Setting> settings(Job job) {
        List<Setting> settings = new ArrayList<>();
        lineage(job).reversed().forEach(ancestor -> settings.addAll(ancestor.getSettings()));
        return settings;
    }

    /** Whether a job extends itself, be it through others. */
    static boolean isCircular(Job job) {
        Set<Job> seen = new LinkedHashSet<>();
        for (Job at = job; at != null; at = at.getBase()) {
            if (!seen.add(at)) {
                return true;
            }
        }
        return false;
    }

    private static <T> T first(Job job, Function<Job, T> part) {
        return lineage(job).stream().map(part).map(Optional::ofNullable).flatMap(Optional::stream).findFirst().orElse(null);
    }

    /** The job, the one it extends, and so on. */
    private static List<Job> lineage(Job job) {
        Set<Job> seen = new LinkedHashSet<>();
        for (Job at = job; at != null && !at.eIsProxy() && seen.add(at);) {
            at = at.getBase();
        }
        return List.copyOf(seen);
    }
}
