package org.spikewright.simulate.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Selection;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Recorder;

/**
 * Times of spikes in files, sound and broken: replayed, or refused in one sentence, in little time. {@code tests/fuzz spikes} tries more.
 */
class SpikeTimesFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("spikewright.fuzz.mutations", 500);
    private static final int SEED = Integer.getInteger("spikewright.fuzz.seed", 1);
    /** Processor time, so that a busy machine does not look like an endless loop. */
    private static final double LONGEST = 2;
    private static final List<String> PIECES = List.of("0", "3", "4", "-1", "2147483648", "1e3", "0.0015", "1e-300", "1e300", "-0.001", "NaN",
            "Infinity", "-Infinity", "0x1p3", "1d", "x", "", " ", "\t", ",", ";", "\n", "\r\n", "#", "\uFEFF", "\u00A0", "\0", "0 1 2");

    @TempDir
    private Path folder;
    private Path file;
    private final List<String> failures = new ArrayList<>();
    private int refused;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("times.txt");
    }

    private Raster replayed() {
        PopulationNetwork network = new PopulationNetwork("Replayed",
                List.of(Population.of("P", 4, new Population.ReplayedTrains(file, ""))), List.of(), List.of());
        PopulationTask task = new PopulationTask("Replay", network, 1e-3, 1, 1, List.of(new Recorder.Spikes("P", Selection.ALL)), List.of());
        try (PopulationSimulation simulation = PopulationSimulation.open(task, Work.NONE)) {
            simulation.run(0.01, Work.NONE);
            return simulation.spikes("P");
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        Files.writeString(file, "\uFEFF0 0.001\r\n3; 0.002\r\n");
        assertArrayEquals(new int[] {0, 3}, replayed().neurons());
    }

    @Test
    void noTextMakesReplayingThrowOrHang() throws IOException {
        for (int i = 0; i < MUTATIONS && failures.size() < 20; i++) {
            byte[] bytes = bytes(RandomStream.of(SEED, "spikes", i));
            Files.write(file, bytes);
            replay("mutation " + i, bytes);
        }
        assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
        assertTrue(refused > MUTATIONS / 10 && refused < MUTATIONS * 9 / 10, refused + " were refused, so that one part is hardly tried");
    }

    private void replay(String what, byte[] bytes) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        String failure = "";
        try {
            replayed();
        } catch (IllegalArgumentException e) {
            refused++;
            if (!e.getMessage().contains("times.txt") || e.getMessage().lines().count() != 1) {
                failure = "says " + e.getMessage();
            }
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            failure = "throws " + trace;
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) * 1e-9;
        if (failure.isEmpty() && seconds > LONGEST) {
            failure = "takes " + seconds + " s";
        }
        if (!failure.isEmpty()) {
            failures.add(what + " " + failure + "\nwith these times:\n" + new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] bytes(RandomStream random) {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(6); lines > 0; lines--) {
            text.append(random.nextInt(4)).append(" ,;\t".charAt(random.nextInt(4))).append(random.nextInt(12) / 1000.0).append('\n');
        }
        for (int times = random.nextInt(3); times > 0; times--) {
            text.insert(random.nextInt(text.length() + 1), PIECES.get(random.nextInt(PIECES.size())));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 4)) : bytes;
    }
}
