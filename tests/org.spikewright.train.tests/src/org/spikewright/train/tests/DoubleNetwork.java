package org.spikewright.train.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network of the training references in 64 bits, forward and back, written as plainly as can be. Spikes are not decided here but given, so
 * that one that single precision decides otherwise at the threshold does not change all that follows.
 *
 * <p>Neurons: {@code h = 0.9 v + x}, a spike where {@code h >= 1}, {@code v = h - spike} with the spike as given, surrogate
 * {@code 1 / (1 + (pi (h - 1))²)}.
 */
final class DoubleNetwork {

    /** A linear map with the derivatives by its own numbers. */
    interface Linear {

        double[] forward(double[] x);

        /** The derivative by what came in; adds those by its own numbers. */
        double[] backward(double[] x, double[] gradient);
    }

    /**
     * Maps, and the neurons behind them.
     *
     * @param maps one after the other
     * @param back from the layer's spikes of the step before to what drives it; {@code null} without recurrence
     * @param fires whether it spikes; otherwise it gives {@code h}
     */
    record Layer(List<Linear> maps, Linear back, boolean fires) {
    }

    private final List<Layer> layers;
    private final int steps;
    /** How far from the threshold a given spike is missing or too much, at most. */
    double farthest;
    /** How many are. */
    int flipped;

    DoubleNetwork(List<Layer> layers, int steps) {
        this.layers = layers;
        this.steps = steps;
    }

    /**
     * Runs a sample forward and back.
     *
     * @param input {@code [steps][elements]}
     * @param spikes by layer, {@code [steps][elements]}
     * @param scale what the derivative of its loss is multiplied by
     * @return the cross entropy of the mean output over time
     */
    double learn(double[][] input, List<double[][]> spikes, int label, double scale) {
        List<double[][]> given = new ArrayList<>();
        List<double[][]> potentials = new ArrayList<>();
        double[][] received = input;
        for (int l = 0; l < layers.size(); l++) {
            double[][] h = potentials(layers.get(l), received, layers.get(l).fires() ? spikes.get(l) : null);
            potentials.add(h);
            received = layers.get(l).fires() ? spikes.get(l) : h;
            given.add(received);
        }
        double[] mean = new double[received[0].length];
        for (double[] step : received) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += step[j] / steps;
            }
        }
        double sum = Arrays.stream(mean).map(Math::exp).sum();
        double[][] gradient = new double[steps][mean.length];
        for (double[] step : gradient) {
            for (int j = 0; j < mean.length; j++) {
                step[j] = scale / steps * (Math.exp(mean[j]) / sum - (j == label ? 1 : 0));
            }
        }
        for (int l = layers.size() - 1; l >= 0; l--) {
            gradient = back(layers.get(l), l == 0 ? input : given.get(l - 1), given.get(l), potentials.get(l), gradient);
        }
        return Math.log(sum) - mean[label];
    }

    private double[][] potentials(Layer layer, double[][] received, double[][] spikes) {
        double[][] h = new double[steps][];
        double[] v = null;
        for (int t = 0; t < steps; t++) {
            double[] x = received[t];
            for (Linear map : layer.maps()) {
                x = map.forward(x);
            }
            v = v == null ? new double[x.length] : v;
            double[] back = layer.back() == null ? null : layer.back().forward(t == 0 ? new double[x.length] : spikes[t - 1]);
            h[t] = new double[x.length];
            for (int j = 0; j < x.length; j++) {
                h[t][j] = 0.9 * v[j] + x[j] + (back == null ? 0 : back[j]);
                if (layer.fires() && h[t][j] >= 1 != spikes[t][j] > 0) {
                    flipped++;
                    farthest = Math.max(farthest, Math.abs(h[t][j] - 1));
                }
                v[j] = h[t][j] - (layer.fires() ? spikes[t][j] : 0);
            }
        }
        return h;
    }

    private double[][] back(Layer layer, double[][] received, double[][] given, double[][] h, double[][] gradient) {
        double[][] into = new double[steps][];
        int n = h[0].length;
        double[] byPotential = new double[n];
        double[] bySpike = new double[n];
        for (int t = steps - 1; t >= 0; t--) {
            for (int j = 0; j < n; j++) {
                double distance = Math.PI * (h[t][j] - 1);
                double slope = layer.fires() ? 1 / (1 + distance * distance) : 1;
                byPotential[j] = 0.9 * byPotential[j] + slope * (gradient[t][j] + bySpike[j]);
            }
            if (layer.back() != null) {
                bySpike = layer.back().backward(t == 0 ? new double[n] : given[t - 1], byPotential);
            }
            List<double[]> values = new ArrayList<>(List.of(received[t]));
            layer.maps().forEach(map -> values.add(map.forward(values.getLast())));
            double[] g = byPotential.clone();
            for (int m = layer.maps().size() - 1; m >= 0; m--) {
                g = layer.maps().get(m).backward(values.get(m), g);
            }
            into[t] = g;
        }
        return into;
    }

    /** Weights {@code [out][in]} and a bias. */
    record Dense(double[] weights, double[] bias, double[] byWeights, double[] byBias) implements Linear {

        Dense(float[] weights, float[] bias) {
            this(doubles(weights), doubles(bias), new double[weights.length], new double[bias.length]);
        }

        @Override
        public double[] forward(double[] x) {
            double[] y = bias.clone();
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; x[i] != 0 && j < y.length; j++) {
                    y[j] += weights[j * x.length + i] * x[i];
                }
            }
            return y;
        }

        @Override
        public double[] backward(double[] x, double[] gradient) {
            double[] into = new double[x.length];
            for (int j = 0; j < gradient.length; j++) {
                byBias[j] += gradient[j];
                for (int i = 0; i < x.length; i++) {
                    into[i] += weights[j * x.length + i] * gradient[j];
                    byWeights[j * x.length + i] += x[i] * gradient[j];
                }
            }
            return into;
        }
    }

    /** Windows of 3 × 3 around each of {@code extent²} places, with zeros beyond the edge; weights {@code [out][in][3][3]} and a bias. */
    record Convolution(int in, int out, int extent, double[] weights, double[] bias, double[] byWeights, double[] byBias) implements Linear {

        Convolution(int in, int out, int extent, float[] weights, float[] bias) {
            this(in, out, extent, doubles(weights), doubles(bias), new double[weights.length], new double[bias.length]);
        }

        private interface Tap {
            void at(int target, int weight, int source);
        }

        private void taps(Tap tap) {
            for (int k = 0; k < 9; k++) {
                for (int y = Math.max(0, 1 - k / 3); y < Math.min(extent, extent + 1 - k / 3); y++) {
                    for (int x = Math.max(0, 1 - k % 3); x < Math.min(extent, extent + 1 - k % 3); x++) {
                        tap.at(y * extent + x, k, (y + k / 3 - 1) * extent + x + k % 3 - 1);
                    }
                }
            }
        }

        @Override
        public double[] forward(double[] x) {
            int places = extent * extent;
            double[] y = new double[out * places];
            for (int o = 0; o < out; o++) {
                Arrays.fill(y, o * places, (o + 1) * places, bias[o]);
            }
            taps((target, k, source) -> {
                for (int i = 0; i < in; i++) {
                    double value = x[i * places + source];
                    for (int o = 0; value != 0 && o < out; o++) {
                        y[o * places + target] += weights[(o * in + i) * 9 + k] * value;
                    }
                }
            });
            return y;
        }

        @Override
        public double[] backward(double[] x, double[] gradient) {
            int places = extent * extent;
            double[] into = new double[x.length];
            for (int i = 0; i < gradient.length; i++) {
                byBias[i / places] += gradient[i];
            }
            taps((target, k, source) -> {
                for (int o = 0; o < out; o++) {
                    double g = gradient[o * places + target];
                    for (int i = 0; i < in; i++) {
                        into[i * places + source] += weights[(o * in + i) * 9 + k] * g;
                        byWeights[(o * in + i) * 9 + k] += x[i * places + source] * g;
                    }
                }
            });
            return into;
        }
    }

    /** The means of windows of 2 × 2 places. */
    record Pooling(int channels, int extent) implements Linear {

        private int target(int i) {
            int place = i % (extent * extent);
            return (i / (extent * extent) * extent / 2 + place / extent / 2) * (extent / 2) + place % extent / 2;
        }

        @Override
        public double[] forward(double[] x) {
            double[] y = new double[x.length / 4];
            for (int i = 0; i < x.length; i++) {
                y[target(i)] += x[i] / 4;
            }
            return y;
        }

        @Override
        public double[] backward(double[] x, double[] gradient) {
            double[] into = new double[x.length];
            for (int i = 0; i < into.length; i++) {
                into[i] = gradient[target(i)] / 4;
            }
            return into;
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}
