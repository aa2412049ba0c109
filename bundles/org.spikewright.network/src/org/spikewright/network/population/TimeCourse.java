package org.spikewright.network.population;

import java.util.Arrays;

/**
 * A number over time that stays between given times: 0 before the first, {@code values[i]} from {@code seconds[i]} on.
 *
 * @param seconds ascending
 * @param values as many
 */
public record TimeCourse(double[] seconds, double[] values) implements Level {

    public TimeCourse {
        if (seconds.length != values.length) {
            throw new IllegalArgumentException("a course has " + seconds.length + " times but " + values.length + " values");
        }
        for (int i = 1; i < seconds.length; i++) {
            if (!(seconds[i - 1] < seconds[i])) {
                throw new IllegalArgumentException("the times of a course must ascend, but " + seconds[i] + " s follows "
                        + seconds[i - 1] + " s");
            }
        }
    }

    /** Always the same. */
    public static TimeCourse constant(double value) {
        return new TimeCourse(new double[] {0}, new double[] {value});
    }

    /** A value from {@code start} to {@code end}, else 0. */
    public static TimeCourse pulse(double start, double end, double value) {
        return new TimeCourse(new double[] {start, end}, new double[] {value, 0});
    }

    /** The largest value; 0 if all are below. */
    @Override
    public double most() {
        return Math.max(0, Arrays.stream(values).max().orElse(0));
    }

    /** The value at a time. */
    public double at(double second) {
        int i = seconds.length - 1;
        while (i >= 0 && seconds[i] > second) {
            i--;
        }
        return i < 0 ? 0 : values[i];
    }

    /**
     * Checks times of spikes.
     *
     * @throws IllegalArgumentException if one is below 0 or before the one that stands before it
     */
    static void checkAscending(double[] seconds, String what) {
        for (int i = 0; i < seconds.length; i++) {
            if (!(seconds[i] >= 0)) {
                throw new IllegalArgumentException("the times of " + what + " must be at least 0 s, but one is " + seconds[i] + " s");
            }
            if (i > 0 && seconds[i] < seconds[i - 1]) {
                throw new IllegalArgumentException("the times of " + what + " must ascend, but " + seconds[i] + " s follows " + seconds[i - 1]
                        + " s");
            }
        }
    }
}
