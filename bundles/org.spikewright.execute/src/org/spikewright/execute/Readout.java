package org.spikewright.execute;

import java.util.Arrays;

/** How what comes out of a network over time becomes one value for each of its elements, of which the largest is the answer. */
public interface Readout {

    /** The mean over time. */
    Readout MEAN = new Readout() {
        @Override
        public void read(Outputs outputs, int sample, float[] values) {
            outputs.mean(sample, values);
        }

        @Override
        public void spread(Outputs outputs, int sample, float[] gradient) {
            float share = 1f / outputs.steps();
            for (int t = 0; t < outputs.steps(); t++) {
                for (int j = 0; j < gradient.length; j++) {
                    outputs.gradient()[outputs.at(sample, t) + j] += share * gradient[j];
                }
            }
        }
    };

    /** The sum over time. */
    Readout SUM = new Readout() {
        @Override
        public void read(Outputs outputs, int sample, float[] values) {
            Arrays.fill(values, 0f);
            for (int t = 0; t < outputs.steps(); t++) {
                for (int j = 0; j < values.length; j++) {
                    values[j] += outputs.values()[outputs.at(sample, t) + j];
                }
            }
        }

        @Override
        public void spread(Outputs outputs, int sample, float[] gradient) {
            for (int t = 0; t < outputs.steps(); t++) {
                for (int j = 0; j < gradient.length; j++) {
                    outputs.gradient()[outputs.at(sample, t) + j] += gradient[j];
                }
            }
        }
    };

    /** The largest value over time, the first of several. */
    Readout LARGEST = new Readout() {
        @Override
        public void read(Outputs outputs, int sample, float[] values) {
            for (int j = 0; j < values.length; j++) {
                values[j] = outputs.values()[largest(outputs, sample, j)];
            }
        }

        @Override
        public void spread(Outputs outputs, int sample, float[] gradient) {
            for (int j = 0; j < gradient.length; j++) {
                outputs.gradient()[largest(outputs, sample, j)] += gradient[j];
            }
        }

        private static int largest(Outputs outputs, int sample, int element) {
            int best = outputs.at(sample, 0) + element;
            for (int t = 1; t < outputs.steps(); t++) {
                int at = outputs.at(sample, t) + element;
                best = outputs.values()[at] > outputs.values()[best] ? at : best;
            }
            return best;
        }
    };

    /** The value in the last step. */
    Readout LAST = new Readout() {
        @Override
        public void read(Outputs outputs, int sample, float[] values) {
            System.arraycopy(outputs.values(), outputs.at(sample, outputs.steps() - 1), values, 0, values.length);
        }

        @Override
        public void spread(Outputs outputs, int sample, float[] gradient) {
            int last = outputs.at(sample, outputs.steps() - 1);
            for (int j = 0; j < gradient.length; j++) {
                outputs.gradient()[last + j] += gradient[j];
            }
        }
    };

    /**
     * How early an element first spikes: minus the steps before its first spike, over a scale; of those that never do, minus all steps. As a
     * function of the spikes that is {@code -Σ_t Π_{u ≤ t} (1 - s_u)}, of which these are the derivatives: a spike more would come that much earlier, and
     * without the first one the second would count.
     *
     * @param scale steps by which elements differ that differ by 1
     */
    record First(double scale) implements Readout {

        @Override
        public void read(Outputs outputs, int sample, float[] values) {
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) (-from(outputs, sample, j, 0) / scale);
            }
        }

        @Override
        public void spread(Outputs outputs, int sample, float[] gradient) {
            for (int j = 0; j < gradient.length; j++) {
                int first = from(outputs, sample, j, 0);
                int second = from(outputs, sample, j, first + 1);
                for (int t = 0; t < Math.min(first + 1, outputs.steps()); t++) {
                    int sooner = t < first ? first - t : second - first;
                    outputs.gradient()[outputs.at(sample, t) + j] += (float) (gradient[j] * sooner / scale);
                }
            }
        }

        /** The step of the first spike from a step on; all steps if there is none. */
        private static int from(Outputs outputs, int sample, int element, int start) {
            int t = start;
            while (t < outputs.steps() && outputs.values()[outputs.at(sample, t) + element] <= 0) {
                t++;
            }
            return Math.min(t, outputs.steps());
        }
    }

    /**
     * Reads what came out for a sample.
     *
     * @param sample of the chunk
     * @param values receives a value for each element
     */
    void read(Outputs outputs, int sample, float[] values);

    /**
     * Adds to the derivatives by what came out those that follow from the derivatives by what was read.
     *
     * @param gradient by each value
     */
    void spread(Outputs outputs, int sample, float[] gradient);
}
