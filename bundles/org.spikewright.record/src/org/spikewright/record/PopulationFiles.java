package org.spikewright.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.spikewright.common.TextFile;

/**
 * Where a recording of populations lies in a job's folder. {@code populations.json} says what is recorded and up to which step
 * each chunk goes; a chunk is one file of tensors, the first {@code spikes.safetensors}, the next {@code spikes.0002.safetensors}.
 * A chunk counts once the index lists it, and the index is replaced as a whole, so that whoever is killed leaves what was
 * recorded up to the last whole chunk. The reasons are in {@code docs/decisions/0006-chunks-of-recordings.md}.
 */
final class PopulationFiles {

    private static final String INDEX = "populations.json";
    private static final String PLASTIC = "plastic.safetensors";

    private final RecordFolder record;
    private final String job;

    PopulationFiles(RecordFolder record, String job) {
        this.record = record;
        this.job = job;
    }

    /**
     * The index.
     *
     * @param steps how many steps all chunks have
     * @param plastic connections whose weights are kept
     * @param synapses how many each of these has; {@code null} in records of earlier versions, which do not say
     * @param sampled {@code null} in records of earlier versions
     * @param chunks the step at which each ends, or {@code null} in records of earlier versions: they have one, with the weights
     * @param complete whether nothing will follow
     */
    record Index(double start, double step, int steps, List<PopulationOutline.Population> populations,
            @MayBeAbsent List<String> plastic, @MayBeAbsent long[] synapses, @MayBeAbsent List<PopulationOutline.Sampled> sampled,
            @MayBeAbsent int[] chunks, boolean complete) {
    }

    void write(Index index) throws IOException {
        JsonFile.write(record.place(job, INDEX), index);
    }

    /** The index, if there is a recording. */
    Optional<Index> read() throws IOException {
        Optional<Path> file = record.find(job, INDEX);
        return file.isEmpty() ? Optional.empty()
                : Optional.of(JsonFile.read(file.get(), Index.class, TextFile.MOST, Soundness::populations));
    }

    /** Where a chunk is written; they count from 0. */
    Path chunk(int number) {
        return record.place(job, name(number));
    }

    /** The file of a chunk, to be read. */
    TensorFile openChunk(int number) throws IOException {
        return TensorFile.open(record.require(job, name(number)));
    }

    private static String name(int chunk) {
        return chunk == 0 ? "spikes.safetensors" : String.format("spikes.%04d.safetensors", chunk + 1);
    }

    /** Where weights before and after are written. */
    Path plastic() {
        return record.place(job, PLASTIC);
    }

    /** The file of weights before and after, to be read. */
    TensorFile openPlastic() throws IOException {
        return TensorFile.open(record.require(job, PLASTIC));
    }
}
