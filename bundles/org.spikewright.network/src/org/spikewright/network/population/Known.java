package org.spikewright.network.population;

import java.util.Arrays;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.equation.Range;

/** What formulas may ask of the neuron or the synapse that a value is for, and of the time. */
public sealed interface Known extends Term {

    /** The symbol of the time in formulas, in seconds. */
    String TIME = NeuronProgram.TIME;

    @Override
    default double mean() {
        return 0.5 * (least() + most());
    }

    @Override
    default boolean reachesEnds() {
        return true;
    }

    /** Which neuron is asked. */
    enum Side {
        /** The neuron that the value is for, or that a drive reaches. */
        NEURON,
        /** The neuron where the synapse starts. */
        SOURCE,
        /** The neuron where the synapse ends. */
        TARGET
    }

    /**
     * Where a neuron stands along an axis of its population, from 0.
     *
     * @param stride how many neurons lie between one place and the next
     * @param extent how many places there are
     */
    record Index(Side side, int stride, int extent) implements Known {
        @Override
        public double least() {
            return 0;
        }

        @Override
        public double most() {
            return extent - 1.0;
        }

        /** The place of the neuron with that index in its population. */
        public int of(int neuron) {
            return neuron / stride % extent;
        }
    }

    /**
     * Where a neuron is in space, in metres.
     *
     * @param axis 0, 1 or 2
     */
    record Coordinate(Side side, int axis) implements Known {
        @Override
        public double least() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double most() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double mean() {
            return 0;
        }
    }

    /** What is 0 at least, and of which nothing else is known before the run. */
    sealed interface FromZero extends Known {
        @Override
        default double least() {
            return 0;
        }

        @Override
        default double most() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        default double mean() {
            return 0;
        }
    }

    /** How far the two neurons of a synapse are apart, in metres. */
    record Distance() implements FromZero {
    }

    /** A parameter of the neuron, which is drawn from something else. */
    record Own(String parameter, Distribution drawn) implements Known {
        @Override
        public double mean() {
            return drawn.mean();
        }

        @Override
        public double least() {
            return drawn.least();
        }

        @Override
        public double most() {
            return drawn.most();
        }

        @Override
        public boolean reachesEnds() {
            return drawn.reachesEnds();
        }
    }

    /** The time at the start of a step, in seconds. */
    record Time() implements FromZero {
        @Override
        public boolean changes() {
            return true;
        }
    }

    /**
     * Numbers that stay from one given time to the next: 0 before the first, {@code values[i]} from {@code seconds[i]} on.
     *
     * @param at the time that is looked up, a formula in {@link #TIME}
     * @param seconds ascending
     * @param values as many: one for all neurons, or one for each
     */
    record Series(Expression at, double[] seconds, double[][] values) implements Known {
        public Series {
            if (seconds.length != values.length || seconds.length == 0) {
                throw new IllegalArgumentException("there are " + seconds.length + " times, but " + values.length + " values; give as many");
            }
            for (int i = 1; i < seconds.length; i++) {
                if (!(seconds[i - 1] < seconds[i])) {
                    throw new IllegalArgumentException("times must ascend, but " + seconds[i] + " s follows " + seconds[i - 1] + " s");
                }
            }
        }

        /** How many neurons have values of their own; 1 where one is for all. */
        public int columns() {
            return values[0].length;
        }

        /** The same with the values of some of the neurons. */
        public Series columns(int first, int count) {
            return new Series(at, seconds, Arrays.stream(values).map(row -> Arrays.copyOfRange(row, first, first + count)).toArray(double[][]::new));
        }

        /** The row that holds at a time; -1 before the first. */
        public int row(double second) {
            int found = Arrays.binarySearch(seconds, second);
            return found < 0 ? -found - 2 : found;
        }

        @Override
        public double least() {
            return range().least();
        }

        @Override
        public double most() {
            return range().most();
        }

        /** 0 counts where time may be before the first. */
        private Range range() {
            double first = seconds[0];
            double looked = Range.of(at, _ -> new Range(0, Double.POSITIVE_INFINITY)).least();
            double least = looked < first ? 0 : Double.POSITIVE_INFINITY;
            double most = looked < first ? 0 : Double.NEGATIVE_INFINITY;
            for (double[] row : values) {
                for (double value : row) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            return new Range(least, most);
        }

        @Override
        public boolean changes() {
            return true;
        }
    }
}
