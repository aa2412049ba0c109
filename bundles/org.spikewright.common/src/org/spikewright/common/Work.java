package org.spikewright.common;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

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

    /** How often {@link #await} asks whether to stop. */
    long LOOK_MILLIS = 20;

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

    /**
     * Waits for something that cannot ask whether to stop, such as a compiler. If the user asks to stop meanwhile, it is left
     * to come to its end alone.
     *
     * @return what it gives
     * @throws CancelledException if {@link #cancelled()}
     */
    default <T> T await(Supplier<T> something) {
        FutureTask<T> task = new FutureTask<>(something::get);
        Thread.ofPlatform().daemon().name("Spikewright background").start(task);
        while (true) {
            try {
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                checkCancelled();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException exception -> throw exception;
                    case Error error -> throw error;
                    default -> throw new IllegalStateException(e.getCause());
                }
            }
        }
    }
}
