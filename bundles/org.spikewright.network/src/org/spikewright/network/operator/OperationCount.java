package org.spikewright.network.operator;

/**
 * How much is computed in one step on one sample, were nothing sparse. Moving numbers about counts nothing.
 *
 * @param multiplyAccumulates multiplications with their addition
 * @param others any other operation on a number: additions, comparisons, functions
 * @param stateUpdates numbers that are kept for the next step; what their new values take is among the others
 */
public record OperationCount(long multiplyAccumulates, long others, long stateUpdates) {

    /** Nothing. */
    public static final OperationCount NONE = new OperationCount(0, 0, 0);

    /** All operations on numbers. */
    public long total() {
        return multiplyAccumulates + others;
    }
}
