package org.spikewright.record.tests;

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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.record.Tensors;
import org.spikewright.record.Tensors.Tensor;

class TensorsTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a.weight", new Tensor(new float[] {1.5f, -0f, Float.MIN_VALUE, 4, 5, 6}, 2, 3));
        tensors.put("spikes", new Tensor(new int[] {Integer.MAX_VALUE, -1}, 2));
        tensors.put("none", new Tensor(new int[0], 0));
        Path file = folder.resolve("t.safetensors");
        Tensors.write(file, tensors);
        Map<String, Tensor> read = Tensors.read(file);
        assertEquals(tensors.keySet(), read.keySet());
        assertArrayEquals((float[]) tensors.get("a.weight").values(), (float[]) read.get("a.weight").values());
        assertArrayEquals(new int[] {2, 3}, read.get("a.weight").extents());
        assertArrayEquals((int[]) tensors.get("spikes").values(), (int[]) read.get("spikes").values());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing half-written is left");
        }
    }

    /** A file laid out by hand after the format's description. */
    @Test
    void aFileLaidOutByHandIsRead() throws IOException {
        byte[] header = "{\"__metadata__\":{\"by\":\"hand\"},\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header).putFloat(1.25f).putFloat(-3);
        Path file = Files.write(folder.resolve("hand.safetensors"), bytes.array());
        assertArrayEquals(new float[] {1.25f, -3}, (float[]) Tensors.read(file).get("x").values());
    }

    @Test
    void everyTruncationIsSaidNotThrownThrough() throws IOException {
        Path file = folder.resolve("t.safetensors");
        Tensors.write(file, Map.of("a", new Tensor(new float[] {1, 2, 3}, 3)));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, length));
            String message = assertThrows(IOException.class, () -> Tensors.read(cut)).getMessage();
            assertTrue(message.contains("cut.safetensors"), message);
        }
    }

    @Test
    void someArraysAreReadAlone() throws IOException {
        Path file = folder.resolve("t.safetensors");
        Tensors.write(file, Map.of("a", new Tensor(new float[] {1, 2, 3}, 3), "b", new Tensor(new int[] {4}, 1)));
        Map<String, Tensor> read = Tensors.read(file, "b"::equals);
        assertEquals(List.of("b"), List.copyOf(read.keySet()));
        assertArrayEquals(new int[] {4}, (int[]) read.get("b").values());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThrows(IOException.class, () -> Tensors.read(file, _ -> false), "a file is whole or refused");
    }

    /** Whatever bit is wrong: the file is read, or refused in one line. */
    @Test
    void everyWrongBitIsSaidNotThrownThrough() throws IOException {
        Path file = folder.resolve("t.safetensors");
        Tensors.write(file, Map.of("a", new Tensor(new float[] {1, 2, 3}, 3)));
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] wrong = whole.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, wrong);
            try {
                Tensors.read(file);
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("t.safetensors") && !e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }
}
