package org.spikewright.dataset.internal.transform;

import java.util.random.RandomGenerator;
import org.spikewright.dataset.Augmentation;
import org.spikewright.dataset.SampleForm;

/** Changes of samples that keep their class. */
public final class Augmentations {

    private Augmentations() {
    }

    /** Left and right exchanged in half of the samples. */
    public record Flip() implements Augmentation {

        @Override
        public void check(SampleForm form) {
            Spatial.from(form);
        }

        @Override
        public void apply(float[] values, SampleForm form, RandomGenerator random) {
            if (random.nextBoolean()) {
                int width = form.extents()[form.extents().length - 1];
                int rows = form.size(0) / width;
                for (int row = 0; row < rows; row++) {
                    for (int left = row * width, right = left + width - 1; left < right; left++, right--) {
                        float kept = values[left];
                        values[left] = values[right];
                        values[right] = kept;
                    }
                }
            }
        }
    }

    /**
     * Moved along rows and columns by whole places, each shift as likely as any other; zeros come in.
     *
     * @param most by how many at most
     */
    public record Shift(int most) implements Augmentation {

        @Override
        public void check(SampleForm form) {
            Spatial.from(form);
        }

        @Override
        public void apply(float[] values, SampleForm form, RandomGenerator random) {
            int axes = form.extents().length;
            boolean isFlat = Spatial.from(form) == axes - 1;
            int width = form.extents()[axes - 1];
            int height = isFlat ? 1 : form.extents()[axes - 2];
            int down = isFlat ? 0 : random.nextInt(-most, most + 1);
            int across = random.nextInt(-most, most + 1);
            float[] moved = new float[height * width];
            int planes = form.size(0) / moved.length;
            for (int plane = 0; plane < planes; plane++) {
                java.util.Arrays.fill(moved, 0);
                int from = plane * moved.length;
                for (int y = Math.max(0, down); y < Math.min(height, height + down); y++) {
                    for (int x = Math.max(0, across); x < Math.min(width, width + across); x++) {
                        moved[y * width + x] = values[from + (y - down) * width + x - across];
                    }
                }
                System.arraycopy(moved, 0, values, from, moved.length);
            }
        }
    }

    /**
     * Turned about the middle, each angle as likely as any other; values in between are estimated from the four around them, and zeros
     * come in.
     *
     * @param most by which angle at most, in radians
     */
    public record Turn(double most) implements Augmentation {

        @Override
        public void check(SampleForm form) {
            if (Spatial.from(form) != form.extents().length - 2) {
                throw new IllegalArgumentException("turn takes samples with rows and columns");
            }
        }

        @Override
        public void apply(float[] values, SampleForm form, RandomGenerator random) {
            int axes = form.extents().length;
            int width = form.extents()[axes - 1];
            int height = form.extents()[axes - 2];
            double angle = (2 * random.nextDouble() - 1) * most;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            float[] turned = new float[height * width];
            int planes = form.size(0) / turned.length;
            for (int plane = 0; plane < planes; plane++) {
                int from = plane * turned.length;
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        double dx = x - (width - 1) / 2.0;
                        double dy = y - (height - 1) / 2.0;
                        turned[y * width + x] = at(values, from, height, width, (height - 1) / 2.0 + cos * dy - sin * dx,
                                (width - 1) / 2.0 + sin * dy + cos * dx);
                    }
                }
                System.arraycopy(turned, 0, values, from, turned.length);
            }
        }

        private static float at(float[] values, int from, int height, int width, double y, double x) {
            int row = (int) Math.floor(y);
            int column = (int) Math.floor(x);
            double sum = 0;
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    if (row + i >= 0 && row + i < height && column + j >= 0 && column + j < width) {
                        sum += (1 - Math.abs(y - row - i)) * (1 - Math.abs(x - column - j)) * values[from + (row + i) * width + column + j];
                    }
                }
            }
            return (float) sum;
        }
    }

    /**
     * Some values left out, each by itself.
     *
     * @param share of all, from 0 to 1
     */
    public record Dropout(double share) implements Augmentation {

        @Override
        public void apply(float[] values, SampleForm form, RandomGenerator random) {
            int size = form.size(0);
            for (int i = 0; i < size; i++) {
                if (values[i] != 0 && random.nextDouble() < share) {
                    values[i] = 0;
                }
            }
        }
    }
}
