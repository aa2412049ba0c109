package org.spikewright.compile.job;

import java.util.Collections;
import java.util.List;
import org.spikewright.common.RandomStream;

/** In which order an exploration tries combinations of values; it may end before all were tried. */
public interface Search {

    /**
     * Brings combinations into their order.
     *
     * @param combinations may be changed
     * @param random what is drawn from
     */
    void order(List<int[]> combinations, RandomStream random);

    /** As they come, the last value changing fastest. */
    record Grid() implements Search {

        @Override
        public void order(List<int[]> combinations, RandomStream random) {
            // they come so
        }
    }

    /** In an order that is drawn at random. */
    record Random() implements Search {

        @Override
        public void order(List<int[]> combinations, RandomStream random) {
            for (int i = combinations.size() - 1; i > 0; i--) {
                Collections.swap(combinations, i, (int) (random.nextDouble() * (i + 1)));
            }
        }
    }
}
