package org.spikewright.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;
import org.spikewright.record.RunRecord;
import org.spikewright.report.Report;

/**
 * Whatever is wrong in a record, its report is written, or refused in one sentence that names the record; it takes no two seconds, no
 * memory that is not there, shows nothing of another record and changes no file but the page. {@code tests/fuzz records} tries more.
 */
class RecordFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("spikewright.fuzz.mutations", 1500);
    private static final int SEED = Integer.getInteger("spikewright.fuzz.seed", 1);
    /** Processor time, so that a busy machine does not look like an endless loop. */
    private static final double LONGEST = 2;
    /** What the report of the record as it was takes is a tenth of that. */
    private static final long MOST_BYTES = 200_000_000;
    private static final String SECRET = "what stands in another record";

    /** A number, a text, a word, a bracket or a mark of JSON. */
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9][0-9.eE+-]*|[a-z]+|[\\[\\]{}:,]");

    private static final List<String> VALUES = List.of("null", "true", "[]", "{}", "\"\"", "\"x\"", "0", "1", "-1", "2", "7", "2147483647",
            "-2147483648", "4294967296", "9223372036854775807", "-9223372036854775808", "1e308", "-1e308", "1e-300", "1e400", "NaN",
            "Infinity", "0.5", "40000", "\"..\"", "\"../other\"", "\"../other/Learn\"", "\"../../other/model/m.spike\"", "\"/etc/passwd\"",
            "\"ABSOLUTE\"", "\"/dev/zero\"", "\"a\\u0000b\"", "\"\\u202Ea\\u001B[2J\"", "\"<script>\"", "[null]", "[[]]", "{\"a\": null}",
            "[1, 2, 3]", "[[[[[[1]]]]]]", "\"DONE\"", "\"RUNNING\"", "\"STATE\"");

    @TempDir
    private Path folder;
    private Path run;
    private Path other;
    private final List<String> failures = new ArrayList<>();
    private int refused;

    @Test
    void noRecordMakesAReportThrowHangOrLeaveItsFolder() throws IOException {
        run = RecordOfAllKinds.write(folder.resolve("run"), "").folder();
        other = RecordOfAllKinds.write(folder.resolve("other"), SECRET).folder();
        Map<Path, byte[]> sound = contents(run);
        Map<Path, byte[]> others = contents(other);
        List<Path> files = List.copyOf(sound.keySet());
        for (int i = 0; i < MUTATIONS && failures.size() < 20; i++) {
            RandomStream random = RandomStream.of(SEED, "records", i);
            Path file = files.get(random.nextInt(files.size()));
            byte[] wrong = sound.get(file);
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                wrong = mutated(file, wrong, random);
            }
            Files.write(file, wrong);
            report("mutation " + i + " of " + run.relativize(file), wrong);
            Files.write(file, sound.get(file));
            Files.deleteIfExists(run.resolve("report.html"));
        }
        assertEquals(sound.keySet(), contents(run).keySet(), "no file came or went");
        others.forEach((file, bytes) -> assertEquals(true, Arrays.equals(bytes, read(file)), file + " is as it was"));
        assertEquals(others.keySet(), contents(other).keySet());
        assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
        assertTrue(refused > MUTATIONS / 10 && refused < MUTATIONS * 9 / 10, refused + " were refused, so that one part is hardly tried");
    }

    private void report(String what, byte[] wrong) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        String problem = "";
        try {
            String page = Files.readString(Report.write(RunRecord.open(run)));
            if (page.contains(SECRET) || page.contains("root:x:0")) {
                problem = "shows what is in another file";
            } else if (page.contains("<script") || page.contains("\u202E") || page.contains("\u001B")) {
                problem = "shows a text as it is";
            }
        } catch (IOException e) {
            refused++;
            String message = String.valueOf(e.getMessage());
            if (!message.contains(run.toString()) || message.lines().count() != 1 || message.length() > 1000) {
                problem = "says: " + message;
            }
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            problem = "throws " + trace;
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) * 1e-9;
        long bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
        if (problem.isEmpty() && seconds > LONGEST) {
            problem = "takes " + seconds + " s";
        }
        if (problem.isEmpty() && bytes > MOST_BYTES) {
            problem = "takes " + bytes + " bytes";
        }
        if (!problem.isEmpty()) {
            failures.add(what + " " + problem + "\nwith this content:\n" + new String(wrong, StandardCharsets.ISO_8859_1));
        }
    }

    private byte[] mutated(Path file, byte[] bytes, RandomStream random) {
        if (file.toString().endsWith(".safetensors") && bytes.length > 8 && random.nextInt(3) > 0) {
            return header(bytes, random);
        }
        if (file.toString().endsWith(".json") && random.nextInt(8) > 0) {
            return json(new String(bytes, StandardCharsets.UTF_8), random).getBytes(StandardCharsets.UTF_8);
        }
        return bytes(bytes, random);
    }

    /** Another value, a value less, a value twice, or two values in each other's place. */
    private String json(String text, RandomStream random) {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        if (tokens.isEmpty()) {
            return text;
        }
        MatchResult token = tokens.get(random.nextInt(tokens.size()));
        MatchResult second = tokens.get(random.nextInt(tokens.size()));
        String value = switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> token.group() + token.group();
            case 2 -> second.group();
            case 3 -> token.group().matches("-?[0-9].*") ? Long.toString((long) ((random.nextDouble() - 0.5) * 100)) : token.group() + ", ";
            default -> VALUES.get(random.nextInt(VALUES.size())).replace("ABSOLUTE", other.resolve("Learn").toString());
        };
        return text.substring(0, token.start()) + value + text.substring(token.end());
    }

    /** The header as JSON that is wrong, with its right length. */
    private byte[] header(byte[] bytes, RandomStream random) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = file.getLong(0);
        if (length < 0 || length > bytes.length - 8) {
            return bytes(bytes, random);
        }
        byte[] header = json(new String(bytes, 8, (int) length, StandardCharsets.UTF_8), random).getBytes(StandardCharsets.UTF_8);
        ByteBuffer wrong = ByteBuffer.allocate(8 + header.length + bytes.length - 8 - (int) length).order(ByteOrder.LITTLE_ENDIAN);
        return wrong.putLong(header.length).put(header).put(bytes, 8 + (int) length, bytes.length - 8 - (int) length).array();
    }

    /** Bytes changed, cut off, or added. */
    private static byte[] bytes(byte[] bytes, RandomStream random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(bytes.length);
        byte[] wrong = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(2 * bytes.length)) : bytes.clone();
        if (at < wrong.length) {
            wrong[at] = (byte) random.nextInt(256);
        }
        return wrong;
    }

    private static Map<Path, byte[]> contents(Path folder) throws IOException {
        Map<Path, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> contents.put(file, read(file)));
        }
        return contents;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
