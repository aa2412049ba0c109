package org.spikewright.ui.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.custom.BusyIndicator;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchWindow;
import org.spikewright.workspace.Run;
import org.spikewright.workspace.Runs;

/**
 * What becomes of the runs that go on when the last window closes.
 *
 * @param runs all runs
 */
record RunsAtTheEnd(Runs runs) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TICK = 50;

    private List<Run> running() {
        return runs.all().stream().filter(Run::isBusy).toList();
    }

    /** Asks whoever closes the window, if something runs; not answering keeps the window open. */
    boolean mayEnd(IWorkbenchWindow window) {
        List<Run> running = running().stream().filter(Run::isRunning).toList();
        if (running.isEmpty()) {
            return true;
        }
        String which = running.stream().map(RunsAtTheEnd::described).collect(Collectors.joining("\n"));
        String question = (running.size() == 1 ? "A run is still going on:" : running.size() + " runs are still going on:") + "\n\n" + which
                + "\n\nClosing the window ends " + (running.size() == 1 ? "it" : "them") + ". What has been reached until then is kept.";
        String end = running.size() == 1 ? "End Run and Close" : "End Runs and Close";
        return MessageDialog.open(MessageDialog.QUESTION, window == null ? null : window.getShell(), "Close Spikewright", question, 0,
                "Keep Running", end) == 1;
    }

    private static String described(Run run) {
        Duration time = run.duration();
        return String.format(Locale.ROOT, "%s of %s, for %d min %02d s", run.jobs().isEmpty() ? "All jobs" : String.join(", ", run.jobs()), run.model(),
                time.toMinutes(), time.toSecondsPart());
    }

    /** Cancels what runs and waits until it has written what it leaves, for which it needs the workspace. */
    void end() {
        Display display = Display.getCurrent();
        running().forEach(Run::cancel);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        BusyIndicator.showWhile(display, () -> {
            while (!running().isEmpty() && System.nanoTime() < deadline) {
                if (!display.readAndDispatch()) {
                    display.timerExec(TICK, () -> { });
                    display.sleep();
                }
            }
        });
    }
}
