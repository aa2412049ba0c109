package org.spikewright.execute;

/**
 * What a plan depends on beside its network.
 *
 * @param dt time step in seconds
 * @param resetGradient whether gradients flow through spikes into what they reset, see {@link org.spikewright.kernel.Adjoint#of}
 * @param flow how far derivatives flow back in time
 */
public record PlanOptions(double dt, boolean resetGradient, Flow flow) {

    /** With resets that take the spike as given. */
    public PlanOptions(double dt) {
        this(dt, false);
    }

    /** With derivatives that flow through all steps. */
    public PlanOptions(double dt, boolean resetGradient) {
        this(dt, resetGradient, Flow.ALL);
    }
}
