package org.spikewright.execute;

/**
 * How far derivatives flow back in time. What layers receive that delays bring from earlier steps has its derivatives in any case.
 *
 * @param steps in blocks of how many steps they flow, none from one block to the block before; 0 for all steps
 * @param recurrent whether they also flow from step to step through recurrent weights, beside what neurons keep
 */
public record Flow(int steps, boolean recurrent) {

    /** Through all steps, all the way. */
    public static final Flow ALL = new Flow(0, true);

    /** Whether no derivatives flow from a step to the one before. */
    boolean ends(int step) {
        return steps > 0 && step % steps == 0;
    }
}
