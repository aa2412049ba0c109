package org.spikewright.kernel.internal;

/** What is left of something that fades exponentially, by the steps that passed; that of the first thousands is remembered. */
final class Decay {

    private static final int REMEMBERED = 4096;

    private final double tau;
    private final double dt;
    private final double[] left = new double[REMEMBERED];

    /**
     * A decay.
     *
     * @param tau time constant in seconds; infinite where nothing fades
     * @param dt time step in seconds
     */
    Decay(double tau, double dt) {
        this.tau = tau;
        this.dt = dt;
        for (int steps = 0; steps < REMEMBERED; steps++) {
            left[steps] = exactly(steps);
        }
    }

    /** The part that is left after so many steps, at least 0. */
    double after(int steps) {
        return steps < REMEMBERED ? left[steps] : exactly(steps);
    }

    private double exactly(int steps) {
        return Double.isInfinite(tau) ? 1 : Math.exp(-steps * dt / tau);
    }
}
