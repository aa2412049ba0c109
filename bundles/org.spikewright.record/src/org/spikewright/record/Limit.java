package org.spikewright.record;

/**
 * A measure not below a value, or not above it.
 *
 * @param value in SI units
 * @param isLeast whether less than the value is too little; otherwise more is too much
 */
public record Limit(Measure measure, double value, boolean isLeast) {

    /** Whether a value of the measure keeps it. */
    public boolean holds(double measured) {
        return isLeast ? measured >= value : measured <= value;
    }
}
