package org.spikewright.dataset;

import java.util.Optional;
import java.util.OptionalDouble;
import org.spikewright.common.Work;

/**
 * What is done to all samples of a data set, those to learn from and those to be tested on alike; what it measures, it measures of those
 * to learn from. Other bundles may bring transforms of their own.
 */
public interface Transform {

    /**
     * What samples are like afterwards; empty if that is known only when they have been read.
     *
     * @throws IllegalArgumentException if it cannot be done to such samples; the message says why
     */
    Optional<SampleForm> form(SampleForm before);

    /** Seconds between the values of the series that it makes, where they follow from it alone. */
    default OptionalDouble interval() {
        return OptionalDouble.empty();
    }

    /**
     * The samples afterwards; they may be made when they are read.
     *
     * @throws IllegalArgumentException if it cannot be done to such samples; the message says why
     */
    DataSet apply(DataSet data, Work work);
}
