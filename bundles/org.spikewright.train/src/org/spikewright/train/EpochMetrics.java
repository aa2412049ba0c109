package org.spikewright.train;

import java.util.Optional;

/**
 * How one epoch went.
 *
 * @param epoch from 1
 * @param loss mean over the training samples, while the weights were changing
 * @param trainAccuracy the part of the training samples that were classified correctly, while the weights were changing; no
 *                      number, nor are the others, where samples have no classes
 * @param testLoss mean over the test samples after the epoch
 * @param testAccuracy the part of the test samples that are classified correctly after the epoch
 * @param validation how the validation samples did after the epoch, if there are any
 * @param spikesPerSample mean number of spikes of all layers for a training sample
 * @param samplesPerSecond training speed
 */
public record EpochMetrics(int epoch, double loss, double trainAccuracy, double testLoss, double testAccuracy,
        Optional<TestResult> validation, double spikesPerSample, double samplesPerSecond) {
}
