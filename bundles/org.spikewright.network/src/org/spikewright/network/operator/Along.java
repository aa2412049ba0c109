package org.spikewright.network.operator;

import java.util.function.IntConsumer;

/** Which places along an axis of what comes in each place along an axis of what goes out is computed from. */
public interface Along {

    /** How many. */
    default int count(int place) {
        int[] count = new int[1];
        forEach(place, _ -> count[0]++);
        return count[0];
    }

    /** Tells each of them once, in any order. */
    void forEach(int place, IntConsumer source);

    /** Every one of as many. */
    record All(int extent) implements Along {

        @Override
        public int count(int place) {
            return extent;
        }

        @Override
        public void forEach(int place, IntConsumer source) {
            for (int at = 0; at < extent; at++) {
                source.accept(at);
            }
        }
    }

    /** The one that lies {@code by} before it, if there is one among as many. */
    record Shifted(int by, int extent) implements Along {

        @Override
        public int count(int place) {
            return place >= by && place - by < extent ? 1 : 0;
        }

        @Override
        public void forEach(int place, IntConsumer source) {
            if (count(place) > 0) {
                source.accept(place - by);
            }
        }
    }

    /**
     * Those under a kernel that moves by {@code stride}, whose elements are {@code dilation} apart.
     *
     * @param padding places before the first where it starts
     * @param extent as many there are
     */
    record Sliding(int kernel, int stride, int padding, int dilation, int extent) implements Along {

        @Override
        public int count(int place) {
            return Math.max(0, end(place) - begin(place));
        }

        @Override
        public void forEach(int place, IntConsumer source) {
            for (int k = begin(place), end = end(place); k < end; k++) {
                source.accept(place * stride - padding + k * dilation);
            }
        }

        /** The first element of the kernel that lies on a place. */
        private int begin(int place) {
            return Math.max(0, Math.ceilDiv(padding - place * stride, dilation));
        }

        /** The element of the kernel after the last that does. */
        private int end(int place) {
            return Math.min(kernel, Math.floorDiv(extent - 1 + padding - place * stride, dilation) + 1);
        }
    }

    /** Those whose kernel lies on it when each spreads one: the adjoint of {@link Sliding}. */
    record Spread(int kernel, int stride, int padding, int dilation, int extent) implements Along {

        @Override
        public void forEach(int place, IntConsumer source) {
            for (int k = 0; k < kernel; k++) {
                int from = place + padding - k * dilation;
                if (from >= 0 && from % stride == 0 && from / stride < extent) {
                    source.accept(from / stride);
                }
            }
        }
    }

    /** All of the group that has the same number as its own. */
    record Grouped(int outgoing, int incoming) implements Along {

        @Override
        public int count(int place) {
            return incoming;
        }

        @Override
        public void forEach(int place, IntConsumer source) {
            int first = place / outgoing * incoming;
            for (int at = first; at < first + incoming; at++) {
                source.accept(at);
            }
        }
    }

    /** Places in windows that lie one behind the other: which window, and where in it, in one number. */
    record Windowed(int length, int stride) implements Along {

        @Override
        public int count(int place) {
            return 1;
        }

        @Override
        public void forEach(int place, IntConsumer source) {
            source.accept(place / length * stride + place % length);
        }
    }

    /** Those of a list for each place. */
    record Listed(int[][] sources) implements Along {

        @Override
        public int count(int place) {
            return sources[place].length;
        }

        @Override
        public void forEach(int place, IntConsumer source) {
            for (int at : sources[place]) {
                source.accept(at);
            }
        }
    }
}
