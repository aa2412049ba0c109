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

    /** Of fewer bins, a variance or a regression says nothing. */
    private static final int FEWEST_BINS = 10;

    /**
     * The width of bins in which spikes count as together: the multiple of the time step that is nearest to a wanted width, one step
     * at least, so that each bin holds as many steps as any other.
     */
    public static double binWidth(double wanted, double step) {
        return step * Math.max(1, Math.round(wanted / step));
    }

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

    /**
     * The mean correlation coefficient of binned spike counts over all pairs of neurons whose counts vary; NaN where there is no
     * pair. No neurons are chosen: those that fire early would share an early spike.
     */
    public double correlation(double bin) {
        int bins = bins(bin);
        double[] sums = new double[spikes.size()];
        double[] squares = new double[spikes.size()];
        counts(bin, (neuron, _, count) -> {
            sums[neuron] += count;
            squares[neuron] += (double) count * count;
        });
        double[] deviations = new double[spikes.size()];
        double shift = 0;
        int trains = 0;
        for (int neuron = 0; neuron < deviations.length; neuron++) {
            double mean = sums[neuron] / bins;
            double variance = squares[neuron] / bins - mean * mean;
            if (variance > 1e-12 * mean) {
                deviations[neuron] = Math.sqrt(variance);
                shift += mean / deviations[neuron];
                trains++;
            }
        }
        double[] joined = new double[bins];
        Arrays.fill(joined, -shift);
        counts(bin, (neuron, b, count) -> joined[b] += deviations[neuron] > 0 ? count / deviations[neuron] : 0);
        // The variance of a sum of standardised trains is their number plus the sum of all pairs' correlations.
        return trains < 2 ? Double.NaN : Math.min(1, (variance(joined) - trains) / ((double) trains * (trains - 1)));
    }

    /** What takes how often a neuron fired in a bin; bins without a spike are left out. */
    @FunctionalInterface
    private interface CountVisitor {
        void count(int neuron, int bin, int spikes);
    }

    /** Hands over the binned counts of each neuron, whose spikes come in the order of time. */
    private void counts(double bin, CountVisitor visitor) {
        int bins = bins(bin);
        int[] at = new int[spikes.size()];
        int[] counts = new int[spikes.size()];
        spikes.forEach((time, neuron) -> {
            int index = bin(time, bin);
            if (!counts(time) || index < 0 || index >= bins) {
                return;
            }
            if (counts[neuron] > 0 && at[neuron] != index) {
                visitor.count(neuron, at[neuron], counts[neuron]);
                counts[neuron] = 0;
            }
            at[neuron] = index;
            counts[neuron]++;
        });
        for (int neuron = 0; neuron < counts.length; neuron++) {
            if (counts[neuron] > 0) {
                visitor.count(neuron, at[neuron], counts[neuron]);
            }
        }
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
     * neurons fire together. NaN for fewer than {@value #FEWEST_BINS} bins.
     */
    public double synchrony(double bin) {
        double[] counts = histogram(bin);
        if (counts.length < FEWEST_BINS) {
            return Double.NaN;
        }
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
     * before (Wilting and Priesemann, Nature Communications 9, 2018, for one lag). NaN for fewer than {@value #FEWEST_BINS} bins.
     */
    public double branchingFactor(double bin) {
        double[] counts = histogram(bin);
        if (counts.length < FEWEST_BINS) {
            return Double.NaN;
        }
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
