package org.spikewright.testing.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.spikewright.testing.Repository;

/** Reference data that lie beside the source tree and are no part of it. */
public final class SharedData {

    private SharedData() {
    }

    /** A file or folder of the reference data; a test that asks for it is skipped where it is absent. */
    public static Path path(String name) {
        for (Path folder = Repository.root().toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path path = folder.resolve("shared/data").resolve(name);
            if (Files.exists(path)) {
                return path;
            }
        }
        return Assumptions.abort("reference data shared/data/" + name + " are not beside the source tree");
    }
}
