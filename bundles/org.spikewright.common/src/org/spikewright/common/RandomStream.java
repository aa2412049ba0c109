package org.spikewright.common;

import java.util.random.RandomGenerator;

/**
 * A random stream that depends on nothing but a seed, a name and indices: the same on any machine and any number of
 * threads, however the work is divided. Give each independent thing its own stream, for instance
 * {@code RandomStream.of(seed, "glyphs/test", sample)}.
 *
 * <p>The generator is xoshiro256++ (Blackman and Vigna, <i>Scrambled linear pseudorandom number generators</i>, ACM TOMS
 * 47(4), 2021), its state filled by SplitMix64 from the 64-bit FNV-1a hash of the name. Not for use by several threads at
 * once.
 */
public final class RandomStream implements RandomGenerator {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    private RandomStream(long key) {
        s0 = mix(key + GOLDEN);
        s1 = mix(key + 2 * GOLDEN);
        s2 = mix(key + 3 * GOLDEN);
        s3 = mix(key + 4 * GOLDEN);
    }

    /**
     * The stream of that seed, name and indices.
     *
     * @param seed the run's seed
     * @param name what the numbers are for; streams of different names are independent
     * @param indices which one of its kind, for instance epoch and sample
     */
    public static RandomStream of(long seed, String name, long... indices) {
        long key = mix(seed ^ hash(name));
        for (long index : indices) {
            key = mix(key + GOLDEN + index);
        }
        return new RandomStream(key);
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Shuffles in place, by Fisher and Yates. */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }

    private static long hash(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
