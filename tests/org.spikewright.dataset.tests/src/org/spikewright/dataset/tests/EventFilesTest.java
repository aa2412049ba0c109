package org.spikewright.dataset.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.EventSamples;
import org.spikewright.dataset.Events;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Subset;
import org.spikewright.dataset.internal.event.EventFolders;
import org.spikewright.testing.engine.SharedData;

/** Recordings of event cameras and of channels, in the formats that they come in. {@code tests/fuzz events} tries more broken ones. */
class EventFilesTest {

    @TempDir
    private Path folder;

    /** What other decoders found in real recordings; see the source note beside them. */
    @ParameterizedTest
    @CsvSource({"dat_sample_ncars.dat, 4407, 1671", "sample_ncars.dat, 2009, 1350", "evt2_sparklers.raw, 521252, 185861",
            "evt3_pedestrians_small.raw, 5000, -1", "sample_nmnist.bin, 4325, 2145"})
    void realRecordingsHaveAsManyEvents(String file, int count, int brighter) throws IOException {
        Events events = twice(SharedData.path("event-formats/" + file), 720, 1280);
        assertEquals(count, events.count());
        if (brighter >= 0) {
            assertEquals(brighter, IntStream.of(events.places()).filter(place -> place >= 720 * 1280).count());
        }
    }

    @ParameterizedTest
    @CsvSource({"dat_sample_ncars, .dat", "evt3_pedestrians_small, .raw"})
    void everyEventIsWhereOtherDecodersFoundIt(String name, String ending) throws IOException {
        Path data = SharedData.path("event-formats/" + name + ending);
        Events events = twice(data, 720, 1280);
        // Rows of a structured array: u8 or i8 time, i2 x, i2 y, u1 polarity.
        byte[] expected = Files.readAllBytes(SharedData.path("event-formats/" + name + ".npy"));
        int header = 10 + ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        ByteBuffer rows = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
        int size = (expected.length - header) / events.count();
        for (int i = 0; i < events.count(); i++) {
            int at = header + i * size;
            int place = ((rows.get(at + 12) == 0 ? 0 : 1) * 720 + rows.getShort(at + 10)) * 1280 + rows.getShort(at + 8);
            assertEquals(place, events.places()[i], "event " + i);
        }
    }

    @Test
    void theClockOfEvt3IsThatOfItsSpecification() throws IOException {
        Events events = twice(SharedData.path("event-formats/evt3_pedestrians_small.raw"), 720, 1280);
        assertEquals(0, events.micros()[0]);
        assertEquals(5885714 - 5840504, events.last());
    }

    @Test
    void aedatOfOldVersionsIsRefusedWithARemedy() {
        DataException refused = assertThrows(DataException.class,
                () -> twice(SharedData.path("event-formats/sample_aedat_header.aedat"), 128, 128));
        assertTrue(refused.getMessage().contains("AEDAT 2") && refused.getMessage().contains("save it as AEDAT 3.1"), refused.getMessage());
    }

    @Test
    void eventsOfAedat3ComeFromTheirPackets() throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(28 + 24).order(ByteOrder.LITTLE_ENDIAN);
        packet.putShort((short) 1).putShort((short) 1).putInt(8).putInt(4).putInt(1).putInt(3).putInt(3).putInt(3);
        packet.putInt(5 << 17 | 3 << 2 | 2 | 1).putInt(10);
        packet.putInt(6 << 17 | 4 << 2 | 1).putInt(20);
        packet.putInt(7 << 17 | 4 << 2 | 2).putInt(30); // not valid
        byte[] header = "#!AER-DAT3.1\r\n#Format: RAW\r\n#!END-HEADER\r\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("one.aedat");
        Files.write(file, ByteBuffer.allocate(header.length + packet.capacity()).put(header).put(packet.array()).array());
        Events events = twice(file, 10, 10);
        assertArrayEquals(new int[] {0, 10}, events.micros());
        assertArrayEquals(new int[] {100 + 35, 46}, events.places());
    }

    @Test
    void theHighBitsOfEvt3ComeRoundOnce() throws IOException {
        int[] words = {0x8FFF, 0x6FFF, 0x0002, 0x2801, 0x8000, 0x6001, 0x2003, 0x3804, 0x4801, 0x5081};
        ByteBuffer bytes = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.of(words).forEach(word -> bytes.putShort((short) word));
        byte[] header = "% evt 3.0\n% format EVT3;height=8;width=32\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("one.raw");
        Files.write(file, ByteBuffer.allocate(header.length + bytes.capacity()).put(header).put(bytes.array()).array());
        Events events = twice(file, 0, 0);
        // Bright at column 1, two microseconds later dark at 3, then bright at 4 and 15 of twelve, at 16 and 23 of the eight after them.
        assertArrayEquals(new int[] {0, 2, 2, 2, 2, 2}, events.micros());
        assertArrayEquals(new int[] {256 + 65, 64 + 3, 256 + 68, 256 + 79, 256 + 80, 256 + 87}, events.places());
    }

    @Test
    void trainsAreReadFromTables() throws IOException {
        Path two = Files.createDirectories(folder.resolve("two"));
        for (String name : List.of("a_1.csv", "a_2.csv", "b_1.csv", "b_2.csv")) {
            Files.writeString(two.resolve(name), "time,channel\n0.0015,2\n0.0005 0\n# end\n");
        }
        DataSet data = load(EventFolders.channels("two", "csv", 0), two);
        assertEquals(List.of("a", "b"), data.classNames());
        assertEquals(2, data.train().size());
        assertEquals(2, data.test().size());
        assertArrayEquals(new int[] {3}, data.train().extents());
        Events events = ((EventSamples) ((Subset) data.train()).all()).events(0);
        assertArrayEquals(new int[] {500, 1500}, events.micros());
        assertArrayEquals(new int[] {0, 2}, events.places());
        for (String wrong : List.of("0.1,x\n", "nan,3\n", "inf 3\n", "0.1\n", "0.1,2.5\n", "0.1,1e18\n", "1,2,3\n")) {
            Files.writeString(two.resolve("b_2.csv"), wrong);
            String message = assertThrows(DataException.class, () -> load(EventFolders.channels("two", "csv", 0), two), wrong).getMessage();
            assertTrue(message.contains("b_2.csv cannot be read: ") && !message.contains("input string"), message);
        }
    }

    @Test
    void noFileMakesReadingThrowOrHang() throws IOException {
        List<String> failures = new ArrayList<>();
        byte[] dat = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN).put("% Width 9\n".getBytes(StandardCharsets.ISO_8859_1)).put((byte) 0)
                .put((byte) 8).putInt(4).putInt(1 << 28 | 2 << 14 | 3).putInt(5).putInt(4).array();
        byte[] evt = ByteBuffer.allocate(30).put("% evt 2.0\n".getBytes(StandardCharsets.ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN).putInt(8 << 28 | 1)
                .putInt(1 << 28 | 3 << 22 | 4 << 11 | 5).putInt(7).putInt(0).putInt(0).array();
        byte[] aedat = ByteBuffer.allocate(13 + 28 + 8).put("#!AER-DAT3.1\n".getBytes(StandardCharsets.ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 1).putShort((short) 1).putInt(8).putInt(4).putInt(0).putInt(1).putInt(1).putInt(1).putInt(1).putInt(9).array();
        byte[] bin = {1, 2, (byte) 0x80, 0, 9, 3, (byte) 240, 0, 0, 0};
        List<String> names = List.of("a_1.dat", "a_1.raw", "a_1.aedat", "a_1.bin", "a_1.npz");
        List<byte[]> contents = List.of(dat, evt, aedat, bin, new byte[] {'P', 'K', 3, 4, 0});
        int mutations = Integer.getInteger("spikewright.fuzz.mutations", 1500);
        for (int i = 0; i < mutations; i++) {
            RandomStream random = RandomStream.of(Integer.getInteger("spikewright.fuzz.seed", 1), "events", i);
            int kind = random.nextInt(names.size());
            byte[] bytes = contents.get(kind).clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            bytes = java.util.Arrays.copyOf(bytes, random.nextInt(3) == 0 ? random.nextInt(bytes.length + 3) : bytes.length);
            Path file = folder.resolve(names.get(kind));
            Files.write(file, bytes);
            try {
                twice(file, 0, 0);
            } catch (DataException e) {
                if (!e.getMessage().contains("a_1") && !e.getMessage().contains("recording")) {
                    failures.add(i + ": " + e.getMessage());
                }
            } catch (RuntimeException e) {
                failures.add(i + " " + names.get(kind) + ": " + e);
            }
        }
        assertEquals(List.of(), failures);
    }

    /** A file read as both parts of a data set of one class. */
    private Events twice(Path file, int height, int width) throws IOException {
        Path place = Files.createTempDirectory(folder, "twice");
        for (String name : List.of("x_1", "x_2")) {
            Files.copy(file, place.resolve(name + file.getFileName().toString()));
        }
        DataSet data = load(EventFolders.cameras("", "any", height, width), place);
        try (Stream<Path> inside = Files.list(place)) {
            for (Path one : inside.toList()) {
                Files.delete(one);
            }
        }
        return ((EventSamples) ((Subset) data.train()).all()).events(0);
    }

    private static DataSet load(Source source, Path files) {
        return source.load(new Source.Request("Events", Optional.of(files), OptionalLong.empty(), OptionalLong.empty(), 1, Source.Fields.NONE, _ -> {
            // any extents will do
        }), Work.NONE);
    }
}
