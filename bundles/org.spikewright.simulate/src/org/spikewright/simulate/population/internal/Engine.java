package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.kernel.Workers;

/**
 * Moves all partitions through time. A block is as long as the shortest delay: what fires in it arrives after it, so that
 * partitions need each other only between blocks. Where all that arrives is only added to states after the neurons have moved,
 * neurons move first and then wait for who fired in the block before: by then that has come from other processors. A thread
 * takes its own partitions first and then those that nobody has taken yet.
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
    /** Whether neurons move before it is known who fired in the block before. */
    private final boolean late;
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
        this.late = Arrays.stream(partitions).allMatch(Partition::isLate);
        this.observer = observer;
        this.numbers = numbers;
        this.spikes = new SpikeHistory[partitions.length];
        for (int p = 0; p < partitions.length; p++) {
            spikes[p] = partitions[p].spikes;
        }
    }

    /**
     * Steps for which spikes are kept beside those under way: one partition may be two blocks ahead of another, and a block is
     * observed some blocks after its end.
     */
    static int lag(int block) {
        return 3 * block + LOOK;
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
    void transfer(StateCodec archive) {
        step = archive.number(step);
        SpikeHistory.transfer(spikes, Math.max(0, step - history), step, archive);
    }

    /** What the threads of one run share. */
    private final class Run {
        private final long end;
        private final int threads;
        private final Work work;
        private final Tasks tasks = new Tasks(partitions.length);
        private final Tasks looks = new Tasks(1);
        /** The last block; known to all threads before they reach its end. */
        private volatile long last = Long.MAX_VALUE;
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
                int first = thread * partitions.length / threads;
                int after = (thread + 1) * partitions.length / threads;
                Block now = new Block(this);
                Look look = new Look(now);
                for (; now.start < end && now.number <= last; now.next()) {
                    for (int p = first; p < after; p++) {
                        tasks.attempt(p, now);
                    }
                    if (look.isDue()) {
                        if (thread == 0) {
                            looks.attempt(0, look);
                        }
                        look.await();
                    }
                    if (late) {
                        now.awaitBefore();
                    } else {
                        now.await();
                    }
                }
                now.awaitBefore();
                if (thread == 0) {
                    block = now;
                }
            } catch (RuntimeException | Error e) {
                // Those that wait for this thread fail too, but only after this.
                failure.compareAndSet(null, e);
                tasks.breakUp();
                looks.breakUp();
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
            if (last < Long.MAX_VALUE) {
                throw new CancelledException();
            }
        }
    }

    /** Where one thread is in a run. Each partition is a task. */
    private final class Block implements Tasks.Round {
        private final Run run;
        /** The same thread's block before this; none before that. */
        private final Optional<Block> before;
        private long number;
        private long start = step;
        private int steps;
        private long observed = step;
        private int patience;

        /** The first block of a run. */
        Block(Run run) {
            this.run = run;
            this.before = Optional.of(new Block(run, -1));
            measure();
        }

        private Block(Run run, long number) {
            this.run = run;
            this.before = Optional.empty();
            this.number = number;
        }

        private void measure() {
            steps = start < run.end ? observer.upTo(start, (int) Math.min(block, run.end - start)) : 0;
        }

        void next() {
            before.ifPresent(Block::next);
            if ((number & blocks - 1) == 0) {
                observed = start;
            }
            start += steps;
            number++;
            measure();
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public boolean isTold(int task) {
            return number < 0 || spikes[task].isTold(start + steps - 1);
        }

        @Override
        public void accept(int task) {
            Partition partition = partitions[task];
            partition.move(spikes, start, steps);
            if (late) {
                awaitBefore();
            }
            partition.arrive(spikes, start);
            numbers.check(partition, start, start + steps, start + steps == run.end);
            observer.sample(partition, start + steps);
        }

        /** Returns when it is known who fired in the block. */
        void await() {
            patience = run.tasks.await(0, partitions.length, this, patience);
        }

        /** Returns when it is known who fired in the block before. */
        void awaitBefore() {
            before.ifPresent(Block::await);
        }

        /** Shows what happened up to the block; all of it is over. */
        void observe() {
            if (start > observed) {
                observer.observe(partitions, observed, (int) (start - observed));
            }
        }
    }

    /** Looking after a run in some of its blocks, a task by itself. */
    private final class Look implements Tasks.Round {
        private final Run run;
        private final Block block;
        private int patience;

        Look(Block block) {
            this.run = block.run;
            this.block = block;
        }

        boolean isDue() {
            return (block.number & blocks - 1) == 0;
        }

        @Override
        public long number() {
            return block.number / blocks;
        }

        @Override
        public boolean isTold(int task) {
            return run.looks.hasEnded(task, number());
        }

        @Override
        public void accept(int task) {
            block.awaitBefore();
            // What is sampled comes after the spikes are told.
            run.tasks.awaitEnd(0, partitions.length, block.number - 1);
            run.lookAfter(block);
        }

        void await() {
            patience = run.looks.await(0, 1, this, patience);
        }
    }
}
