package org.spikewright.simulate.population;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.spikewright.common.TextFile;
import org.spikewright.record.AtomicFile;

/**
 * The state of a simulation at one time. Together with the task it determines everything that follows, bit for bit.
 *
 * @param step time steps since the start
 * @param bytes of neurons, of what is under way, and of plastic synapses
 */
public record Snapshot(long step, byte[] bytes) {

    /** Writes it to a file, which is replaced at once or not at all. */
    public void save(Path file) throws IOException {
        AtomicFile.write(file, stream -> {
            stream.write(ByteBuffer.allocate(8).putLong(step).array());
            stream.write(bytes);
        });
    }

    /** Reads a file that {@link #save} wrote. */
    public static Snapshot load(Path file) throws IOException {
        TextFile.requireRegular(file);
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        if (content.remaining() < 8) {
            throw new IOException(file + " is no snapshot: it ends after " + content.remaining() + " bytes");
        }
        long step = content.getLong();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return new Snapshot(step, bytes);
    }
}
