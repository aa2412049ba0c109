package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.kernel.PoissonCounts;
import org.spikewright.kernel.RandomRows;

class RandomRowsTest {

    private static final int N = 2048;
    private static final int ROWS = 500;

    /**
     * The first word for counter 0 and key 0 is 0x6b200159, as the known answers published with Random123 say; 23 of its bits
     * make the first even number.
     */
    @Test
    void theFunctionIsThreefry() {
        float[] row = new float[64];
        RandomRows.scalar().uniforms(0, 0, 0, row, 0, 64);
        int bits = 0x6b200159;
        assertEquals(((bits >> 8) * 0x1p-23f + 0x1p-24f) * 0.5f + 0.5f, row[0]);
        int second = 0x99ba4efe;
        assertEquals(((second >> 8) * 0x1p-23f + 0x1p-24f) * 0.5f + 0.5f, row[16]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 2, 10, 200})
    void providersGiveTheSamePoissonNumbers(double mean) {
        PoissonCounts counts = PoissonCounts.of(mean);
        float[] expected = new float[N];
        float[] row = new float[N];
        RandomRows.scalar().addPoisson(77, 128, 9, counts, 0.1f, expected, 0, N);
        RandomRows.best().addPoisson(77, 128, 9, counts, 0.1f, row, 0, N);
        assertArrayEquals(expected, row);
    }

    @Test
    void providersGiveTheSameNumbers() {
        float[] expected = new float[N];
        float[] row = new float[N];
        RandomRows.scalar().normals(5, 64, 3, expected, 0, N);
        RandomRows.best().normals(5, 64, 3, row, 0, N);
        assertArrayEquals(expected, row);
        RandomRows.scalar().uniforms(5, 64, 3, expected, 0, N);
        RandomRows.best().uniforms(5, 64, 3, row, 0, N);
        assertArrayEquals(expected, row);
    }

    /** Mean and variance of a Poisson number are equal; tolerances are five standard errors. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 2, 10, 200})
    void poissonNumbersHaveTheirMoments(double mean) {
        PoissonCounts counts = PoissonCounts.of(mean);
        double sum = 0;
        double squares = 0;
        for (int step = 0; step < ROWS; step++) {
            float[] row = new float[N];
            RandomRows.best().addPoisson(1, 0, step, counts, 1, row, 0, N);
            for (float value : row) {
                sum += value - mean;
                squares += (value - mean) * (value - mean);
            }
        }
        double n = (double) N * ROWS;
        assertEquals(0, sum / n, 5 * Math.sqrt(mean / n));
        assertEquals(mean, squares / n, 5 * Math.sqrt((mean + 2 * mean * mean) / n));
    }

    @Test
    void normalNumbersHaveTheirMoments() {
        double[] moments = new double[5];
        double product = 0;
        for (int step = 0; step < ROWS; step++) {
            float[] row = new float[N];
            RandomRows.best().normals(1, 0, step, row, 0, N);
            for (int j = 0; j < N; j++) {
                for (int k = 1; k < moments.length; k++) {
                    moments[k] += Math.pow(row[j], k);
                }
                product += row[j] * row[(j + 16) % N];
            }
        }
        double n = (double) N * ROWS;
        assertEquals(0, moments[1] / n, 5 / Math.sqrt(n));
        assertEquals(1, moments[2] / n, 5 * Math.sqrt(2 / n));
        assertEquals(0, moments[3] / n, 5 * Math.sqrt(15 / n));
        assertEquals(3, moments[4] / n, 5 * Math.sqrt(96 / n));
        assertEquals(0, product / n, 5 / Math.sqrt(n));
    }

    @Test
    void numbersDependOnKeyAndStep() {
        float[] row = new float[64];
        float[] otherKey = new float[64];
        float[] otherStep = new float[64];
        RandomRows.best().uniforms(1, 0, 1, row, 0, 64);
        RandomRows.best().uniforms(2, 0, 1, otherKey, 0, 64);
        RandomRows.best().uniforms(1, 0, 2, otherStep, 0, 64);
        int equal = 0;
        for (int j = 0; j < 64; j++) {
            equal += row[j] == otherKey[j] || row[j] == otherStep[j] ? 1 : 0;
        }
        assertTrue(equal < 2, equal + " of 64 numbers are the same");
    }
}
