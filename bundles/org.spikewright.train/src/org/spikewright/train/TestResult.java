package org.spikewright.train;

/**
 * How a network does on samples it has not learnt from.
 *
 * @param loss mean over the samples
 * @param accuracy the part that is classified correctly; not a number where samples have no classes
 * @param confusion how many samples of each class (row) were taken for each class (column)
 * @param samplesPerSecond speed
 */
public record TestResult(double loss, double accuracy, int[][] confusion, double samplesPerSecond) {
}
