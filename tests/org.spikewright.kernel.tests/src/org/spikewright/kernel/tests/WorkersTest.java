package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.kernel.Workers;

class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyTaskRunsOnce(int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(100);
        try (Workers workers = new Workers(threads)) {
            workers.run(100, (task, worker) -> {
                assertTrue(worker < threads);
                runs.incrementAndGet(task);
            });
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(1, runs.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFailureReachesTheCallerAndTheThreadsGoOn(int threads) {
        try (Workers workers = new Workers(threads)) {
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> workers.run(50, (_, _) -> {
                throw new IllegalStateException("task failed");
            }));
            assertEquals("task failed", e.getMessage());
            AtomicIntegerArray runs = new AtomicIntegerArray(1);
            workers.run(10, (_, _) -> runs.incrementAndGet(0));
            assertEquals(10, runs.get(0));
        }
    }
}
