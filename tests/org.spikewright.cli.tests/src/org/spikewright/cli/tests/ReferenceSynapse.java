package org.spikewright.cli.tests;

import static org.spikewright.cli.tests.ReferenceCell.n;

/** Rules of plasticity as the language has them, and beside each what it means, worked out for one synapse by itself. */
enum ReferenceSynapse {
    /** Resources that are used up. */
    DEPRESSING("""
            state w : T = %1$s u state x : Real = 0
            dx/dt = -x / %2$s ms
            when pre then w = %1$s u * (1 - x), x += %3$s * (1 - x)""") {
        @Override
        double pre(One one, double[] p, double factor) {
            one.w = p[0] * (1 - one.x);
            one.x += p[2] * (1 - one.x);
            return one.w;
        }
    },
    /** No limit. */
    GROWING("""
            state w : T = %1$s u
            when pre then w += %3$s * 0.1 u""") {
        @Override
        double pre(One one, double[] p, double factor) {
            one.w += p[2] * 0.1;
            return one.w;
        }
    },
    /** Pairs of spikes. */
    PAIRS("""
            state w : T = %1$s u state x : Real = 0 state y : Real = 0
            dx/dt = -x / %2$s ms
            dy/dt = -y / %2$s ms
            when pre then w = max(0 u, w - %3$s * 0.1 u * y)
            when post then w = min(0.5 u, w + %3$s * 0.2 u * x)
            when pre then x += 1
            when post then y += 1""") {
        @Override
        double pre(One one, double[] p, double factor) {
            one.w = Math.max(0, one.w - p[2] * 0.1 * one.y);
            one.x += 1;
            return one.w;
        }

        @Override
        void post(One one, double[] p, double factor) {
            one.w = Math.min(0.5, one.w + p[2] * 0.2 * one.x);
            one.y += 1;
        }
    },
    /** A third factor turns a tag into weight. */
    MODULATED("""
            state w : T = %1$s u state y : Real = 0 input r : Real
            dy/dt = -y / %2$s ms
            when post then y += 1
            when pre then w += %3$s * 0.05 u * r * y""") {
        @Override
        double pre(One one, double[] p, double factor) {
            one.w += p[2] * 0.05 * factor * one.y;
            return one.w;
        }

        @Override
        void post(One one, double[] p, double factor) {
            one.y += 1;
        }
    },
    /** What is sent is not the weight. */
    SENDING("""
            state w : T = %1$s u state x : Real = 0
            dx/dt = -x / %2$s ms
            when pre then x += %3$s * (1 - x)
            output w * (1 - x)""") {
        @Override
        double pre(One one, double[] p, double factor) {
            double sent = one.w * (1 - one.x);
            one.x += p[2] * (1 - one.x);
            return sent;
        }
    },
    /** A weight with an equation of its own. */
    DRIFTING("""
            state w : T = %1$s u
            dw/dt = (%3$s * 0.3 u - w) / %2$s ms
            when pre then w += 0.01 u""") {
        @Override
        double pre(One one, double[] p, double factor) {
            one.w += 0.01;
            return one.w;
        }

        @Override
        void tick(One one, double[] p, double dt) {
            double rest = p[2] * 0.3;
            one.w = rest + (one.w - rest) * Math.exp(-dt / p[1]);
        }
    };

    /** How many parameters each has: the first weight, a time constant in ms, and a share. */
    static final int PARAMETERS = 3;

    /** A synapse. */
    static final class One {
        double w;
        double x;
        double y;

        One(double w) {
            this.w = w;
        }

        /** Lets traces fade through a step of so many ms. */
        void fade(double dt, double tau) {
            x *= Math.exp(-dt / tau);
            y *= Math.exp(-dt / tau);
        }
    }

    private final String text;

    ReferenceSynapse(String text) {
        this.text = text;
    }

    /** What stands between the braces of a synapse, with T for the type of its weight and u for the unit. */
    String text(double[] p) {
        return text.formatted(n(p[0]), n(p[1]), n(p[2]));
    }

    /** A spike arrives; returns what is sent. */
    abstract double pre(One one, double[] p, double factor);

    /** The target fires. */
    void post(One one, double[] p, double factor) {
        // most rules do not look at it
    }

    /** A step of so many ms ends. */
    void tick(One one, double[] p, double dt) {
        // most weights stay
    }
}
