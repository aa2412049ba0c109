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
     * @param trainAccuracy share of the training samples answered right, 0 to 1; absent where they have no classes
     * @param testLoss mean loss over the test samples
     * @param testAccuracy share of the test samples answered right, 0 to 1; absent where they have no classes
     */
    public record Epoch(int epoch, double trainLoss, @MayBeAbsent Double trainAccuracy, double testLoss, @MayBeAbsent Double testAccuracy) {

        /** Whether the samples have classes. */
        public boolean isOfClasses() {
            return trainAccuracy != null && testAccuracy != null;
        }
    }
}
