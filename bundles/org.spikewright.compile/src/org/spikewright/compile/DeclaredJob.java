package org.spikewright.compile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spikewright.common.Location;
import org.spikewright.compile.job.ClaimSpec;
import org.spikewright.compile.job.ElaborationException;
import org.spikewright.compile.job.JobSpec;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.record.Measure;
import org.spikewright.record.Metric;

/**
 * A job as a file declares it, of which each part is read when somebody asks for it: what a job is called and depends on is known of
 * one with mistakes too.
 */
public final class DeclaredJob {

    private final Job job;

    /** A job of a model. */
    public DeclaredJob(Job job) {
        this.job = job;
    }

    /** A line that says what is expected: as it is written, without the word expect, and where. */
    public record Line(String text, Location location) {
    }

    /** Its name; empty while there is none. */
    public String name() {
        return job.getName() == null ? "" : job.getName();
    }

    /** Where it is declared. */
    public Location location() {
        return SourceLocator.of(job);
    }

    /** Jobs that run before it, since it works with what they gave. */
    public List<DeclaredJob> needed() {
        return Stream.concat(JobParts.sources(job).stream().map(DeclaredJob::new), compared().stream()).toList();
    }

    /** The jobs that it compares, if it does. */
    public List<DeclaredJob> compared() {
        return job instanceof CompareJob compare ? compare.getCompared().stream().map(DeclaredJob::new).toList() : List.of();
    }

    /** Whether it runs a job again and again. */
    public boolean explores() {
        return job instanceof ExploreJob;
    }

    /** The job that it explores, if it does. */
    public Optional<DeclaredJob> explored() {
        return job instanceof ExploreJob explore ? Optional.ofNullable(explore.getExplored()).map(DeclaredJob::new) : Optional.empty();
    }

    /** The data that it works with, if it has any. */
    public Optional<DeclaredDataset> data() {
        return Optional.ofNullable(JobParts.data(job)).map(DeclaredDataset::new);
    }

    /** The seed that it sets, or has from the job whose weights it uses. */
    public long seed() {
        return Settings.of(job).count("seed").orElse(1);
    }

    /** The seeds under which it runs for what it expects; none if it takes its figures as they are. */
    public List<Long> seeds() {
        return Claims.seeds(job);
    }

    /** The lines that say what it expects, half-written ones too. */
    public List<Line> lines() {
        return job.getClaims().stream().map(claim -> new Line(SourceLocator.text(claim), SourceLocator.of(claim))).toList();
    }

    /** What it expects; half-written lines are left out. */
    public List<ClaimSpec> claims() {
        return Claims.of(job);
    }

    /** The metric of the whole job that holds a measure, if it gives one. */
    public Optional<Metric> metric(Measure measure) {
        return Measures.ofWhole(job, measure);
    }

    /** Why no engine can do it, or a job with whose results it works, in one sentence; nothing if one can. */
    public Optional<String> obstacle() {
        return Checks.obstacle(job).or(() -> Circles.of(job).isPresent() ? Optional.empty()
                : JobParts.sources(job).stream().flatMap(source -> new DeclaredJob(source).obstacle().stream()).findFirst());
    }

    /**
     * The job as engines take it.
     *
     * @throws ElaborationException if there is a mistake in it
     */
    public JobSpec spec() {
        return Elaborations.of(job).job(job);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeclaredJob same && same.job == job;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(job);
    }
}
