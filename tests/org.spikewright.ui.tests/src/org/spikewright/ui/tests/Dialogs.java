package org.spikewright.ui.tests;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.spikewright.testing.ui.Screenshot;

/** Answers dialogs, which block whoever opens them. */
final class Dialogs {

    private static final int TICK = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final IWorkbenchWindow window;
    private Throwable failure = new AssertionError("the dialog did not open");

    Dialogs(IWorkbenchWindow window) {
        this.window = window;
    }

    /** Does something with the dialog of that title once it is there; it must close the dialog. */
    void whenOpen(String title, Consumer<Shell> answer) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Display display = window.getShell().getDisplay();
        display.timerExec(TICK, new Runnable() {
            @Override
            public void run() {
                Shell dialog = Arrays.stream(display.getShells()).filter(shell -> shell.isVisible() && shell.getText().equals(title))
                        .findFirst().orElse(null);
                if (dialog == null && System.nanoTime() < deadline) {
                    display.timerExec(TICK, this);
                } else if (dialog != null) {
                    answer(dialog, answer);
                }
            }
        });
    }

    private void answer(Shell dialog, Consumer<Shell> answer) {
        try {
            answer.accept(dialog);
            failure = null;
        } catch (RuntimeException | AssertionError e) {
            failure = e;
            dialog.close();
        }
    }

    /** Fails if the dialog did not open, or was not as expected. */
    void rethrow() {
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }

    static void press(Shell dialog, String label) {
        button(dialog, label).notifyListeners(SWT.Selection, new Event());
    }

    static Button button(Shell dialog, String label) {
        return Widgets.all(dialog, Button.class).stream().filter(b -> b.getText().replace("&", "").equals(label)).findFirst()
                .orElseThrow(() -> new AssertionError("no button " + label));
    }

    /** Saves a picture of a dialog. */
    static void save(Shell dialog, String name) {
        try {
            Screenshot.save(dialog.getChildren()[0], name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
