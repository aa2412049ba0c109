package org.spikewright.workspace;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.jobs.Job;
import org.spikewright.record.Manifest;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;

/** One run of a model's jobs: going on, or over and read from its record. All methods may be called from any thread. */
public final class Run {

    private static final int PATIENCE_SECONDS = 5;

    private final IFile file;
    private final String model;
    private final List<String> jobs;
    private final Instant started;
    private volatile Progress progress = new Progress("Starting", 0, 0);
    private volatile Job work;
    private volatile RunRecord record;
    private volatile String failure = "";
    private volatile RunState state = RunState.RUNNING;
    private final Lock files = new ReentrantLock();

    Run(IFile file, List<String> jobs) {
        this(file, file.getName(), jobs, Instant.now());
    }

    private Run(IFile file, String model, List<String> jobs, Instant started) {
        this.file = file;
        this.model = model;
        this.jobs = List.copyOf(jobs);
        this.started = started;
    }

    /** The run of a record. */
    static Run of(RunRecord record) {
        Manifest manifest = record.manifest();
        Run run = new Run(null, manifest.model(), manifest.jobs(), instant(manifest.started(), Instant.EPOCH));
        run.end(record, manifest.state(), Objects.requireNonNullElse(manifest.message(), ""));
        return run;
    }

    /** A time in a record, which may come from anybody. */
    private static Instant instant(String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException _) {
            return otherwise;
        }
    }

    /** The name of the model's file. */
    public String model() {
        return model;
    }

    /** The jobs it runs, by name. */
    public List<String> jobs() {
        return jobs;
    }

    public Instant started() {
        return started;
    }

    /** How long it has been running, or ran; of a run that was interrupted nobody knows. */
    public Duration duration() {
        String finished = record == null ? null : record.manifest().finished();
        return Duration.between(started, instant(finished, Instant.now()));
    }

    public RunState state() {
        return state;
    }

    public boolean isRunning() {
        return state == RunState.RUNNING;
    }

    public Progress progress() {
        return progress;
    }

    /** What it left; empty while it runs, and if it could not even start. */
    public Optional<RunRecord> record() {
        return Optional.ofNullable(record);
    }

    /** Why it failed, in one sentence; empty if it did not. */
    public String failure() {
        return failure;
    }

    /** Whether it or what is done with its record after it still needs the workspace. */
    public boolean isBusy() {
        return isRunning() || work != null && work.getState() != Job.NONE;
    }

    /** Asks it to stop; what it has reached stays in its record. */
    public void cancel() {
        if (work != null) {
            work.cancel();
        }
    }

    /** Whether its model lies in that folder or project. */
    boolean isIn(IResource container) {
        return isRunning() && file != null && container.getFullPath().isPrefixOf(file.getFullPath());
    }

    /** What is held while files of the record are written. */
    Lock files() {
        return files;
    }

    /** Waits until nothing is written any more, a few seconds at most: a cancelled run ends sooner. */
    void awaitFiles() {
        try {
            if (files.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                files.unlock();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it left nothing, and the model that it ran is gone. */
    boolean isWithoutTrace() {
        return !isRunning() && record == null && (file == null || !file.exists());
    }

    void runIn(Job background) {
        work = background;
    }

    void progress(Progress now) {
        progress = now;
    }

    void end(RunRecord left, RunState how, String why) {
        record = left;
        failure = why;
        state = how;
    }
}
