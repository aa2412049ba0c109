package org.spikewright.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A fixed number of threads that share numbered tasks; the caller's thread is one of them. Which thread takes which
 * task is left open: a task must write only what is its own, so that results do not depend on it.
 */
public final class Workers implements AutoCloseable {

    /** One numbered piece of work. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does it.
         *
         * @param task its number
         * @param worker which thread does it, from 0: an index into buffers that each thread has for itself
         */
        void run(int task, int worker);
    }

    private final int count;
    private final ExecutorService threads;

    /** That many threads, at least one. */
    public Workers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of threads must be at least 1, but is " + count);
        }
        this.count = count;
        this.threads = Executors.newFixedThreadPool(Math.max(1, count - 1),
                Thread.ofPlatform().daemon().name("spikewright-", 1).factory());
    }

    /** How many threads. */
    public int count() {
        return count;
    }

    /**
     * Runs the tasks 0 to {@code tasks - 1} and returns when all have ended. After a task failed, no further one
     * starts.
     *
     * @throws RuntimeException what the first failed task threw
     */
    public void run(int tasks, Task task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Future<?>> others = new ArrayList<>();
        for (int worker = 1; worker < Math.min(count, tasks); worker++) {
            int index = worker;
            others.add(threads.submit(() -> take(tasks, task, index, next, failure)));
        }
        take(tasks, task, 0, next, failure);
        others.forEach(Workers::join);
        switch (failure.get()) {
            case null -> {
                // all went well
            }
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private static void take(int tasks, Task task, int worker, AtomicInteger next, AtomicReference<Throwable> failure) {
        for (int i = next.getAndIncrement(); i < tasks && failure.get() == null; i = next.getAndIncrement()) {
            try {
                task.run(i, worker);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    /** Waits even when interrupted: the other threads use the caller's arrays. */
    private static void join(Future<?> future) {
        boolean interrupted = false;
        while (true) {
            try {
                future.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
