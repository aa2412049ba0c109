package org.spikewright.simulate.population.internal;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.kernel.Workers;

/**
 * Moves all partitions through time. A block is as long as the shortest delay: what fires in it arrives after it, so that
 * partitions need each other only between blocks. A thread takes its own partitions first and then those that nobody has
 * taken yet.
 */
final class Engine {

    /** Something that is told, by one thread, what happened in a block. */
    interface Observer {
        /**
         * A block is over; it is observed while the next one is already simulated.
         *
         * @param partitions whose spikes from step {@code start} on are those of the block
         */
        void observe(Partition[] partitions, long start, int steps);

        /** Steps from {@code start} to where a block must end, at most {@code most}. */
        int upTo(long start, int most);

        /** A partition has reached the end of a block; called by the thread that simulated it. */
        void sample(Partition partition, long end);
    }

    private static final long CANCEL_NANOS = 20_000_000;

    private final Partition[] partitions;
    private final int block;
    private final Observer observer;
    private final NumberCheck numbers;
    private final SpikeHistory[] spikes;
    private final int history;
    private long step;

    /**
     * At step 0.
     *
     * @param block most steps between two exchanges of spikes
     * @param history steps for which spikes are on their way at most
     */
    Engine(Partition[] partitions, int block, int history, Observer observer, NumberCheck numbers) {
        this.partitions = partitions;
        this.block = block;
        this.history = history;
        this.observer = observer;
        this.numbers = numbers;
        this.spikes = new SpikeHistory[partitions.length];
        for (int p = 0; p < partitions.length; p++) {
            spikes[p] = partitions[p].spikes;
        }
    }

    long step() {
        return step;
    }

    /**
     * Simulates up to step {@code end}, exclusive, or to the end of the block in which the work is cancelled.
     *
     * @throws CancelledException if the work is cancelled; everything is then as at {@link #step()}
     * @throws ArithmeticException if a state is not a number any more
     */
    void run(long end, Workers workers, Work work) {
        if (end <= step) {
            return;
        }
        Loop loop = new Loop(end, Math.min(workers.count(), partitions.length), work);
        workers.run(loop.threads, (thread, _) -> loop.accept(thread));
        switch (loop.failure.get()) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case null, default -> {
                // all threads came to the end
            }
        }
        if (loop.lastBlock < Integer.MAX_VALUE) {
            throw new CancelledException();
        }
    }

    /** Saves or restores the time and the spikes under way. */
    void transfer(Archive archive) {
        step = archive.number(step);
        SpikeHistory.transfer(spikes, Math.max(0, step - history), step, archive);
    }

    /** One run, shared by its threads; each keeps count of time for itself. */
    private final class Loop implements IntConsumer {
        private final long end;
        private final int threads;
        private final Work work;
        private final Barrier barrier;
        private final AtomicIntegerArray taken = new AtomicIntegerArray(partitions.length);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile int lastBlock = Integer.MAX_VALUE;

        Loop(long end, int threads, Work work) {
            this.end = end;
            this.threads = threads;
            this.work = work;
            this.barrier = new Barrier(threads);
        }

        @Override
        public void accept(int thread) {
            try {
                loop(thread);
            } catch (RuntimeException | Error e) {
                // Those that wait for this thread fail too, but only after this.
                failure.compareAndSet(null, e);
                barrier.breakUp();
            }
        }

        private void loop(int thread) {
            long from = step;
            long start = from;
            int done = 0;
            long looked = System.nanoTime();
            int own = thread * partitions.length / threads;
            while (start < end && done <= lastBlock) {
                int steps = observer.upTo(start, (int) Math.min(block, end - start));
                for (int k = 0; k < partitions.length; k++) {
                    int p = (own + k) % partitions.length;
                    if (taken.compareAndSet(p, done, done + 1)) {
                        partitions[p].advance(spikes, start, steps);
                        numbers.check(partitions[p], start, start + steps, start + steps == end);
                        observer.sample(partitions[p], start + steps);
                    }
                }
                if (thread == 0 && System.nanoTime() - looked > CANCEL_NANOS) {
                    looked = System.nanoTime();
                    work.advance(start - from);
                    from = start;
                    if (work.cancelled()) {
                        lastBlock = done;
                    }
                }
                barrier.await();
                if (thread == 0) {
                    observer.observe(partitions, start, steps);
                }
                start += steps;
                done++;
            }
            if (thread == 0) {
                work.advance(start - from);
                step = start;
            }
        }

    }
}
