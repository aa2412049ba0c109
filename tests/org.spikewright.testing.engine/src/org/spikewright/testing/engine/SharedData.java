package org.spikewright.testing.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.spikewright.testing.Repository;

/** Reference data that lie beside the source tree and are no part of it. */
public final class SharedData {

    private SharedData() {
    }

    /**
     * A file or folder of the reference data. A test that asks for it is skipped where there are no reference data.
     *
     * @throws AssertionError if there are some, but not this one: no comparison may get lost unseen
     */
    public static Path path(String name) {
        for (Path folder = Repository.root().toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared/data");
            if (Files.isDirectory(data)) {
                if (!Files.exists(data.resolve(name))) {
                    throw new AssertionError("reference data lie in " + data + ", but " + name + " is not among them");
                }
                return data.resolve(name);
            }
        }
        return Assumptions.abort("reference data shared/data/" + name + " are not beside the source tree");
    }
}
