package org.spikewright.cli.internal;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.spikewright.cli.Io;
import org.spikewright.common.Visible;
import org.spikewright.common.Work;

/** Progress in a shell: on a terminal a bar that is redrawn in place, else a line for each task. */
final class Progress implements Work {

    private static final long REDRAW_NANOS = 100_000_000;
    private static final int BAR = 30;
    private static final String CLEAR = "\r\033[K";

    private final Io io;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong drawn = new AtomicLong();
    private volatile String task = "";
    private volatile long total;

    Progress(Io io) {
        this.io = io;
    }

    /** Asks to stop. */
    void cancel() {
        cancelled.set(true);
    }

    @Override
    public synchronized void begin(String newTask, long units) {
        task = Visible.line(newTask);
        total = units;
        done.set(0);
        if (io.terminal()) {
            draw();
        } else {
            io.err().println(task);
        }
    }

    @Override
    public void advance(long units) {
        done.addAndGet(units);
        long now = System.nanoTime();
        long last = drawn.get();
        if (io.terminal() && now - last > REDRAW_NANOS && drawn.compareAndSet(last, now)) {
            draw();
        }
    }

    @Override
    public synchronized void say(String line) {
        if (io.terminal()) {
            clear();
        }
        io.err().println(Visible.line(line));
        if (io.terminal()) {
            draw();
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled.get();
    }

    /** Takes the bar away. */
    synchronized void end() {
        if (io.terminal()) {
            clear();
            io.err().flush();
        }
    }

    /** Bytes are passed on as they are, text is not. */
    private void clear() {
        io.err().writeBytes(CLEAR.getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized void draw() {
        StringBuilder line = new StringBuilder();
        if (total > 0) {
            double share = Math.clamp((double) done.get() / total, 0, 1);
            int full = (int) (BAR * share);
            line.append("━".repeat(full)).append("─".repeat(BAR - full)).append(String.format(" %3.0f %%  ", 100 * share));
        }
        clear();
        io.err().print(line.append(task));
        io.err().flush();
    }
}
