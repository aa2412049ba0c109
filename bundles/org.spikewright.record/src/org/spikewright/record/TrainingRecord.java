package org.spikewright.record;

import java.util.List;

/**
 * How a training went.
 *
 * @param epochs one entry for each epoch
 * @param classes the names of the classes
 * @param confusion test samples by right class (row) and answered class (column)
 */
public record TrainingRecord(List<Epoch> epochs, List<String> classes, int[][] confusion) {

    /**
     * One epoch.
     *
     * @param epoch counted from 1
     * @param trainLoss mean loss over the training samples
     * @param trainAccuracy share of the training samples answered right, 0 to 1
     * @param testLoss mean loss over the test samples
     * @param testAccuracy share of the test samples answered right, 0 to 1
     */
    public record Epoch(int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy) {
    }
}
