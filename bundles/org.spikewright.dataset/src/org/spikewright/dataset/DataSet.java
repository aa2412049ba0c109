package org.spikewright.dataset;

/**
 * Samples to learn from and samples to be tested on.
 *
 * @param name for reports
 * @param train to learn from
 * @param test never learnt from
 */
public record DataSet(String name, Samples train, Samples test) {
}
