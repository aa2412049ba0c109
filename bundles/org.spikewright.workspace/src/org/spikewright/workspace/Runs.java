package org.spikewright.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.spikewright.common.Severity;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.jobs.RunResult;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.language.UnreadableModelException;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.report.Report;

/** The service that runs jobs of models in the workspace, and knows all runs there are. */
public final class Runs {

    private final Jobs jobs;
    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private final Job search = Job.createSystem("Looking for runs", (ICoreRunnable) _ -> find());

    /** Runs on those jobs; looks for records now and whenever folders come or go. */
    public Runs(Jobs jobs) {
        this.jobs = jobs;
        ResourcesPlugin.getWorkspace().addResourceChangeListener(event -> {
            if (RecordFolders.areIn(event.getDelta())) {
                search.schedule();
            }
        }, IResourceChangeEvent.POST_CHANGE);
        ResourcesPlugin.getWorkspace().addResourceChangeListener(event -> {
            List<Run> ending = runs.stream().filter(run -> run.isIn(event.getResource())).toList();
            ending.forEach(Run::cancel);
            ending.forEach(Run::awaitFiles);
        }, IResourceChangeEvent.PRE_DELETE);
        search.schedule();
    }

    /** Tells a listener of everything from now on. */
    public void addListener(RunListener listener) {
        listeners.add(listener);
    }

    public void removeListener(RunListener listener) {
        listeners.remove(listener);
    }

    /** All runs, the newest first. */
    public List<Run> all() {
        return runs.stream().sorted(Comparator.comparing(Run::started).reversed()).toList();
    }

    /**
     * The names of the jobs of a model as it is saved, in its order.
     *
     * @throws UnreadableModelException if the file is no model
     */
    public static List<String> names(IFile model) {
        return Jobs.names(read(model));
    }

    /** Finds the records of runs in the workspace that are new, and forgets the runs whose records are gone. */
    public synchronized void find() {
        Set<Path> known = new HashSet<>();
        for (Run run : runs) {
            run.record().ifPresent(record -> known.add(record.folder()));
        }
        try {
            Set<Path> found = new HashSet<>();
            for (Path folder : folders()) {
                found.addAll(RunRecord.list(folder));
            }
            for (Path folder : found) {
                if (!known.contains(folder)) {
                    find(folder);
                }
            }
            runs.stream().filter(run -> run.isWithoutTrace() || run.record().filter(record -> !found.contains(record.folder())).isPresent())
                    .forEach(this::forget);
        } catch (CoreException | IOException e) {
            ILog.of(Runs.class).error("A record of a run cannot be read: " + e.getMessage(), e);
        }
    }

    private void find(Path folder) {
        try {
            Run run = Run.of(RunRecord.open(folder));
            if (!run.isRunning() && !isGoingOn(run)) {
                add(run);
            }
        } catch (IOException e) {
            ILog.of(Runs.class).warn("A record of a run cannot be read: " + e.getMessage(), e);
        }
    }

    /** While one of our own runs goes on, a record no older than it may be its own. */
    private boolean isGoingOn(Run found) {
        return runs.stream().anyMatch(run -> run.isRunning() && !found.started().isBefore(run.started().minusSeconds(1)));
    }

    private void forget(Run run) {
        runs.remove(run);
        listeners.forEach(listener -> listener.removed(run));
    }

    private static List<Path> folders() throws CoreException {
        List<Path> folders = new ArrayList<>();
        ResourcesPlugin.getWorkspace().getRoot().accept(resource -> {
            boolean isRuns = resource instanceof IFolder && resource.getName().equals(RecordFolders.NAME) && resource.getLocation() != null;
            if (isRuns) {
                folders.add(Path.of(resource.getLocation().toOSString()));
            }
            return !isRuns;
        });
        return folders;
    }

    /**
     * Runs jobs of a model as it is saved, in the background.
     *
     * @param names the jobs; all if empty
     */
    public Run start(IFile model, List<String> names) {
        Run run = new Run(model, names);
        Job job = new Job(names.isEmpty() ? "Run " + model.getName() : "Run " + String.join(", ", names) + " of " + model.getName()) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                perform(run, model, names, monitor);
                return run.state() == RunState.CANCELLED ? Status.CANCEL_STATUS : Status.OK_STATUS;
            }
        };
        job.addJobChangeListener(IJobChangeListener.onDone(_ -> {
            if (run.isRunning()) { // cancelled before it began
                run.end(null, RunState.CANCELLED, "");
                changed(run);
            }
        }));
        run.runIn(job);
        job.setUser(false);
        add(run);
        job.schedule();
        return run;
    }

    private void perform(Run run, IFile model, List<String> names, IProgressMonitor monitor) {
        try {
            ModelFile file = read(model);
            if (file.check().stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
                run.end(null, RunState.FAILED, model.getName() + " has errors; the Problems view lists them");
                return;
            }
            RunMarkers.clear(model, names);
            IContainer parent = model.getParent();
            Path folder = Path.of(parent.getLocation().toOSString()).resolve(RecordFolders.NAME);
            RunResult result = write(run, new RunRequest(file, names, folder, Map.of(), Runtime.getRuntime().availableProcessors(),
                    OptionalLong.empty()), monitor);
            run.end(result.record(), result.state(), result.message());
            if (model.exists()) { // not deleted meanwhile
                RunMarkers.show(model, result);
                refresh(parent);
            }
        } catch (UnreadableModelException | IllegalArgumentException e) {
            run.end(null, RunState.FAILED, e.getMessage());
        } catch (IOException | CoreException | RuntimeException e) {
            if (model.exists()) {
                run.end(null, RunState.FAILED, "the run stopped unexpectedly: " + e.getMessage());
                ILog.of(Runs.class).error("The run of " + model.getFullPath() + " stopped unexpectedly.", e);
            } else {
                run.end(null, RunState.CANCELLED, model.getName() + " was deleted while it ran");
            }
        } finally {
            changed(run);
            if (!model.exists()) {
                search.schedule();
            }
        }
    }

    private RunResult write(Run run, RunRequest request, IProgressMonitor monitor) throws IOException {
        run.files().lock();
        try {
            RunResult result = jobs.run(request, new MonitoredWork(monitor, progress -> {
                run.progress(progress);
                changed(run);
            }));
            Report.write(result.record());
            return result;
        } finally {
            run.files().unlock();
        }
    }

    private static ModelFile read(IFile model) {
        return new Language().read(Path.of(model.getLocation().toOSString()), model.getName());
    }

    /** Shows the record in the workspace, as something that was made and can be made again. */
    private static void refresh(IContainer parent) throws CoreException {
        IFolder folder = parent.getFolder(IPath.fromOSString(RecordFolders.NAME));
        folder.refreshLocal(IResource.DEPTH_INFINITE, null);
        if (folder.exists() && !folder.isDerived()) {
            folder.setDerived(true, null);
        }
    }

    private void add(Run run) {
        runs.add(run);
        listeners.forEach(listener -> listener.added(run));
    }

    private void changed(Run run) {
        listeners.forEach(listener -> listener.changed(run));
    }
}
