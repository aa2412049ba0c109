package org.spikewright.dataset;

import java.util.Arrays;

/**
 * The events of one sample, in the order of time.
 *
 * @param micros when each happens, in microseconds from the beginning of the sample
 * @param places where each happens: an index into the extents, row-major; of cameras [polarity, row, column], polarity 1 where it
 *               becomes brighter
 */
public record Events(int[] micros, int[] places) {

    public Events {
        if (micros.length != places.length) {
            throw new IllegalArgumentException(micros.length + " times have " + places.length + " places");
        }
    }

    /** How many. */
    public int count() {
        return micros.length;
    }

    /** When the last one happens, in microseconds; 0 if there is none. */
    public int last() {
        return micros.length == 0 ? 0 : micros[micros.length - 1];
    }

    /** Grows as events come, in whatever order of time. */
    public static final class Collector {

        private long[] times = new long[1024];
        private int[] places = new int[1024];
        private int count;

        /** One event, at a time in microseconds from anywhere. */
        public void add(long micros, int place) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
                places = Arrays.copyOf(places, 2 * count);
            }
            times[count] = micros;
            places[count++] = place;
        }

        /** How many there are. */
        public int count() {
            return count;
        }

        /** When one happened, as it was given. */
        public long micros(int event) {
            return times[event];
        }

        /** Where one happened. */
        public int place(int event) {
            return places[event];
        }

        /**
         * All of them, sorted by time, counted from the first; those at one time stay in their order.
         *
         * @throws IllegalArgumentException if they lie further apart than 35 minutes
         */
        public Events sorted() {
            long first = Arrays.stream(times, 0, count).min().orElse(0);
            return from(first);
        }

        /** All of them, sorted by time, counted from a given one. */
        public Events from(long start) {
            Integer[] order = null;
            for (int i = 1; i < count && order == null; i++) {
                if (times[i] < times[i - 1]) {
                    order = new Integer[count];
                    Arrays.setAll(order, k -> k);
                    Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
                }
            }
            int[] micros = new int[count];
            int[] sorted = new int[count];
            for (int i = 0; i < count; i++) {
                int event = order == null ? i : order[i];
                long time = times[event] - start;
                if (time < 0 || time > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("an event lies " + time / 1e6 + " s after the beginning; a sample can be 35 minutes long");
                }
                micros[i] = (int) time;
                sorted[i] = places[event];
            }
            return new Events(micros, sorted);
        }
    }
}
