package org.spikewright.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.testing.Repository;

/** The product that was built, started as a user does who names no workspace. */
class ProductTest {

    private static final String LAUNCHER = "org.eclipse.equinox.launcher_";

    @Test
    void opensOnAWorkspaceOfItsOwn(@TempDir Path home) throws Exception {
        Path products = Repository.root().resolve("releng/product/target/products/spikewright.ide");
        assertTrue(Files.isDirectory(products), "the product is not built: run ./test, which builds it first");
        Path out = home.resolve("out");
        Process product = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector", "-Djava.awt.headless=true",
                "-Duser.home=" + home, "-jar", launcher(products).toString(), "-nosplash").redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        try {
            // The workbench writes this as it opens its first window.
            Path written = home.resolve("spikewright-workspace/.metadata/.plugins/org.eclipse.ui.workbench");
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            boolean over = false;
            while (!over && !Files.exists(written) && System.nanoTime() < end) {
                over = product.waitFor(100, TimeUnit.MILLISECONDS);
            }
            assertTrue(!over && Files.exists(written), () -> read(out));
        } finally {
            product.destroyForcibly().waitFor();
        }
    }

    private static Path launcher(Path products) throws IOException {
        try (Stream<Path> files = Files.walk(products)) {
            return files.filter(file -> file.getFileName().toString().startsWith(LAUNCHER)).findFirst().orElseThrow();
        }
    }

    private static String read(Path out) {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
