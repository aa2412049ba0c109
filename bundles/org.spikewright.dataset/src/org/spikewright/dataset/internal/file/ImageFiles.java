package org.spikewright.dataset.internal.file;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;

/** Pictures in files: [channel, row, column], three channels where one of them has colours, values from 0 to 1. */
public final class ImageFiles {

    private static final Set<String> ENDINGS = Set.of(".png", ".jpg", ".jpeg", ".bmp", ".gif");
    private static final long MOST_PIXELS = 1L << 26;

    private ImageFiles() {
    }

    /**
     * A picture as its file has it.
     *
     * @param pixels red, green and blue in the lowest bytes, row by row
     */
    private record Picture(int height, int width, boolean isGrey, int[] pixels) {
    }

    /** The pictures of a folder. */
    public static FileSource<?> of(String folder) {
        return new FileSource<>(folder, ENDINGS, ImageFiles::read, ImageFiles::join);
    }

    private static Picture read(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = in == null || !ImageIO.getImageReaders(in).hasNext() ? null : ImageIO.getImageReaders(in).next();
            if (reader == null) {
                throw new IllegalArgumentException("it is no picture of a kind that can be read");
            }
            try {
                reader.setInput(in, true, true);
                // Looked at before anything is unpacked: a small file can say that it is as large as all memory.
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new IllegalArgumentException("it has " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels; make it smaller");
                }
                BufferedImage image = reader.read(0);
                int width = image.getWidth();
                int height = image.getHeight();
                return new Picture(height, width, image.getColorModel().getNumColorComponents() == 1,
                        image.getRGB(0, 0, width, height, null, 0, width));
            } finally {
                reader.dispose();
            }
        }
    }

    private static Samples join(List<Picture> pictures, List<Path> files, int[] labels, List<String> classNames) {
        Picture first = pictures.getFirst();
        for (int i = 1; i < pictures.size(); i++) {
            Picture other = pictures.get(i);
            if (other.height != first.height || other.width != first.width) {
                throw new IllegalArgumentException(files.get(i) + " has " + other.height + " x " + other.width + " pixels, but " + files.getFirst() + " "
                        + first.height + " x " + first.width + "; bring all to one size");
            }
        }
        int channels = pictures.stream().allMatch(Picture::isGrey) ? 1 : 3;
        int size = first.height * first.width;
        float[][] values = new float[pictures.size()][channels * size];
        for (int i = 0; i < values.length; i++) {
            int[] pixels = pictures.get(i).pixels;
            for (int channel = 0; channel < channels; channel++) {
                for (int p = 0; p < size; p++) {
                    values[i][channel * size + p] = (pixels[p] >>> (channels == 1 ? 0 : 16 - 8 * channel) & 0xFF) / 255f;
                }
            }
        }
        return new ArraySamples(values, labels, SampleForm.values(channels, first.height, first.width), classNames);
    }
}
