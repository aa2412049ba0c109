package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;
import org.spikewright.compile.Elaboration;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.network.Network;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.PopulationNetwork;

/**
 * Lists of connections in files, sound and broken: read, or refused with a finding of one sentence, in little time. {@code tests/fuzz
 * connections} tries more.
 */
class ConnectionFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("spikewright.fuzz.mutations", 1500);
    private static final int SEED = Integer.getInteger("spikewright.fuzz.seed", 1);
    /** Processor time, so that a busy machine does not look like an endless loop. */
    private static final double LONGEST = 2;
    private static final List<String> PIECES = List.of("0", "1", "3", "4", "-1", "2147483648", "4294967295", "1e3", "1.5", "+2", "x", "", " ", "\t",
            ",", ";", "\n", "\r\n", "#", "# note\n", "\uFEFF", "\u00A0", "\u202E", "\0", "0 1 2", "٣");

    @TempDir
    private Path folder;
    private Path list;
    private ModelFile model;
    private final List<String> failures = new ArrayList<>();
    private int refused;

    @BeforeEach
    void readModel() throws IOException {
        list = Files.writeString(folder.resolve("pairs.txt"), "0 1\n");
        Path file = Files.writeString(folder.resolve("m.spike"), """
                package m
                import std.neuron.*
                network N {
                    population A : DeltaPoint [4]
                    connect A -> A by listed("pairs.txt") weight 1 mV delay 1 ms
                }
                """);
        model = new Language().read(file, "m.spike");
        assertEquals(List.of(), model.check());
    }

    /** What the network becomes of the list as it is now: for a model that has been read, the one that was there counts. */
    private Optional<PopulationNetwork> elaborated(List<String> problems) {
        Network network = new Language().read(model.path(), "m.spike").model().orElseThrow().getDeclarations().stream()
                .filter(Network.class::isInstance).map(Network.class::cast).findFirst().orElseThrow();
        return new Elaboration((_, message, _, _) -> problems.add(message)).populations(network);
    }

    /** As editors on Windows write it: with a byte order mark, and two signs at the end of each line. */
    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        Files.writeString(list, "\uFEFF0 1\r\n2, 3\r\n");
        ConnectionRule.Listed listed = assertInstanceOf(ConnectionRule.Listed.class,
                elaborated(new ArrayList<>()).orElseThrow().projections().getFirst().rule());
        assertArrayEquals(new int[] {0, 2}, listed.sources());
        assertArrayEquals(new int[] {1, 3}, listed.targets());
    }

    @Test
    void numbersThatAreNoNeuronsAreShownAsTheyAre() throws IOException {
        Files.writeString(list, "0 1\n0 4294967295\n");
        List<String> problems = new ArrayList<>();
        assertTrue(elaborated(problems).isEmpty());
        assertTrue(problems.getFirst().contains("pairs.txt line 2 is not two whole numbers: 0 4294967295"), problems.getFirst());
    }

    @Test
    void noListMakesTheLanguageThrowOrHang() throws IOException {
        for (int i = 0; i < MUTATIONS && failures.size() < 20; i++) {
            byte[] bytes = bytes(RandomStream.of(SEED, "connections", i));
            Files.write(list, bytes);
            elaborate("mutation " + i, bytes);
        }
        assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
        assertTrue(refused > MUTATIONS / 10 && refused < MUTATIONS * 9 / 10, refused + " were refused, so that one part is hardly tried");
    }

    private void elaborate(String what, byte[] bytes) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<String> problems = new ArrayList<>();
        String failure = "";
        try {
            boolean isRead = elaborated(problems).isPresent();
            refused += isRead ? 0 : 1;
            if (isRead != problems.isEmpty()) {
                failure = "is " + (isRead ? "read" : "not read") + " with " + problems;
            } else if (problems.stream().anyMatch(problem -> problem.lines().count() != 1)) {
                failure = "says " + problems;
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
            failures.add(what + " " + failure + "\nwith this list:\n" + new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] bytes(RandomStream random) {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(6); lines > 0; lines--) {
            text.append(random.nextInt(4)).append(" ,;\t".charAt(random.nextInt(4))).append(random.nextInt(4)).append('\n');
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
