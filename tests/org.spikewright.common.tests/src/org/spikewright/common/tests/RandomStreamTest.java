package org.spikewright.common.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikewright.common.RandomStream;

class RandomStreamTest {

    @Test
    void sameNameSameNumbers() {
        assertEquals(RandomStream.of(1, "a", 5).nextLong(), RandomStream.of(1, "a", 5).nextLong());
    }

    @Test
    void seedNameAndIndicesAllCount() {
        long reference = RandomStream.of(1, "a", 5).nextLong();
        assertNotEquals(reference, RandomStream.of(2, "a", 5).nextLong());
        assertNotEquals(reference, RandomStream.of(1, "b", 5).nextLong());
        assertNotEquals(reference, RandomStream.of(1, "a", 6).nextLong());
        assertNotEquals(RandomStream.of(1, "a", 5, 0).nextLong(), RandomStream.of(1, "a", 0, 5).nextLong());
    }

    /** Chi-square over 64 cells; 127 is beyond the 99.999 % point for 63 degrees of freedom. */
    @Test
    void numbersAreSpreadEvenly() {
        int[] cells = new int[64];
        int draws = 640_000;
        RandomStream stream = RandomStream.of(3, "uniform");
        for (int i = 0; i < draws; i++) {
            cells[(int) (stream.nextDouble() * 64)]++;
        }
        double expected = draws / 64.0;
        double chiSquare = Arrays.stream(cells).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
        assertTrue(chiSquare < 127, "chi-square " + chiSquare);
    }

    /** The first numbers of neighbouring streams are as independent as those of one stream. */
    @Test
    void neighbouringStreamsDoNotCorrelate() {
        int n = 100_000;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double a = RandomStream.of(1, "s", i).nextDouble() - 0.5;
            double b = RandomStream.of(1, "s", i + 1).nextDouble() - 0.5;
            sum += a * b;
        }
        double correlation = sum / n * 12;
        assertTrue(Math.abs(correlation) < 5 / Math.sqrt(n), "correlation " + correlation);
    }

    @Test
    void shufflingKeepsAllValues() {
        int[] values = IntStream.range(0, 1000).toArray();
        RandomStream.of(1, "shuffle").shuffle(values);
        assertNotEquals(0, Arrays.compare(values, IntStream.range(0, 1000).toArray()));
        Arrays.sort(values);
        assertEquals(0, Arrays.compare(values, IntStream.range(0, 1000).toArray()));
    }
}
