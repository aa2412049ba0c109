package org.spikewright.language.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Throwables;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.RandomStream;
import org.spikewright.language.ide.SpikeIdeSetup;

/**
 * No text, however broken, makes the language throw or hang: it is parsed, linked, checked, completed at some place, and, where
 * it has no syntax errors, laid out. {@code tests/fuzz} tries more of them.
 */
class FuzzTest {

    private static final int MUTATIONS = Integer.getInteger("spikewright.fuzz.mutations", 1000);
    private static final int SEED = Integer.getInteger("spikewright.fuzz.seed", 1);
    /** Processor time, so that a busy machine does not look like an endless loop. */
    private static final double LONGEST = 2;

    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @Test
    void noTextMakesTheLanguageThrowOrHang() throws Exception {
        Mutations mutations = Mutations.ofAllModels();
        var language = new SpikeIdeSetup().createInjectorAndDoEMFRegistration();
        int threads = Runtime.getRuntime().availableProcessors();
        try (LoggedErrors logged = new LoggedErrors(); ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                FuzzedLanguage fuzzed = new FuzzedLanguage(Files.createDirectory(folder.resolve("f" + i)).resolve("fuzzed.spike"), language);
                workers.submit(() -> work(mutations, fuzzed, logged));
            }
        }
        assertEquals(List.of(), List.copyOf(failures), () -> String.join("\n\n", failures));
    }

    private void work(Mutations mutations, FuzzedLanguage language, LoggedErrors logged) {
        for (int i = next.getAndIncrement(); i < MUTATIONS && failures.size() < 20; i = next.getAndIncrement()) {
            RandomStream random = RandomStream.of(SEED, "mutations", i);
            String text = mutations.next(random);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try {
                language.use(text, random.nextInt(text.length() + 1));
                logged.next().ifPresent(Throwables::throwIfUnchecked);
            } catch (Throwable e) {
                Throwable cause = logged.next().orElse(e);
                failures.add("mutation " + i + ": " + Throwables.getStackTraceAsString(cause) + "\non this text:\n" + text);
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) * 1e-9;
            if (seconds > LONGEST) {
                failures.add("mutation " + i + ": " + seconds + " s on this text:\n" + text);
            }
        }
    }
}
