package org.spikewright.dataset;

import java.util.stream.IntStream;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;

/**
 * Images of the digits 0 to 9, written in the ways that hands differ and varied: moved, turned, slanted, stretched, with
 * thicker or thinner pens, with noise. Training and test images come from streams of their own, so that neither depends
 * on how many there are of the other. The same seed gives the same images on every machine.
 *
 * @param height of an image in pixels, at least 8
 * @param width of an image in pixels, at least 8
 * @param jitter how far images vary: the largest relative stretch and shift; turn and slant follow it. From 0 to 0.5
 * @param noise standard deviation of the noise added to each pixel, from 0 to 1
 */
public record Glyphs(int height, int width, double jitter, double noise) {

    /** How many classes there are. */
    public static final int DIGITS = 10;

    public Glyphs {
        check(height >= 8 && width >= 8, "images must be at least 8 x 8 pixels, but are " + height + " x " + width);
        check(jitter >= 0 && jitter <= 0.5, "jitter must be from 0 to 0.5, but is " + jitter);
        check(noise >= 0 && noise <= 1, "noise must be from 0 to 1, but is " + noise);
    }

    /** Digits of that size with moderate noise. */
    public static Glyphs digits(int height, int width, double jitter) {
        return new Glyphs(height, width, jitter, 0.05);
    }

    /**
     * Draws a data set.
     *
     * @param train how many training images
     * @param test how many test images
     * @param seed of all that is random
     */
    public DataSet generate(int train, int test, long seed, Work work) {
        check(train >= 1 && test >= 1, "there must be at least one training and one test image");
        GlyphPainter painter = new GlyphPainter(this);
        work.begin("Drawing glyphs", (long) train + test);
        return new DataSet("glyphs", draw(painter, train, "glyphs/train", seed, work),
                draw(painter, test, "glyphs/test", seed, work));
    }

    private Samples draw(GlyphPainter painter, int count, String stream, long seed, Work work) {
        int size = height * width;
        check((long) count * size <= Integer.MAX_VALUE, count + " images of " + size + " values are too many to be kept in one array; ask for fewer");
        byte[] pixels = new byte[count * size];
        byte[] labels = new byte[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            work.checkCancelled();
            int label = i % DIGITS;
            labels[i] = (byte) label;
            painter.paint(label, RandomStream.of(seed, stream, i), pixels, i * size);
            work.advance(1);
        });
        return new ByteSamples(pixels, labels, new int[] {1, height, width},
                IntStream.range(0, DIGITS).mapToObj(Integer::toString).toList());
    }

    private static void check(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
