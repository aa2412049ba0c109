package org.spikewright.testing;

import java.nio.file.Path;

/** The source tree that the tests belong to, for those that read fixtures or the project's own files. */
public final class Repository {

    private static final String ROOT = "spikewright.root";

    private Repository() {
    }

    /** Returns the top folder of the source tree. */
    public static Path root() {
        String root = System.getProperty(ROOT);
        if (root == null) {
            throw new IllegalStateException("set -D" + ROOT + "=<top folder of the source tree>");
        }
        return Path.of(root);
    }
}
