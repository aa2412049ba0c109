package org.spikewright.jobs.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikewright.record.PopulationChunk;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.PopulationWriter;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.RecordedPiece;
import org.spikewright.simulate.population.RecordingSink;

/** Writes what a simulation records into a run's record. */
final class RecordSink implements RecordingSink {

    private PopulationWriter writer;
    private PopulationOutline outline;
    private long first;

    /**
     * Writes there from now on; what is sampled beyond the outline is left out.
     *
     * @param start the step of the simulation at which the record begins; no piece goes across it
     */
    void into(PopulationWriter record, PopulationOutline outlined, long start) {
        first = start;
        writer = record;
        outline = outlined;
    }

    @Override
    public void take(RecordedPiece piece) {
        if (piece.to() <= first) {
            return;
        }
        if (piece.to() - first > Integer.MAX_VALUE) {
            throw new UncheckedIOException(new IOException("a record has at most " + Integer.MAX_VALUE
                    + " steps, which have passed; take longer steps, or a shorter time and more runs"));
        }
        List<PopulationRecord.Spikes> spikes = piece.spikes().stream().map(this::spikes).toList();
        List<float[][]> samples = new ArrayList<>();
        for (int i = 0; i < piece.samples().size(); i++) {
            int width = outline.sampled().get(i).width();
            samples.add(Arrays.stream(piece.samples().get(i).values()).map(row -> row.length > width ? Arrays.copyOf(row, width) : row)
                    .toArray(float[][]::new));
        }
        try {
            writer.append(new PopulationChunk((int) (piece.from() - first), (int) (piece.to() - first), spikes, samples));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException("what was recorded up to step " + piece.to() + " cannot be written: " + e.getMessage(), e));
        }
    }

    private PopulationRecord.Spikes spikes(Raster raster) {
        int[] steps = new int[raster.count()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (int) (raster.steps()[i] - first);
        }
        return new PopulationRecord.Spikes(raster.population(), raster.size(), steps, raster.neurons(), raster.fractions());
    }
}
