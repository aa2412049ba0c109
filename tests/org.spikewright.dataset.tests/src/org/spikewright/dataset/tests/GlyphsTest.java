package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataException;
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

    @Test
    void withoutJitterAndNoiseOnlyTheFontVaries() {
        Samples samples = new Glyphs("AB", 16, 16, 0, 0, List.of("SansSerif")).generate(20, 2, 1, Work.NONE).train();
        assertEquals(2, samples.classes());
        assertEquals(0, image(samples, 0)[0]);
    }

    @Test
    void aFontThatIsNotThereIsNamed() {
        Glyphs glyphs = new Glyphs("01", 16, 16, 0.1, 0, List.of("No Such Font"));
        DataException e = assertThrows(DataException.class, () -> glyphs.generate(1, 1, 1, Work.NONE));
        assertEquals(
                "none of the fonts [No Such Font] is installed and has all of \"01\": name other fonts, or none to use"
                        + " those of this machine",
                e.getMessage());
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
