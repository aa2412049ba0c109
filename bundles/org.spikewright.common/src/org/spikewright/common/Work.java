package org.spikewright.common;

import java.util.function.BooleanSupplier;

/**
 * Progress and cancellation of something that takes long. An engine receives a {@code Work}, reports to it, and asks it
 * often (at least every 200 ms) whether to stop. Hosts adapt it: a progress bar in a shell, a job in the workbench, work
 * done progress in a language server.
 *
 * <p>All methods may be called from any thread.
 */
public interface Work {

    /** A {@code Work} that nobody watches and nobody cancels. */
    Work NONE = unwatched(() -> false);

    /** A {@code Work} that nobody watches, cancelled as soon as somebody says so. */
    static Work unwatched(BooleanSupplier cancelled) {
        return new Work() {
            @Override
            public void begin(String task, long total) {
                // nobody watches
            }

            @Override
            public void advance(long units) {
                // nobody watches
            }

            @Override
            public boolean cancelled() {
                return cancelled.getAsBoolean();
            }
        };
    }

    /**
     * Starts a task, or the next one; the previous task counts as done.
     *
     * @param task what is done, in words a user reads, for instance {@code "Learn: epoch 2 of 5"}
     * @param total how many units the task has; 0 if that is unknown
     */
    void begin(String task, long total);

    /** Reports that {@code units} more units of the current task are done. */
    void advance(long units);

    /** Tells the user something worth keeping, for instance the accuracy after an epoch. */
    default void say(String line) {
        // optional
    }

    /** Whether the user asked to stop. */
    boolean cancelled();

    /**
     * Stops here if the user asked for it.
     *
     * @throws CancelledException if {@link #cancelled()}
     */
    default void checkCancelled() {
        if (cancelled()) {
            throw new CancelledException();
        }
    }
}
