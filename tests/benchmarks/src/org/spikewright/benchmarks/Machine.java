package org.spikewright.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import org.spikewright.kernel.Primitives;

/**
 * How fast this machine is, by a fixed kernel: a product and a copy on one core, and how far two of its processors are apart.
 *
 * @param product GFLOP/s of a product of two 1024 × 1024 matrices of floats
 * @param copy GB/s, read and written, of copying 128 MiB
 * @param trip nanoseconds in which a line of memory goes from one processor to another and back
 */
record Machine(double product, double copy, double trip) {

    private static final double REFERENCE_PRODUCT = 75;
    private static final double REFERENCE_COPY = 18;
    private static final int SIDE = 1024;
    private static final int COPIED = 32 << 20;
    private static final int ROUNDS = 15;
    private static final int TRIPS = 100_000;

    /** Times both; the best of several rounds, since others may use the machine. */
    static Machine measure() {
        Primitives primitives = Primitives.best();
        float[] a = new float[SIDE * SIDE];
        float[] b = new float[SIDE * SIDE];
        float[] c = new float[SIDE * SIDE];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
        double product = best(() -> primitives.product(SIDE, SIDE, SIDE, Primitives.Factor.rows(a, 0, SIDE),
                Primitives.Factor.rows(b, 0, SIDE), c, 0));
        float[] source = new float[COPIED];
        float[] target = new float[COPIED];
        double copy = best(() -> System.arraycopy(source, 0, target, 0, COPIED));
        return new Machine(2e-9 * SIDE * SIDE * SIDE / product, 8e-9 * COPIED / copy, best(Machine::trips) * 1e9 / TRIPS);
    }

    /** Two threads answer each other. */
    private static void trips() {
        // In the middle of so much memory, the number is in a line of its own.
        AtomicLongArray number = new AtomicLongArray(64);
        Thread other = Thread.ofPlatform().start(() -> {
            for (long i = 1; i <= TRIPS; i++) {
                await(number, 2 * i - 1);
                number.setRelease(32, 2 * i);
            }
        });
        for (long i = 1; i <= TRIPS; i++) {
            number.setRelease(32, 2 * i - 1);
            await(number, 2 * i);
        }
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(AtomicLongArray number, long wanted) {
        while (number.getAcquire(32) != wanted) {
            Thread.onSpinWait();
        }
    }

    private static double best(Runnable work) {
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            work.run();
            least = Math.min(least, (System.nanoTime() - start) * 1e-9);
        }
        return least;
    }

    /** How much faster than the machine of the references. */
    double factor() {
        return Math.sqrt(product / REFERENCE_PRODUCT * copy / REFERENCE_COPY);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "This machine: product %.1f GFLOP/s, copy %.1f GB/s, factor %.2f; there and back between two "
                        + "processors %.0f ns (%s)",
                product, copy, factor(), trip, Primitives.best().description());
    }
}
