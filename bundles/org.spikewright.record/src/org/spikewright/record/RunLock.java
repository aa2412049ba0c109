package org.spikewright.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Says that somebody writes a record. The process that does holds a lock on a file in the record's folder until the record is ended;
 * the system takes the lock away when the process ends, however it ends. So whoever gets the lock of a record that says it runs
 * knows that nobody runs it.
 *
 * <p>The file's name tells which process made it, since one that opens and closes a file which it has locked itself loses the lock.
 */
final class RunLock implements AutoCloseable {

    private static final String PREFIX = "running-";
    private static final String SUFFIX = ".lock";

    /** This process. */
    private static final String OWN = PREFIX + UUID.randomUUID();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock of a record that this process begins. */
    static RunLock hold(Path folder) throws IOException {
        Path file = folder.resolve(OWN + "-" + UUID.randomUUID() + SUFFIX);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
        } catch (IOException _) {
            // A file system without locks: nobody can tell whether the run goes on, and isHeld says that it does.
        }
        return new RunLock(file, channel);
    }

    /** Whether somebody writes the record in that folder, as far as can be told. */
    static boolean isHeld(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && (file.getFileName().toString().startsWith(OWN) || isLocked(file))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isLocked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ); FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (IOException _) {
            // It was deleted just now, since the run has ended, or cannot be told.
            return Files.exists(file);
        }
    }

    /** Gives it back; the record has been ended. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
