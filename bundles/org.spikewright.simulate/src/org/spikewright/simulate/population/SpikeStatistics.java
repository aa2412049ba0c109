package org.spikewright.simulate.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is usually said about spike trains. Times are seconds; only spikes from {@code start} to {@code end} count. The spikes are
 * gone through once for each figure; what is held meanwhile grows with neurons and with bins, not with spikes.
 *
 * @param spikes of a population
 * @param start of the time looked at
 * @param end of it, above {@code start}
 */
public record SpikeStatistics(SpikeSource spikes, double start, double end) {

    /** Mean rate of a neuron in Hz. */
    public double rate() {
        return Arrays.stream(rates()).average().orElse(0);
    }

    /** The rate of each neuron in Hz. */
    public double[] rates() {
        double[] rates = new double[spikes.size()];
        spikes.forEach((time, neuron) -> {
            if (counts(time)) {
                rates[neuron] += 1 / (end - start);
            }
        });
        return rates;
    }

    /** The mean of {@link #irregularities}; NaN where there is none. 1 for Poisson trains. */
    public double irregularity() {
        return Arrays.stream(irregularities()).average().orElse(Double.NaN);
    }

    /** The coefficient of variation of the intervals of each neuron that has at least three spikes. */
    public double[] irregularities() {
        int n = spikes.size();
        double[] last = new double[n];
        double[] sum = new double[n];
        double[] squares = new double[n];
        int[] counts = new int[n];
        spikes.forEach((time, neuron) -> {
            if (counts(time)) {
                if (counts[neuron]++ > 0) {
                    double interval = time - last[neuron];
                    sum[neuron] += interval;
                    squares[neuron] += interval * interval;
                }
                last[neuron] = time;
            }
        });
        return IntStream.range(0, n).filter(neuron -> counts[neuron] >= 3).mapToDouble(neuron -> {
            double mean = sum[neuron] / (counts[neuron] - 1);
            return Math.sqrt(Math.max(0, squares[neuron] / (counts[neuron] - 1) - mean * mean)) / mean;
        }).toArray();
    }

    /** Spikes of the whole population in bins of that width. */
    public double[] histogram(double bin) {
        double[] counts = new double[bins(bin)];
        spikes.forEach((time, _) -> {
            int index = bin(time, bin);
            if (counts(time) && index >= 0 && index < counts.length) {
                counts[index]++;
            }
        });
        return counts;
    }

    /** The mean of {@link #correlations}; NaN where there is no pair. */
    public double correlation(double bin, int neurons) {
        double[][] trains = standardised(bin, neurons);
        double[] joined = new double[bins(bin)];
        for (double[] train : trains) {
            for (int b = 0; b < joined.length; b++) {
                joined[b] += train[b];
            }
        }
        // The variance of a sum of standardised trains is their number plus the sum of all pairs' correlations.
        return (variance(joined) - trains.length) / ((double) trains.length * (trains.length - 1));
    }

    /** The correlation coefficient of binned spike counts of each pair of the first neurons that fire at all. */
    public double[] correlations(double bin, int neurons) {
        double[][] trains = standardised(bin, neurons);
        double[] found = new double[trains.length * (trains.length - 1) / 2];
        int pair = 0;
        for (int i = 0; i < trains.length; i++) {
            for (int j = 0; j < i; j++) {
                double product = 0;
                for (int b = 0; b < trains[i].length; b++) {
                    product += trains[i][b] * trains[j][b];
                }
                found[pair++] = product / trains[i].length;
            }
        }
        return found;
    }

    /** Binned counts of the first neurons to fire, each less its mean and over its deviation; none that do not vary. */
    private double[][] standardised(double bin, int neurons) {
        int bins = bins(bin);
        List<double[]> trains = new ArrayList<>();
        double[][] trainOf = new double[spikes.size()][];
        spikes.forEach((time, neuron) -> {
            int index = bin(time, bin);
            if (counts(time) && index >= 0 && index < bins) {
                if (trainOf[neuron] == null && trains.size() < neurons) {
                    trainOf[neuron] = new double[bins];
                    trains.add(trainOf[neuron]);
                }
                if (trainOf[neuron] != null) {
                    trainOf[neuron][index]++;
                }
            }
        });
        trains.removeIf(train -> !(variance(train) > 0));
        for (double[] train : trains) {
            double mean = Arrays.stream(train).average().orElse(0);
            double deviation = Math.sqrt(variance(train));
            Arrays.setAll(train, b -> (train[b] - mean) / deviation);
        }
        return trains.toArray(double[][]::new);
    }

    /**
     * The variance of the population's binned count relative to its mean: 1 for independent Poisson trains, more where
     * neurons fire together.
     */
    public double synchrony(double bin) {
        double[] counts = histogram(bin);
        return variance(counts) / Arrays.stream(counts).average().orElse(0);
    }

    /**
     * The power spectrum of the population's binned count about its mean; entry {@code k} is at {@code k / (2 n bin)} Hz with
     * {@code 2 n} the number of bins, cut to a power of 2.
     */
    public double[] spectrum(double bin) {
        double[] counts = histogram(bin);
        int n = Integer.highestOneBit(Math.max(1, counts.length));
        double[] real = Arrays.copyOf(counts, n);
        double mean = Arrays.stream(real).average().orElse(0);
        for (int i = 0; i < n; i++) {
            real[i] -= mean;
        }
        double[] imaginary = new double[n];
        transform(real, imaginary);
        double[] power = new double[n / 2];
        for (int k = 0; k < power.length; k++) {
            power[k] = (real[k] * real[k] + imaginary[k] * imaginary[k]) / n;
        }
        return power;
    }

    /**
     * How many spikes follow from one in the next bin: the slope of the regression of a bin's count on that of the bin
     * before (Wilting and Priesemann, Nature Communications 9, 2018, for one lag).
     */
    public double branchingFactor(double bin) {
        double[] counts = histogram(bin);
        double[] before = Arrays.copyOf(counts, counts.length - 1);
        double[] after = Arrays.copyOfRange(counts, 1, counts.length);
        double meanBefore = Arrays.stream(before).average().orElse(0);
        double meanAfter = Arrays.stream(after).average().orElse(0);
        double product = 0;
        for (int i = 0; i < before.length; i++) {
            product += (before[i] - meanBefore) * (after[i] - meanAfter);
        }
        return product / before.length / variance(before);
    }

    /** How many whole bins there are. */
    private int bins(double bin) {
        return (int) Math.floor((end - start) / bin + 1e-9);
    }

    /** The bin that a spike falls into. */
    private int bin(double time, double bin) {
        return (int) Math.floor((time - start) / bin - 1e-9);
    }

    private boolean counts(double time) {
        return time > start && time <= end;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
    }

    /** The fast Fourier transform in place; the length is a power of 2. */
    private static void transform(double[] real, double[] imaginary) {
        int n = real.length;
        int bits = Integer.numberOfTrailingZeros(n);
        for (int i = 0; i < n; i++) {
            int j = bits == 0 ? 0 : Integer.reverse(i) >>> 32 - bits;
            if (j > i) {
                double swap = real[i];
                real[i] = real[j];
                real[j] = swap;
            }
        }
        for (int size = 2; size <= n; size *= 2) {
            for (int from = 0; from < n; from += size) {
                for (int k = 0; k < size / 2; k++) {
                    double c = Math.cos(2 * Math.PI * k / size);
                    double s = -Math.sin(2 * Math.PI * k / size);
                    int a = from + k;
                    int b = a + size / 2;
                    double x = real[b] * c - imaginary[b] * s;
                    double y = real[b] * s + imaginary[b] * c;
                    real[b] = real[a] - x;
                    imaginary[b] = imaginary[a] - y;
                    real[a] += x;
                    imaginary[a] += y;
                }
            }
        }
    }
}
