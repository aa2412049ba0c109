package org.spikewright.common.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.spikewright.common.CancelledException;
import org.spikewright.common.Work;

class WorkTest {

    @Test
    void whatIsAwaitedIsGiven() {
        assertEquals(3, Work.NONE.await(() -> 3));
        assertEquals("none", assertThrows(IllegalArgumentException.class, () -> Work.NONE.await(() -> {
            throw new IllegalArgumentException("none");
        })).getMessage());
    }

    @Test
    void whatCannotStopIsLeftAlone() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        Work work = Work.unwatched(() -> begun.getCount() == 0);
        assertThrows(CancelledException.class, () -> work.await(() -> {
            begun.countDown();
            try {
                stopped.set(!cancelled.await(1, TimeUnit.MINUTES));
            } catch (InterruptedException _) {
                stopped.set(true);
            }
            ended.countDown();
            return 0;
        }));
        cancelled.countDown();
        assertTrue(ended.await(1, TimeUnit.MINUTES) && !stopped.get(), "it came to its end");
    }
}
