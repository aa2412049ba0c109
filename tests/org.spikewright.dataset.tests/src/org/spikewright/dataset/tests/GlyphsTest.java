package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Digest;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Glyphs;
import org.spikewright.dataset.Samples;

class GlyphsTest {

    @Test
    void classesAreBalancedAndImagesHaveInk() {
        Samples train = Glyphs.digits(20, 16, 0.1).generate(100, 10, 1, Work.NONE).train();
        assertArrayEquals(new int[] {1, 20, 16}, train.extents());
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), train.classNames());
        int[] counts = new int[10];
        for (int i = 0; i < train.size(); i++) {
            counts[train.label(i)]++;
            double ink = 0;
            for (float value : image(train, i)) {
                assertTrue(value >= 0 && value <= 1);
                ink += value;
            }
            assertTrue(ink > 10 && ink < 200, "ink " + ink);
        }
        assertTrue(Arrays.stream(counts).allMatch(count -> count == 10));
    }

    @Test
    void imagesDependOnTheSeedAndNotOnHowManyAreDrawn() {
        DataSet few = Glyphs.digits(16, 16, 0.1).generate(5, 5, 7, Work.NONE);
        DataSet many = Glyphs.digits(16, 16, 0.1).generate(50, 20, 7, Work.NONE);
        DataSet other = Glyphs.digits(16, 16, 0.1).generate(5, 5, 8, Work.NONE);
        assertArrayEquals(image(few.train(), 4), image(many.train(), 4));
        assertArrayEquals(image(few.test(), 4), image(many.test(), 4));
        assertFalse(Arrays.equals(image(few.train(), 4), image(other.train(), 4)));
        assertFalse(Arrays.equals(image(few.train(), 4), image(few.test(), 4)));
    }

    /** The images themselves, so that a machine or a Java that draws others is noticed. */
    @Test
    void everyMachineDrawsTheSameImages() {
        DataSet digits = Glyphs.digits(28, 28, 0.1).generate(200, 50, 1, Work.NONE);
        Digest digest = new Digest();
        for (Samples samples : List.of(digits.train(), digits.test())) {
            for (int i = 0; i < samples.size(); i++) {
                ByteBuffer bytes = ByteBuffer.allocate(samples.length());
                for (float value : image(samples, i)) {
                    bytes.put((byte) Math.round(255 * value));
                }
                digest.add(bytes.flip());
            }
        }
        assertEquals("58fe379db0344568a3e387621a8ad621d2c02c56cb75fe9fc0882df905ab1b3a", digest.end());
    }

    @Test
    void withoutJitterAndNoiseOnlyTheHandVaries() {
        Samples samples = new Glyphs(16, 16, 0, 0).generate(200, 2, 1, Work.NONE).train();
        for (int i = 0; i < samples.size(); i++) {
            assertEquals(0, image(samples, i)[0]);
        }
        assertFalse(Arrays.equals(image(samples, 0), image(samples, 10)));
    }

    @Test
    void sizesAndAmountsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> Glyphs.digits(4, 28, 0.1));
        assertThrows(IllegalArgumentException.class, () -> Glyphs.digits(28, 28, 0.9));
    }

    @Test
    void drawingCanBeCancelled() {
        Work cancelled = Work.unwatched(() -> true);
        assertThrows(CancelledException.class, () -> Glyphs.digits(28, 28, 0.1).generate(100, 1, 1, cancelled));
    }

    private static float[] image(Samples samples, int index) {
        float[] values = new float[samples.length()];
        samples.read(index, values);
        return values;
    }
}
