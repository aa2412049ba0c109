package org.spikewright.workspace;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.spikewright.common.Work;

/** Work that a progress monitor shows and cancels, and that tells of its progress a few times a second. */
final class MonitoredWork implements Work {

    private static final long PAUSE = 100_000_000;

    private final IProgressMonitor monitor;
    private final Consumer<Progress> listener;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private volatile String task = "";
    private volatile long total;

    MonitoredWork(IProgressMonitor monitor, Consumer<Progress> listener) {
        this.monitor = monitor;
        this.listener = listener;
        monitor.beginTask("", IProgressMonitor.UNKNOWN);
    }

    @Override
    public void begin(String newTask, long units) {
        task = newTask;
        total = units;
        done.set(0);
        monitor.subTask(newTask);
        tell();
    }

    @Override
    public void advance(long units) {
        done.addAndGet(units);
        long now = System.nanoTime();
        long last = told.get();
        if (now - last > PAUSE && told.compareAndSet(last, now)) {
            tell();
        }
    }

    @Override
    public boolean cancelled() {
        return monitor.isCanceled();
    }

    private void tell() {
        listener.accept(new Progress(task, done.get(), total));
    }
}
