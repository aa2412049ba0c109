package org.spikewright.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Data sets as pairs of IDX files, one of images and one of labels. */
public final class IdxFiles {

    private IdxFiles() {
    }

    /**
     * The data set of a directory that holds {@code train-images}, {@code train-labels}, {@code t10k-images} and
     * {@code t10k-labels}, under the usual names ({@code train-images-idx3-ubyte.gz}, {@code train-images.idx3-ubyte},
     * …).
     *
     * @throws DataException if a file is missing or unreadable, or images and labels do not fit each other
     */
    public static DataSet directory(Path directory) {
        return directory(directory, _ -> {
            // any extents are welcome
        });
    }

    /**
     * The data set of a directory; see {@link #directory(Path)}.
     *
     * @param wanted throws if samples of such extents are of no use; asked before they are read
     */
    public static DataSet directory(Path directory, Consumer<int[]> wanted) {
        if (!Files.isDirectory(directory)) {
            throw new DataException(directory + " is not a directory: name the directory that holds the IDX files");
        }
        Part train = Part.read(find(directory, "train", "images", 3), find(directory, "train", "labels", 1), wanted);
        Part test = Part.read(find(directory, "t10k", "images", 3), find(directory, "t10k", "labels", 1), wanted);
        if (!Arrays.equals(train.extents(), test.extents())) {
            throw new DataException(directory + " has training images of " + Arrays.toString(train.extents())
                    + " and test images of " + Arrays.toString(test.extents()) + ": put files of one data set there");
        }
        double whole = train.whole();
        return new DataSet(directory.getFileName().toString(), train.samples(whole), test.samples(whole));
    }

    /**
     * The four files of a directory.
     *
     * @throws DataException if one is missing
     */
    public static List<Path> of(Path directory) {
        return Stream.of("train", "t10k").flatMap(part -> Stream.of(find(directory, part, "images", 3), find(directory, part, "labels", 1)))
                .toList();
    }

    private static Path find(Path directory, String part, String content, int axes) {
        return Stream.of("-", ".").map(separator -> part + "-" + content + separator + "idx" + axes + "-ubyte")
                .flatMap(name -> Stream.of(name, name + ".gz")).map(directory::resolve).filter(Files::isRegularFile)
                .findFirst().orElseThrow(() -> new DataException(directory + " has no file " + part + "-" + content
                        + "-idx" + axes + "-ubyte (or with .gz): put it there or name another directory"));
    }

    /**
     * Samples from a file of images and a file of labels. Bytes from 0 to 255 become 0 to 1; values of other types are
     * divided by the largest of them if that is above 1. In a data set, it is the largest of the training part, for both.
     *
     * @throws DataException if a file is unreadable or the two do not fit each other
     */
    public static Samples samples(Path images, Path labels) {
        Part part = Part.read(images, labels, _ -> {
            // any extents are welcome
        });
        return part.samples(part.whole());
    }

    /**
     * Images and their labels, as they are in the files.
     *
     * @param file of the images
     * @param extents of one of them
     */
    private record Part(Path file, IdxArray images, int[] labels, int[] extents) {

        /** The largest byte. */
        private static final double BYTE = 255;

        static Part read(Path images, Path labels, Consumer<int[]> wanted) {
            int[] all = IdxArray.header(images).extents();
            int[] labelled = IdxArray.header(labels).extents();
            int count = all[0];
            if (labelled.length != 1 || labelled[0] != count) {
                throw new DataException(labels + " has labels of extents " + Arrays.toString(labelled)
                        + " for the " + count + " samples of " + images + ": name the labels that belong to these samples");
            }
            if (count == 0) {
                throw new DataException(images + " holds no samples: name a file that holds some");
            }
            int[] extents = all.length == 1 ? new int[] {1} : Arrays.copyOfRange(all, 1, all.length);
            if (Arrays.stream(extents).anyMatch(extent -> extent == 0)) {
                throw new DataException(images + " holds samples of extents " + Arrays.toString(extents)
                        + ", which have no values: name a file whose samples have some");
            }
            wanted.accept(extents);
            return new Part(images, IdxArray.read(images), classes(labels, IdxArray.read(labels)), extents);
        }

        private static int[] classes(Path file, IdxArray array) {
            int[] labels = new int[array.size()];
            for (int i = 0; i < labels.length; i++) {
                double value = array.value(i);
                if (value < 0 || value > 100_000 || value != Math.rint(value)) {
                    throw new DataException(file + " has the label " + value + " at position " + i
                            + ", which is no class number: name a file of labels");
                }
                labels[i] = (int) value;
            }
            return labels;
        }

        /** The value that stands for 1: the largest byte, or the largest value of other types, but 1 at least. */
        double whole() {
            if (images.type() == IdxArray.Type.UNSIGNED_BYTE) {
                return BYTE;
            }
            double largest = 1;
            for (int i = 0; i < images.size(); i++) {
                largest = Math.max(largest, value(i));
            }
            return largest;
        }

        private double value(int i) {
            double value = images.value(i);
            if (!(value >= 0 && value <= Double.MAX_VALUE)) {
                throw new DataException(file + " has the value " + value + " at position " + i
                        + ", but samples must not be negative: shift them first");
            }
            return value;
        }

        /** The samples, in which a value stands for 1. */
        Samples samples(double whole) {
            List<String> names = IntStream.rangeClosed(0, Arrays.stream(labels).max().orElse(0)).mapToObj(Integer::toString)
                    .toList();
            if (images.type() == IdxArray.Type.UNSIGNED_BYTE && whole == BYTE && names.size() <= 256) {
                byte[] small = new byte[labels.length];
                for (int i = 0; i < small.length; i++) {
                    small[i] = (byte) labels[i];
                }
                return new ByteSamples(images.bytes(), small, extents, names);
            }
            int length = images.size() / labels.length;
            float[][] values = new float[labels.length][length];
            for (int i = 0; i < images.size(); i++) {
                values[i / length][i % length] = (float) (value(i) / whole);
            }
            return new ArraySamples(values, labels, extents, names);
        }
    }
}
