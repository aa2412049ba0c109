package org.spikewright.testing.ui;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import org.eclipse.swt.widgets.Display;

/** Lets the user interface do its work while a test, which runs on the same thread, waits for the outcome. */
public final class Ui {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TICK_MILLIS = 20;

    private Ui() {
    }

    /**
     * Handles events until the condition holds; fails the test if it does not within 20 seconds.
     *
     * @param expectation what is waited for, to complete the sentence "no sign of ..."
     * @param condition asked after every event
     */
    public static void await(String expectation, BooleanSupplier condition) {
        await(expectation, PATIENCE, condition);
    }

    /**
     * Handles events until the condition holds; fails the test if it takes longer than the timeout.
     *
     * @param expectation what is waited for, to complete the sentence "no sign of ..."
     * @param timeout how long to wait at most
     * @param condition asked after every event
     */
    public static void await(String expectation, Duration timeout, BooleanSupplier condition) {
        Display display = Objects.requireNonNull(Display.getCurrent(), "not on the UI thread");
        long deadline = System.nanoTime() + timeout.toNanos();
        Runnable tick = new Runnable() {
            @Override
            public void run() {
                display.timerExec(TICK_MILLIS, this);
            }
        };
        tick.run();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("no sign of " + expectation + " in " + timeout.toMillis() + " ms");
                }
                if (!display.readAndDispatch()) {
                    display.sleep();
                }
            }
        } finally {
            display.timerExec(-1, tick);
        }
    }

    /** Handles the events that are already there. */
    public static void handlePendingEvents() {
        Display display = Objects.requireNonNull(Display.getCurrent(), "not on the UI thread");
        boolean more = true;
        while (more) {
            more = display.readAndDispatch();
        }
    }
}
