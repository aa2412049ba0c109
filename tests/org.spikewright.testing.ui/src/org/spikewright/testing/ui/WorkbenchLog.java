package org.spikewright.testing.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.runtime.Platform;

/** The file to which the workbench writes what went wrong without anybody being told. */
public final class WorkbenchLog {

    private WorkbenchLog() {
    }

    /**
     * Fails the test if anything has been logged since the workbench started or a test failed for it.
     *
     * @throws IOException if the log cannot be read
     */
    public static void assertEmpty() throws IOException {
        Path log = Platform.getLogFileLocation().toPath();
        if (Files.exists(log)) {
            String text = Files.readString(log);
            Files.delete(log); // only the test in which it was logged fails
            throw new AssertionError("the workbench logged:\n" + text);
        }
    }
}
