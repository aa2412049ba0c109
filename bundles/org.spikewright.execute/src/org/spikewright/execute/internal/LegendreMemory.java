package org.spikewright.execute.internal;

import org.spikewright.kernel.MatrixExponential;

/**
 * How a Legendre memory goes on from step to step where its input is held through a step: the zero-order hold of
 * {@code window dm/dt = A m + B u}. Voelker et al., NeurIPS 2019, equations 1 and 2.
 *
 * @param transition {@code [order][order]}, what it makes of its state
 * @param input what it takes in
 */
record LegendreMemory(double[][] transition, double[] input) {

    /**
     * That memory.
     *
     * @param window in steps
     */
    static LegendreMemory of(int order, double window) {
        int n = order + 1;
        // The last row and column hold the input, which stays: the exponential then has both results.
        double[][] flow = new double[n][n];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                flow[i][j] = (2 * i + 1) / window * (i < j ? -1 : (i - j) % 2 == 0 ? -1 : 1);
            }
            flow[i][order] = (2 * i + 1) / window * (i % 2 == 0 ? 1 : -1);
        }
        double[][] power = MatrixExponential.of(flow);
        double[][] transition = new double[order][order];
        double[] input = new double[order];
        for (int i = 0; i < order; i++) {
            System.arraycopy(power[i], 0, transition[i], 0, order);
            input[i] = power[i][order];
        }
        return new LegendreMemory(transition, input);
    }

    /** What each of so many steps that end now has left in it: {@code [order][steps]}, the last column of the step itself. */
    double[][] response(int steps) {
        int order = input.length;
        double[][] response = new double[order][steps];
        double[] state = input;
        for (int step = steps - 1; step >= 0; step--) {
            double[] next = new double[order];
            for (int i = 0; i < order; i++) {
                response[i][step] = state[i];
                for (int j = 0; j < order; j++) {
                    next[i] += transition[i][j] * state[j];
                }
            }
            state = next;
        }
        return response;
    }
}
