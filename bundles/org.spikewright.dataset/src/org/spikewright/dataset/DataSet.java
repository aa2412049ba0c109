package org.spikewright.dataset;

import java.util.List;
import java.util.Optional;

/**
 * Samples to learn from and samples to be tested on.
 *
 * @param name for reports
 * @param train to learn from
 * @param validation to watch the learning with; never learnt from
 * @param test never learnt from, and never looked at while weights are chosen
 */
public record DataSet(String name, Samples train, Optional<Samples> validation, Samples test) {

    /** Without validation samples. */
    public DataSet(String name, Samples train, Samples test) {
        this(name, train, Optional.empty(), test);
    }

    /**
     * The same set, with some training samples set aside for validation, drawn by a seed.
     *
     * @throws DataException if none would be left to learn from
     */
    public DataSet validating(int count, long seed) {
        if (count >= train.size()) {
            throw new DataException("'" + name + "' sets " + count + " of its " + train.size() + " training samples aside for validation, which leaves"
                    + " none to learn from");
        }
        List<Samples> parts = Subset.split(train, seed, train.size() - count, count);
        return new DataSet(name, parts.getFirst(), Optional.of(parts.getLast()), test);
    }

    /** The names of the classes of both parts: one of them may lack the last classes. */
    public List<String> classNames() {
        return train.classes() > test.classes() ? train.classNames() : test.classNames();
    }

    /** How many classes both parts together have. */
    public int classes() {
        return classNames().size();
    }
}
