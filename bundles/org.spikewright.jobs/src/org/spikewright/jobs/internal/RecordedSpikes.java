package org.spikewright.jobs.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.simulate.population.SpikeSource;

/**
 * The spikes of a population in a record, read chunk by chunk.
 *
 * @param population its index in the record
 * @param first the step of the simulation at which the record begins
 */
record RecordedSpikes(PopulationReader reader, int population, long first) implements SpikeSource {

    @Override
    public int size() {
        return reader.outline().populations().get(population).neurons();
    }

    @Override
    public void forEach(Visitor visitor) {
        try {
            for (int chunk = 0; chunk < reader.chunks(); chunk++) {
                PopulationRecord.Spikes spikes = reader.spikes(chunk, population);
                for (int i = 0; i < spikes.count(); i++) {
                    visitor.spike((first + spikes.time(i)) * reader.outline().step(), spikes.neuron()[i]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
