package org.spikewright.dataset;

import java.util.List;

/**
 * Samples to learn from and samples to be tested on.
 *
 * @param name for reports
 * @param train to learn from
 * @param test never learnt from
 */
public record DataSet(String name, Samples train, Samples test) {

    /** The names of the classes of both parts: one of them may lack the last classes. */
    public List<String> classNames() {
        return train.classes() > test.classes() ? train.classNames() : test.classNames();
    }

    /** How many classes both parts together have. */
    public int classes() {
        return classNames().size();
    }
}
