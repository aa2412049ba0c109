package org.spikewright.cli.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.spikewright.record.RunRecord;

/** Whether results can be written into a folder, known before the work for them is done. */
final class WritableFolder {

    private WritableFolder() {
    }

    /**
     * Refuses a folder for records in which there can be none.
     *
     * @param option how to name another
     * @throws UsageException the message says why
     */
    static void requireForRecords(Path folder, String option) {
        try {
            requireOutsideOfRecords(folder);
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new IOException("it is no folder");
            }
            requireWritable(folder);
        } catch (IOException e) {
            throw new UsageException("no record can be written into " + folder + ": " + e.getMessage() + "; name a folder with " + option);
        }
    }

    /** Refuses a place in the record of a run, which is to stay as it is. */
    static void requireOutsideOfRecords(Path place) throws IOException {
        Path existing = existing(place).toRealPath();
        for (Path folder = existing; folder != null; folder = folder.getParent()) {
            if (RunRecord.isRecord(folder)) {
                throw new IOException(folder + " is the record of a run, which stays as it is");
            }
        }
    }

    /** Tries whether files can be made in a folder, or in the folder in which it would be made. */
    static void requireWritable(Path folder) throws IOException {
        Path existing = existing(folder);
        try {
            Files.delete(Files.createTempFile(existing, ".", ".part"));
        } catch (AccessDeniedException e) {
            throw new IOException("permission is denied in " + existing, e);
        } catch (FileSystemException e) {
            throw new IOException("nothing can be written into " + existing + (e.getReason() == null ? "" : ": " + e.getReason()), e);
        }
    }

    private static Path existing(Path place) {
        Path existing = place;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }
}
