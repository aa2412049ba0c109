package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.common.RandomStream;

/** Networks learn from files of each kind that data sets are read from: tasks that anybody sees, with two classes. */
class DataFilesTest {

    private static final int EACH = 30;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private static String model(String data, int inputs, String step) {
        return "package files\nimport std.neuron.*\n" + data + "\nnetwork N { input x : [" + inputs + "] h = x -> dense(24) -> Leaky(tau = 20 ms)"
                + " y = h -> dense(2) -> Integrator(tau = 40 ms) output y }\n"
                + "train Learn { network N data D loss crossEntropy optimizer adam(0.01) batch 8 epochs 30 " + step + " seed 1 }\n";
    }

    private double accuracy(String text) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        assertEquals(ExitCode.DONE, shell.run("check", "m.spike"), shell.out() + shell.err());
        assertEquals("", shell.err(), "no finding");
        assertEquals(ExitCode.DONE, shell.run("run", "m.spike", "Learn", "--json", "m.json"), shell.err());
        JsonObject metrics = shell.metrics("m.json", "Learn");
        return metrics.get("test.accuracy").getAsDouble();
    }

    private static void assertLeast(double least, double accuracy) {
        assertTrue(accuracy >= least, "accuracy " + accuracy);
    }

    private void refused(String text, String... words) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        int code = shell.run("run", "m.spike", "Learn");
        assertTrue(code != ExitCode.DONE, shell.out());
        for (String word : words) {
            assertTrue(shell.err().contains(word), word + ": " + shell.err());
        }
        assertTrue(shell.errLines().stream().noneMatch(line -> line.startsWith("\tat ") || line.contains("mistake in Spikewright")), shell.err());
    }

    @Test
    void soundsAreTold() throws IOException {
        for (int i = 0; i < 2 * EACH; i++) {
            RandomStream random = RandomStream.of(1, "sound", i);
            double pitch = (i % 2 == 0 ? 400 : 1500) * (0.9 + 0.2 * random.nextDouble());
            int length = 1200 + random.nextInt(800);
            Path file = directory.resolve("sounds/" + (i % 2 == 0 ? "low" : "high") + "_" + i + ".wav");
            Files.createDirectories(file.getParent());
            Files.write(file, wav(length, 8000, t -> (t < 400 ? 0 : 0.5) * Math.sin(2 * Math.PI * pitch * t / 8000) + 0.02 * (random.nextDouble() - 0.5)));
        }
        String data = "dataset D { read signals(\"sounds\", length = 0.2 s) -> logMel(12, window = 32 ms, hop = 16 ms) -> standardise encode %s }";
        assertLeast(0.95, accuracy(model(data.formatted("frames(11)"), 12, "step 16 ms")));
        assertLeast(0.8, accuracy(model(data.formatted("delta(0.5, steps = 11)"), 24, "step 16 ms")));
        refused(model(data.formatted("frames(12)"), 12, "step 16 ms"), "frames(11)");
        refused(model(data.formatted("frames(11)"), 13, "step 16 ms"), "but the input of 'N' is [13]");
        refused(model(data.formatted("rate(11)"), 132, ""), "normalise");
        byte[] whole = Files.readAllBytes(directory.resolve("sounds/low_0.wav"));
        Files.write(directory.resolve("sounds/low_0.wav"), Arrays.copyOf(whole, 500));
        refused(model(data.formatted("frames(11)"), 12, "step 16 ms"), "low_0.wav", "ends early");
        Files.write(directory.resolve("sounds/low_0.wav"), new byte[] {'R', 'I', 'F', 'F', 9, 0, 0, 0});
        refused(model(data.formatted("frames(11)"), 12, "step 16 ms"), "low_0.wav");
    }

    @Test
    void trainsOfSpikesAreTold() throws IOException {
        for (int i = 0; i < 2 * EACH; i++) {
            RandomStream random = RandomStream.of(1, "trains", i);
            StringBuilder text = new StringBuilder("time channel\n");
            for (int k = 0; k < 40; k++) {
                text.append(String.format(Locale.ROOT, "%.6f %d%n", 0.1 * random.nextDouble(), (i % 2) * 5 + random.nextInt(5)));
            }
            Path file = directory.resolve("trains/" + (i % 4 < 3 ? "Train" : "Test") + "/" + i % 2 + "/s" + i + ".csv");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        // Of four files three are to learn from; the fourth, of the second class, is joined by one of the first.
        Files.createDirectories(directory.resolve("trains/Test/0"));
        Files.move(directory.resolve("trains/Train/0/s0.csv"), directory.resolve("trains/Test/0/s0.csv"));
        String data = "dataset D { read spikeTrains(\"trains\", format = \"csv\") -> bins(5 ms, count = 20) encode recorded(20) }";
        assertLeast(0.9, accuracy(model(data, 10, "step 5 ms")));
        Path record = org.spikewright.record.RunRecord.list(directory.resolve("runs")).getLast();
        assertEquals(ExitCode.DONE, shell.run("repeat", record.toString()), shell.err());
        assertTrue(shell.out().contains("identical"), shell.out());
        Files.writeString(directory.resolve("trains/Test/0/s0.csv"), "0.01 1\n");
        assertTrue(shell.run("repeat", record.toString()) != ExitCode.DONE);
        assertTrue((shell.out() + shell.err()).contains("s0.csv"), shell.out() + shell.err());
    }

    @Test
    void picturesAreTold() throws IOException {
        for (int i = 0; i < 2 * EACH; i++) {
            RandomStream random = RandomStream.of(1, "pictures", i);
            BufferedImage picture = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < 12; y++) {
                for (int x = 0; x < 12; x++) {
                    int bright = (i % 2 == 0 ? y < 6 : x < 6) ? 120 + random.nextInt(120) : random.nextInt(60);
                    picture.setRGB(x, y, bright << 16 | bright << 8 | random.nextInt(40));
                }
            }
            Path file = directory.resolve("pictures/" + (i % 2 == 0 ? "top" : "left") + "/" + i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        }
        assertLeast(0.95, accuracy(model("dataset D { read images(\"pictures\") -> resize([6, 6]) augment [shift(1), dropout(0.1)] encode direct(8) }",
                3 * 36, "")));
        ImageIO.write(new BufferedImage(11, 12, BufferedImage.TYPE_INT_RGB), "png", directory.resolve("pictures/top/0.png").toFile());
        refused(model("dataset D { read images(\"pictures\") encode direct(8) }", 432, ""), "0.png", "12 x 11 pixels");
    }

    @Test
    void arraysAreTold() throws IOException {
        float[] x = new float[2 * EACH * 4];
        byte[] y = new byte[2 * EACH];
        for (int i = 0; i < y.length; i++) {
            RandomStream random = RandomStream.of(1, "arrays", i);
            y[i] = (byte) (i % 2);
            for (int k = 0; k < 4; k++) {
                x[4 * i + k] = (float) (1000 * (k == 1 + y[i] ? 3 : 1) + 300 * random.nextDouble());
            }
        }
        ByteBuffer values = ByteBuffer.allocate(4 * x.length).order(ByteOrder.LITTLE_ENDIAN);
        values.asFloatBuffer().put(x);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(directory.resolve("table.npz")))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(npy("<f4", "(60, 4)", values.array()));
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(npy("|u1", "(60,)", y));
        }
        assertLeast(0.95, accuracy(model("dataset D { read arrays(\"table.npz\") -> standardise encode direct(8) }", 4, "")));
        assertLeast(0.9, accuracy(model("dataset D { read arrays(\"table.npz\") -> normalise encode placeCode(6, steps = 10) }", 24, "")));
        refused(model("dataset D { read arrays(\"none.npz\") encode direct(8) }", 4, ""), "none.npz");
        Files.write(directory.resolve("table.npz"), new byte[] {'P', 'K', 3, 4, 7});
        refused(model("dataset D { read arrays(\"table.npz\") encode direct(8) }", 4, ""), "table.npz");
    }

    private static byte[] npy(String type, String shape, byte[] values) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        bytes.write(header.getBytes(StandardCharsets.US_ASCII));
        bytes.write(values);
        return bytes.toByteArray();
    }

    private static byte[] wav(int length, int rate, IntToDoubleFunction value) {
        ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * length).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(16).putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * length);
        for (int t = 0; t < length; t++) {
            bytes.putShort((short) Math.round(32767 * value.applyAsDouble(t)));
        }
        return bytes.array();
    }
}
