package org.spikewright.dataset.internal.sound;

/** The discrete Fourier transform of as many numbers as a power of two says. */
final class FourierTransform {

    private final int size;
    private final double[] cos;
    private final double[] sin;

    FourierTransform(int size) {
        this.size = size;
        this.cos = new double[size / 2];
        this.sin = new double[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / size);
            sin[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** Transforms in place: Cooley and Tukey 1965, decimation in time. */
    void apply(double[] real, double[] imaginary) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 0; i < size; i++) {
            int j = size == 1 ? 0 : Integer.reverse(i) >>> shift;
            if (j > i) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int half = 1; half < size; half *= 2) {
            int step = size / (2 * half);
            for (int from = 0; from < size; from += 2 * half) {
                for (int k = 0; k < half; k++) {
                    int even = from + k;
                    int odd = even + half;
                    double re = real[odd] * cos[k * step] - imaginary[odd] * sin[k * step];
                    double im = real[odd] * sin[k * step] + imaginary[odd] * cos[k * step];
                    real[odd] = real[even] - re;
                    imaginary[odd] = imaginary[even] - im;
                    real[even] += re;
                    imaginary[even] += im;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}
