package org.spikewright.mapping;

import org.spikewright.common.Work;

/** Maps networks onto chips. */
public interface Mapper {

    /**
     * Maps a network and estimates what it costs.
     *
     * @throws DoesNotFitException if no division of the network over the chip's cores keeps every limit
     */
    MappingResult map(MappingTask task, Work work);
}
