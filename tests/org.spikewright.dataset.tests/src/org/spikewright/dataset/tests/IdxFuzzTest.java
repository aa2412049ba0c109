package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.IdxFiles;
import org.spikewright.dataset.Samples;

/**
 * Whatever is wrong in files of samples, they are read, or refused in one sentence that names one of them, in little time and memory.
 * {@code tests/fuzz samples} tries more.
 */
class IdxFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("spikewright.fuzz.mutations", 1500);
    private static final int SEED = Integer.getInteger("spikewright.fuzz.seed", 1);
    /** Processor time, so that a busy machine does not look like an endless loop. */
    private static final double LONGEST = 2;
    private static final long MOST_BYTES = 50_000_000;
    private static final int[] EXTENTS = {0, 1, 2, 3, 7, 255, 1 << 16, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};

    @TempDir
    private Path folder;
    private Path images;
    private Path labels;
    private final List<String> failures = new ArrayList<>();
    private int refused;

    @Test
    void noFileMakesReadingThrowOrHang() throws IOException {
        images = folder.resolve("images");
        labels = folder.resolve("labels");
        for (int i = 0; i < MUTATIONS && failures.size() < 20; i++) {
            RandomStream random = RandomStream.of(SEED, "samples", i);
            int type = new int[] {8, 8, 9, 11, 12, 13, 14}[random.nextInt(7)];
            byte[] pictures = idx(type, new int[] {4, 2, 3}, 24 * size(type), random);
            int labelType = random.nextInt(4) == 0 ? 12 : 8;
            byte[] classes = idx(labelType, new int[] {4}, 4 * size(labelType), random);
            if (random.nextBoolean()) {
                pictures = wrong(pictures, random);
            }
            if (random.nextBoolean()) {
                classes = wrong(classes, random);
            }
            Files.write(images, random.nextInt(3) == 0 ? packed(pictures, random) : pictures);
            Files.write(labels, random.nextInt(3) == 0 ? packed(classes, random) : classes);
            read("mutation " + i);
        }
        assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
        assertTrue(refused > MUTATIONS / 10 && refused < MUTATIONS * 9 / 10, refused + " were refused, so that one part is hardly tried");
    }

    private void read(String what) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        String problem = "";
        try {
            Samples samples = IdxFiles.samples(images, labels);
            float[] values = new float[samples.length()];
            for (int i = 0; i < samples.size(); i++) {
                samples.read(i, values);
                if (samples.label(i) < 0 || samples.label(i) >= samples.classes()) {
                    problem = "has a label that is no class";
                }
                for (float value : values) {
                    problem = value >= 0 && value <= 1 ? problem : "has the value " + value;
                }
            }
        } catch (DataException e) {
            refused++;
            if (!e.getMessage().contains(images.toString()) && !e.getMessage().contains(labels.toString()) || e.getMessage().lines().count() != 1) {
                problem = "says: " + e.getMessage();
            }
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            problem = "throws " + trace;
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) * 1e-9;
        long bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
        if (problem.isEmpty() && (seconds > LONGEST || bytes > MOST_BYTES)) {
            problem = "takes " + seconds + " s and " + bytes + " bytes";
        }
        if (!problem.isEmpty()) {
            failures.add(what + " " + problem + "\nimages " + HexFormat.of().formatHex(Files.readAllBytes(images)) + "\nlabels "
                    + HexFormat.of().formatHex(Files.readAllBytes(labels)));
        }
    }

    private static int size(int type) {
        return type == 14 ? 8 : type >= 12 ? 4 : type == 11 ? 2 : 1;
    }

    private static byte[] idx(int type, int[] extents, int bytes, RandomStream random) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + bytes).putInt(type << 8 | extents.length);
        Arrays.stream(extents).forEach(file::putInt);
        // A first byte of 0x3E or 0x3F makes a floating-point number of about 1 or less.
        while (file.remaining() >= size(type)) {
            byte[] element = new byte[size(type)];
            boolean isWhole = type < 13;
            element[isWhole ? element.length - 1 : 0] = (byte) (random.nextInt(3) == 0 ? 0 : isWhole ? random.nextInt(128) : 0x3E + random.nextInt(2));
            file.put(element);
        }
        return file.array();
    }

    private static byte[] wrong(byte[] bytes, RandomStream random) {
        byte[] wrong = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> ByteBuffer.wrap(wrong).putInt(4 + 4 * random.nextInt(Math.max(1, wrong[3])), EXTENTS[random.nextInt(EXTENTS.length)]);
            case 1 -> wrong = Arrays.copyOf(wrong, random.nextInt(2 * wrong.length));
            case 2 -> wrong[random.nextInt(Math.min(16, wrong.length))] = (byte) random.nextInt(256);
            default -> wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return wrong;
    }

    private static byte[] packed(byte[] bytes, RandomStream random) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        byte[] whole = packed.toByteArray();
        if (random.nextInt(3) == 0) {
            whole[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole;
    }
}
