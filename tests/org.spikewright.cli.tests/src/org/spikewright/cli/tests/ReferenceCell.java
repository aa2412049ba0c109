package org.spikewright.cli.tests;

import java.util.List;

/**
 * Kinds of neurons as the language has them, and beside each what it means, worked out by itself: rates of change, or the next
 * values, and what a spike resets. Times are in ms, the other quantities in a unit that the network chooses.
 */
enum ReferenceCell {
    /** Jumps of the potential, a held current, refractoriness that holds. */
    DELTA(List.of("v"), List.of(new Receptor("I", 0, false), new Receptor("c", -1, false))) {
        @Override
        String text(double[] p) {
            return """
                    state v : T = 0 u input I : T into v input c : T
                    dv/dt = (%1$s u + c - v) / %2$s ms
                    spike when v > 1 u reset v = %3$s u
                    refractory %4$s ms holding v""".formatted(n(p[0]), n(p[1]), n(p[2]), n(p[3]));
        }

        @Override
        void rate(double[] x, double[] in, double[] p, double[] dx) {
            dx[0] = (p[0] + in[1] - x[0]) / p[1];
        }

        @Override
        void reset(double[] x, double[] p) {
            x[0] = p[2];
        }

        @Override
        boolean isHeld(int state) {
            return state == 0;
        }
    },
    /** Two currents that fade, a reset that subtracts, refractoriness in which all goes on. */
    CURRENTS(List.of("v", "e", "i"), List.of(new Receptor("E", 1, false), new Receptor("N", 2, false), new Receptor("c", -1, false))) {
        @Override
        String text(double[] p) {
            return """
                    state v : T = 0 u state e : T = 0 u state i : T = 0 u input E : T into e input N : T into i input c : T
                    dv/dt = (c + e - i - v) / %2$s ms
                    de/dt = -e / %1$s ms
                    di/dt = -i / %5$s ms
                    spike when v > 1 u reset v -= 1 u
                    refractory %4$s ms""".formatted(n(2 + p[0]), n(p[1]), n(p[2]), n(p[3]), n(p[4]));
        }

        @Override
        void rate(double[] x, double[] in, double[] p, double[] dx) {
            dx[0] = (in[2] + x[1] - x[2] - x[0]) / p[1];
            dx[1] = -x[1] / (2 + p[0]);
            dx[2] = -x[2] / p[4];
        }

        @Override
        void reset(double[] x, double[] p) {
            x[0] -= 1;
        }
    },
    /** What arrives is held over a step; the bound itself counts. */
    HELD(List.of("v"), List.of(new Receptor("I", -1, false))) {
        @Override
        String text(double[] p) {
            return """
                    state v : T = 0 u input I : T
                    dv/dt = (20 * I - v) / %1$s ms
                    spike when v >= 1 u reset v = 0 u""".formatted(n(p[1]));
        }

        @Override
        void rate(double[] x, double[] in, double[] p, double[] dx) {
            dx[0] = (20 * in[0] - x[0]) / p[1];
        }

        @Override
        void reset(double[] x, double[] p) {
            x[0] = 0;
        }
    },
    /** A difference equation. */
    COUNTER(List.of("v"), List.of(new Receptor("I", -1, false))) {
        @Override
        String text(double[] p) {
            return """
                    state v : T = 0 u input I : T
                    next v = %1$s * v + I
                    spike when v > 1 u reset v = 0 u""".formatted(n(p[5]));
        }

        @Override
        boolean isDifference() {
            return true;
        }

        @Override
        void rate(double[] x, double[] in, double[] p, double[] next) {
            next[0] = p[5] * x[0] + in[0];
        }

        @Override
        void reset(double[] x, double[] p) {
            x[0] = 0;
        }
    },
    /** A conductance, whose product with the potential is not linear. */
    CONDUCTANCE(List.of("v", "g"), List.of(new Receptor("G", 1, true), new Receptor("c", -1, false))) {
        @Override
        String text(double[] p) {
            return """
                    state v : T = 0 u state g : Real = 0 input G : Real into g input c : T
                    dv/dt = (g * (2 u - v) + c - v) / %1$s ms
                    dg/dt = -g / %2$s ms
                    spike when v > 1 u reset v = 0 u
                    refractory %3$s ms holding v
                    solver rk4""".formatted(n(p[1]), n(p[4]), n(p[3]));
        }

        @Override
        void rate(double[] x, double[] in, double[] p, double[] dx) {
            dx[0] = (x[1] * (2 - x[0]) + in[1] - x[0]) / p[1];
            dx[1] = -x[1] / p[4];
        }

        @Override
        void reset(double[] x, double[] p) {
            x[0] = 0;
        }

        @Override
        boolean isHeld(int state) {
            return state == 0;
        }
    },
    /** A second state that follows the first, held or not, and that each spike moves. */
    ADAPTIVE(List.of("v", "a"), List.of(new Receptor("I", 0, false), new Receptor("c", -1, false))) {
        @Override
        String text(double[] p) {
            return """
                    state v : T = 0 u state a : T = 0 u input I : T into v input c : T
                    dv/dt = (c - v - a) / %1$s ms
                    da/dt = (0.3 * v - a) / %2$s ms
                    spike when v > 1 u reset v = %5$s u, a += %3$s u
                    refractory %4$s ms holding v""".formatted(n(p[1]), n(p[4]), n(p[5]), n(p[3]), n(p[2]));
        }

        @Override
        void rate(double[] x, double[] in, double[] p, double[] dx) {
            dx[0] = (in[1] - x[0] - x[1]) / p[1];
            dx[1] = (0.3 * x[0] - x[1]) / p[4];
        }

        @Override
        void reset(double[] x, double[] p) {
            x[0] = p[2];
            x[1] += p[5];
        }

        @Override
        boolean isHeld(int state) {
            return state == 0;
        }
    };

    /** How many parameters each has. */
    static final int PARAMETERS = 6;

    /**
     * What can be connected to.
     *
     * @param into the state that it adds to, or -1 where it is held over a step
     * @param isReal whether it has no unit
     */
    record Receptor(String name, int into, boolean isReal) {
    }

    final List<String> states;
    final List<Receptor> receptors;

    ReferenceCell(List<String> states, List<Receptor> receptors) {
        this.states = states;
        this.receptors = receptors;
    }

    /** A number as the language has it. */
    static String n(double value) {
        return java.math.BigDecimal.valueOf(value).toPlainString();
    }

    /** What stands between the braces of a neuron, with T for the type of its states and u for their unit. */
    abstract String text(double[] p);

    /** How fast states change, per ms, or their next values where there is a difference equation. */
    abstract void rate(double[] x, double[] in, double[] p, double[] dx);

    abstract void reset(double[] x, double[] p);

    boolean isDifference() {
        return false;
    }

    /** Whether a state stands still while the neuron is refractory. */
    boolean isHeld(int state) {
        return false;
    }

    /** The refractory time in ms. */
    double refractory(double[] p) {
        return this == HELD || this == COUNTER ? 0 : p[3];
    }

    /**
     * Moves states through a step of so many ms, in short steps of the classical method of Runge and Kutta.
     *
     * @param rests whether the neuron is refractory
     */
    void move(double[] x, double[] in, double[] p, double dt, boolean rests) {
        int many = x.length;
        if (isDifference()) {
            double[] next = new double[many];
            rate(x, in, p, next);
            System.arraycopy(next, 0, x, 0, many);
            return;
        }
        int parts = 4;
        double h = dt / parts;
        double[][] k = new double[4][many];
        double[] at = new double[many];
        for (int part = 0; part < parts; part++) {
            rate(x, in, p, k[0]);
            hold(k[0], rests);
            for (int stage = 1; stage < 4; stage++) {
                for (int s = 0; s < many; s++) {
                    at[s] = x[s] + h * (stage == 3 ? 1 : 0.5) * k[stage - 1][s];
                }
                rate(at, in, p, k[stage]);
                hold(k[stage], rests);
            }
            for (int s = 0; s < many; s++) {
                x[s] += h / 6 * (k[0][s] + 2 * k[1][s] + 2 * k[2][s] + k[3][s]);
            }
        }
    }

    private void hold(double[] rates, boolean rests) {
        for (int s = 0; rests && s < rates.length; s++) {
            rates[s] = isHeld(s) ? 0 : rates[s];
        }
    }
}
