package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Primitives.Factor;
import org.spikewright.kernel.SparseRows;

/** Both providers give the same bits, sparse or dense, on sizes that exercise what is left beside whole vectors. */
class PrimitivesTest {

    private final Primitives best = Primitives.best();
    private final Primitives scalar = Primitives.scalar();

    @Test
    void theTestsRunWithVectors() {
        assertTrue(best.vectorised(), best.description());
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "5,3,32", "7,300,10", "11,17,129", "23,513,64", "4,260,33"})
    void productsAgree(int m, int k, int n) {
        float[] a = random(m * k, 1, "a");
        float[] b = random(k * n, 1, "b");
        float[] start = random(m * n, 1, "c");
        float[] expected = new float[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = start[i * n + j];
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a[i * k + p], b[p * n + j], sum);
                }
                expected[i * n + j] = sum;
            }
        }
        for (Primitives primitives : new Primitives[] {best, scalar}) {
            float[] c = start.clone();
            primitives.product(m, k, n, Factor.rows(a, 0, k), Factor.rows(b, 0, n), c, 0);
            assertArrayEquals(expected, c);
            float[] turned = start.clone();
            primitives.product(m, k, n, Factor.transposed(transposed(a, m, k), 0, m),
                    Factor.transposed(transposed(b, k, n), 0, k), turned, 0);
            assertArrayEquals(expected, turned);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 16, 129, 512})
    void gatheringAgreesWithTheDenseProduct(int width) {
        int rows = 9;
        int inputs = 70;
        float[] matrix = random(inputs * width, 1, "w");
        for (boolean valued : new boolean[] {false, true}) {
            float[] dense = sparse(rows * inputs, valued);
            SparseRows lists = new SparseRows(valued);
            best.list(dense, 0, rows, inputs, lists);
            SparseRows same = new SparseRows(valued);
            scalar.list(dense, 0, rows, inputs, same);
            assertArrayEquals(entries(same), entries(lists));
            float[] expected = random(rows * width, 1, "start");
            float[] gathered = expected.clone();
            float[] plain = expected.clone();
            best.product(rows, inputs, width, Factor.rows(dense, 0, inputs), Factor.rows(matrix, 0, width), expected,
                    0);
            best.gather(lists, 0, rows, matrix, width, gathered, 0);
            scalar.gather(lists, 0, rows, matrix, width, plain, 0);
            assertArrayEquals(expected, gathered);
            assertArrayEquals(expected, plain);
        }
    }

    @Test
    void listsAreTransposed() {
        float[] dense = sparse(6 * 40, true);
        SparseRows lists = new SparseRows(true);
        best.list(dense, 0, 6, 40, lists);
        SparseRows columns = new SparseRows(true);
        columns.transpose(lists, 40);
        assertEquals(40, columns.rows());
        assertEquals(lists.entries(), columns.entries());
        float[] back = new float[dense.length];
        for (int c = 0; c < 40; c++) {
            for (int k = columns.offsets()[c]; k < columns.offsets()[c + 1]; k++) {
                back[columns.columns()[k] * 40 + c] = columns.values()[k];
            }
        }
        assertArrayEquals(dense, back);
    }

    private static int[] entries(SparseRows lists) {
        return Arrays.copyOf(lists.columns(), lists.entries());
    }

    private static float[] sparse(int count, boolean valued) {
        float[] values = random(count, 1, "sparse");
        for (int i = 0; i < count; i++) {
            values[i] = values[i] > 0.6 ? valued ? values[i] : 1 : 0;
        }
        return values;
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] result = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result[c * rows + r] = values[r * columns + c];
            }
        }
        return result;
    }

    private static float[] random(int count, double scale, String name) {
        RandomStream random = RandomStream.of(4, name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * (2 * random.nextDouble() - 1));
        }
        return values;
    }
}
