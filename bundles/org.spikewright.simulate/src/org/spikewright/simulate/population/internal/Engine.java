package org.spikewright.simulate.population.internal;

import java.util.concurrent.atomic.AtomicReference;
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
         * Some blocks are over; they are observed while the next one is already simulated.
         *
         * @param partitions whose spikes from step {@code start} on are those of the blocks
         */
        void observe(Partition[] partitions, long start, int steps);

        /** Steps from {@code start} to where a block must end, at most {@code most}. */
        int upTo(long start, int most);

        /** A partition has reached the end of a block; called by the thread that simulated it. */
        void sample(Partition partition, long end);
    }

    private static final long CANCEL_NANOS = 20_000_000;
    /** Steps between two looks after a run, if blocks are shorter: all threads wait for the one that looks. */
    private static final int LOOK = 32;

    private final Partition[] partitions;
    private final int block;
    /** From one look to the next, a power of 2. */
    private final int blocks;
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
        this.blocks = Integer.highestOneBit(Math.max(1, LOOK / block));
        this.history = history;
        this.observer = observer;
        this.numbers = numbers;
        this.spikes = new SpikeHistory[partitions.length];
        for (int p = 0; p < partitions.length; p++) {
            spikes[p] = partitions[p].spikes;
        }
    }

    /** Steps that a block may have ended before it is observed, at most. */
    static int lag(int block) {
        return Math.max(block, LOOK);
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
        Run run = new Run(end, Math.min(workers.count(), partitions.length), work);
        workers.run(run.threads, (thread, _) -> run.accept(thread));
        run.finish();
    }

    /** Saves or restores the time and the spikes under way. */
    void transfer(Archive archive) {
        step = archive.number(step);
        SpikeHistory.transfer(spikes, Math.max(0, step - history), step, archive);
    }

    /** What the threads of one run share. */
    private final class Run {
        private final long end;
        private final int threads;
        private final Work work;
        private final Tasks tasks = new Tasks(partitions.length + 1);
        /** The last block; known to all threads before they reach its end. */
        private int last = Integer.MAX_VALUE;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private Block block;
        private long reported = step;
        private long looked = System.nanoTime();

        Run(long end, int threads, Work work) {
            this.end = end;
            this.threads = threads;
            this.work = work;
        }

        /** Goes with one thread through all blocks. */
        void accept(int thread) {
            try {
                Block now = new Block(this);
                int patience = 0;
                for (; now.start < end && now.number <= last; now.next()) {
                    for (int p = thread * partitions.length / threads; p < (thread + 1) * partitions.length / threads; p++) {
                        tasks.attempt(p, now.number, now);
                    }
                    if (thread == 0 && now.isLookedAfter()) {
                        tasks.attempt(partitions.length, now.look(), now);
                    }
                    patience = tasks.await(0, partitions.length, now.number, now, patience);
                    if (now.isLookedAfter()) {
                        patience = tasks.await(partitions.length, partitions.length + 1, now.look(), now, patience);
                    }
                }
                if (thread == 0) {
                    block = now;
                }
            } catch (RuntimeException | Error e) {
                // Those that wait for this thread fail too, but only after this.
                failure.compareAndSet(null, e);
                tasks.breakUp();
            }
        }

        /** Tells the observer of the block before and asks whether to stop. */
        void lookAfter(Block now) {
            now.observe();
            long time = System.nanoTime();
            if (time - looked > CANCEL_NANOS) {
                looked = time;
                work.advance(now.start - reported);
                reported = now.start;
                if (work.cancelled()) {
                    last = now.number;
                }
            }
        }

        void finish() {
            switch (failure.get()) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case null, default -> {
                    // all threads came to the end
                }
            }
            block.observe();
            step = block.start;
            work.advance(step - reported);
            if (last < Integer.MAX_VALUE) {
                throw new CancelledException();
            }
        }
    }

    /** Where one thread is in a run. The last task of some blocks is to look after the run, all others are partitions. */
    private final class Block implements Tasks.Action {
        private final Run run;
        private int number;
        private long start;
        private int steps;
        private long observed;

        Block(Run run) {
            this.run = run;
            this.start = step;
            this.observed = step;
            measure();
        }

        boolean isLookedAfter() {
            return (number & blocks - 1) == 0;
        }

        /** Which look it is. */
        int look() {
            return number / blocks;
        }

        private void measure() {
            steps = start < run.end ? observer.upTo(start, (int) Math.min(block, run.end - start)) : 0;
        }

        void next() {
            if (isLookedAfter()) {
                observed = start;
            }
            start += steps;
            number++;
            measure();
        }

        @Override
        public void accept(int task) {
            if (task < partitions.length) {
                partitions[task].advance(spikes, start, steps);
                numbers.check(partitions[task], start, start + steps, start + steps == run.end);
                observer.sample(partitions[task], start + steps);
            } else {
                run.lookAfter(this);
            }
        }

        void observe() {
            if (start > observed) {
                observer.observe(partitions, observed, (int) (start - observed));
            }
        }
    }
}
