package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.IdxArray;
import org.spikewright.dataset.IdxFiles;
import org.spikewright.dataset.Samples;

class IdxFilesTest {

    @TempDir
    Path folder;
    private Path images;
    private Path labels;

    @BeforeEach
    void writeSamples() throws IOException {
        images = folder.resolve("images");
        labels = folder.resolve("labels");
        Files.write(images, idx(8, new int[] {2, 2, 3}, 0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6));
        Files.write(labels, idx(8, new int[] {2}, 1, 2));
    }

    @Test
    void bytesBecomeValuesFromZeroToOne() {
        Samples samples = IdxFiles.samples(images, labels);
        float[] values = new float[6];
        samples.read(0, values);
        assertArrayEquals(new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1}, values, 1e-6f);
        assertArrayEquals(new int[] {2, 3}, samples.extents());
        assertEquals(2, samples.label(1));
        assertEquals(3, samples.classes());
    }

    /** One number stands for 1 in both parts, so that equal images are equal samples, whatever else the other part holds. */
    @Test
    void bothPartsAreDividedByTheLargestTrainingValue() throws IOException {
        for (int type : new int[] {11, 12}) {
            ByteBuffer train = shorts(type, 0, 40, 100, 200);
            ByteBuffer test = shorts(type, 0, 40, 100, 2000);
            write("train", train);
            write("t10k", test);
            DataSet data = IdxFiles.directory(folder);
            float[] learnt = new float[4];
            float[] tested = new float[4];
            data.train().read(0, learnt);
            data.test().read(0, tested);
            assertArrayEquals(new float[] {0, 0.2f, 0.5f, 1}, learnt, 1e-6f);
            assertArrayEquals(new float[] {0, 0.2f, 0.5f, 10}, tested, 1e-6f);
            for (Encoder encoder : List.of(new Encoder.Rate(6), new Encoder.Latency(6))) {
                int[] ends = new int[6];
                int[] neurons = new int[24];
                encoder.encode(tested, 4, new Random(1), ends, 0, neurons, new float[0], 0);
                int brightest = (int) Arrays.stream(neurons, 0, ends[5]).filter(neuron -> neuron == 3).count();
                assertEquals(encoder instanceof Encoder.Rate ? 6 : 1, brightest, "what is above 1 counts as 1");
                assertEquals(3, neurons[ends[0] - 1], "and so from the first step on");
            }
        }
        write("train", shorts(11, 0, 255, 510, 51));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(8, new int[] {1, 2, 2}, 0, 51, 255, 0));
        float[] tested = new float[4];
        IdxFiles.directory(folder).test().read(0, tested);
        assertArrayEquals(new float[] {0, 0.1f, 0.5f, 0}, tested, 1e-6f, "bytes beside larger numbers");
    }

    /** An image of two by two values. */
    private static ByteBuffer shorts(int type, int... values) {
        ByteBuffer file = ByteBuffer.allocate(16 + (type == 11 ? 2 : 4) * values.length).put(new byte[] {0, 0, (byte) type, 3}).putInt(1)
                .putInt(2).putInt(2);
        for (int value : values) {
            if (type == 11) {
                file.putShort((short) value);
            } else {
                file.putInt(value);
            }
        }
        return file;
    }

    private void write(String part, ByteBuffer pictures) throws IOException {
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), pictures.array());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), idx(8, new int[] {1}, 1));
    }

    @Test
    void compressedFilesAreKnownByTheirContent() throws IOException {
        Files.write(images, zipped(Files.readAllBytes(images)));
        assertEquals(2, IdxFiles.samples(images, labels).size());
    }

    @ParameterizedTest
    @CsvSource({"9, 1, -2", "11, 2, -300", "12, 4, 70000", "13, 4, 0.5", "14, 8, -0.25"})
    void allElementTypesAreRead(int code, int size, double value) throws IOException {
        ByteBuffer element = ByteBuffer.allocate(size);
        switch (code) {
            case 9 -> element.put((byte) value);
            case 11 -> element.putShort((short) value);
            case 12 -> element.putInt((int) value);
            case 13 -> element.putFloat((float) value);
            default -> element.putDouble(value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(idx(code, new int[] {2}));
        bytes.write(new byte[size]);
        bytes.write(element.array());
        Files.write(images, bytes.toByteArray());
        IdxArray array = IdxArray.read(images);
        assertEquals(2, array.size());
        assertEquals(value, array.value(1));
    }

    @Test
    void integersAreScaledByTheLargest() throws IOException {
        Files.write(images, idx(12, new int[] {2, 1}, 0, 0, 0, 50, 0, 0, 1, 0x90));
        float[] value = new float[1];
        IdxFiles.samples(images, labels).read(0, value);
        assertEquals(50f / 400, value[0]);
    }

    @Test
    void aTruncatedFileTellsHowMuchIsMissing() throws IOException {
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 20));
        assertError(images + " is truncated: expected 28 bytes, found 20 (unpacked); download it again");
    }

    @Test
    void truncatedCompressionIsDamage() throws IOException {
        byte[] whole = zipped(Files.readAllBytes(images));
        Files.write(images, Arrays.copyOf(whole, whole.length - 12));
        assertError(images + " is damaged: its gzip data ends early or is corrupt, download it again");
    }

    @Test
    void anotherFileIsNotAnIdxFile() throws IOException {
        Files.writeString(images, "PNG, perhaps");
        assertError(images
                + " is not an IDX file: it starts with 50 4E 47 2C where 00 00, a type from 08 to 0E and the number"
                + " of axes are expected; name an IDX file");
    }

    @Test
    void anEmptyFileIsNotAnIdxFile() throws IOException {
        Files.write(images, new byte[0]);
        assertError(
                images + " is not an IDX file: it starts with nothing where 00 00, a type from 08 to 0E and the number"
                        + " of axes are expected; name an IDX file");
    }

    @Test
    void moreBytesThanTheExtentsTakeAreRefused() throws IOException {
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 29));
        assertError(images
                + " goes on after the 28 bytes that its extents [2, 2, 3] take: the file is damaged, download it again");
    }

    @Test
    void extentsBeyondMemoryAreRefused() throws IOException {
        Files.write(images, idx(8, new int[] {1 << 30, 1 << 30, 1 << 30}));
        assertError(images
                + " has extents [1073741824, 1073741824, 1073741824], more than fits in memory: check that the file is"
                + " whole and an IDX file");
    }

    /** In the file extents have no sign. */
    @Test
    void extentsAreShownAsTheyAreMeant() throws IOException {
        Files.write(images, idx(8, new int[] {(int) 4_000_000_000L, 28, 28}));
        assertError(images + " has extents [4000000000, 28, 28], more than fits in memory: check that the file is whole and an IDX file");
        Files.write(images, idx(8, new int[] {-1, 0}));
        assertError(images + " has extents [4294967295, 0], more than fits in memory: check that the file is whole and an IDX file");
    }

    @Test
    void samplesWithoutValuesAreRefusedByTheNameOfTheirFile() throws IOException {
        Files.write(images, idx(8, new int[] {2, 0, 3}));
        assertError(images + " holds samples of extents [0, 3], which have no values: name a file whose samples have some");
    }

    /** A header that promises 1 GB above a few bytes. */
    @Test
    void whatCannotBeInAPackedFileIsNotWaitedFor() throws IOException {
        Files.write(images, zipped(idx(8, new int[] {2, 1 << 29})));
        DataException e = assertThrows(DataException.class, () -> IdxFiles.samples(images, labels));
        assertTrue(e.getMessage().startsWith(images + " is truncated: expected 1073741836 bytes (unpacked), which its "), e.getMessage());
    }

    /** Two gigabytes of zeros pack into two megabytes; their extents stand in the first bytes. */
    @Test
    void samplesThatDoNotFitAreRefusedBeforeTheyAreUnpacked() throws IOException {
        int count = 200;
        byte[] large = Arrays.copyOf(idx(8, new int[] {count, 1000, 1000}), 16 + count * 1_000_000);
        for (String part : new String[] {"train", "t10k"}) {
            Files.write(folder.resolve(part + "-images-idx3-ubyte.gz"), zipped(large));
            Files.write(folder.resolve(part + "-labels-idx1-ubyte"), Arrays.copyOf(idx(8, new int[] {count}), 8 + count));
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> IdxFiles.directory(folder, extents -> {
            throw new IllegalStateException(Arrays.toString(extents));
        }));
        assertEquals("[1000, 1000]", refused.getMessage());
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 10_000_000, allocated + " bytes");
    }

    @Test
    void pipesAndFoldersAreNoIdxFiles() throws Exception {
        Files.delete(images);
        Files.createDirectory(images);
        assertError(images + " is no file: name an IDX file");
        Files.delete(images);
        assumeTrue(new ProcessBuilder("mkfifo", images.toString()).start().waitFor() == 0, "mkfifo makes pipes");
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertError(images + " is no file: name an IDX file"));
    }

    /** The test part has one class more than the training part. */
    @Test
    void classesAreThoseOfBothParts() throws IOException {
        for (String part : new String[] {"train", "t10k"}) {
            Files.copy(images, folder.resolve(part + "-images-idx3-ubyte"));
            Files.write(folder.resolve(part + "-labels-idx1-ubyte"), idx(8, new int[] {2}, 1, part.equals("train") ? 2 : 3));
        }
        DataSet data = IdxFiles.directory(folder);
        assertEquals(3, data.train().classes());
        assertEquals(4, data.classes());
        assertEquals(List.of("0", "1", "2", "3"), data.classNames());
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(images);
        assertError(images + " does not exist: put the file there or name another");
    }

    @Test
    void labelsMustBelongToTheSamples() throws IOException {
        Files.write(labels, idx(8, new int[] {3}, 0, 1, 2));
        assertError(labels + " has labels of extents [3] for the 2 samples of " + images
                + ": name the labels that belong to these samples");
    }

    @ParameterizedTest
    @CsvSource({"-, ''", "., ''", "-, .gz", "., .gz"})
    void theUsualNamesAreFound(String separator, String end) throws IOException {
        for (String part : new String[] {"train", "t10k"}) {
            Files.copy(images, folder.resolve(part + "-images" + separator + "idx3-ubyte" + end));
            Files.copy(labels, folder.resolve(part + "-labels" + separator + "idx1-ubyte" + end));
        }
        DataSet data = IdxFiles.directory(folder);
        assertEquals(2, data.train().size());
        assertEquals(2, data.test().size());
    }

    @Test
    void aDirectoryWithoutTheFilesTellsWhichOneIsMissing() {
        DataException e = assertThrows(DataException.class, () -> IdxFiles.directory(folder));
        assertEquals(
                folder + " has no file train-images-idx3-ubyte (or with .gz): put it there or name another directory",
                e.getMessage());
    }

    private void assertError(String message) {
        DataException e = assertThrows(DataException.class, () -> IdxFiles.samples(images, labels));
        assertEquals(message, e.getMessage());
    }

    private static byte[] idx(int type, int[] extents, int... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * extents.length + elements.length);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) extents.length);
        for (int extent : extents) {
            bytes.putInt(extent);
        }
        for (int element : elements) {
            bytes.put((byte) element);
        }
        return bytes.array();
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
