package org.spikewright.cli.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is said of a mistake of the program. Its stack trace, which tells developers something and users nothing, goes into a file in
 * the folder that the system property {@code spikewright.logs} names, else into one for temporary files.
 */
public final class CrashLog {

    private static final String FOLDER = "spikewright.logs";

    private CrashLog() {
    }

    /** One sentence; its trace has been written. */
    public static String sentence(Throwable problem) {
        String what = switch (problem) {
            case OutOfMemoryError _ -> "there is not enough memory for this (" + problem.getMessage() + ")";
            case StackOverflowError _ -> "something is nested too deeply to be worked on (StackOverflowError)";
            default -> problem.toString();
        };
        return what + "; this should not have happened, please report it" + trace(problem);
    }

    private static String trace(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text));
        try {
            return " with " + Files.writeString(file(), text.toString());
        } catch (IOException | RuntimeException _) {
            return "";
        }
    }

    private static Path file() throws IOException {
        String folder = System.getProperty(FOLDER, "");
        if (!folder.isEmpty()) {
            try {
                return Files.createTempFile(Files.createDirectories(Path.of(folder)), "crash-", ".log");
            } catch (IOException _) {
                // A folder that cannot be written: the other will do.
            }
        }
        return Files.createTempFile("spikewright-", ".log");
    }
}
