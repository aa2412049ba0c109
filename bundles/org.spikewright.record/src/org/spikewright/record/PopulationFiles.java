package org.spikewright.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a recording of populations lies in a job's folder. {@code populations.json} says what is recorded and up to which step
 * each chunk goes; a chunk is one file of tensors, the first {@code spikes.safetensors}, the next {@code spikes.0002.safetensors}.
 * A chunk counts once the index lists it, and the index is replaced as a whole, so that whoever is killed leaves what was
 * recorded up to the last whole chunk. The reasons are in {@code docs/decisions/0006-chunks-of-recordings.md}.
 */
final class PopulationFiles {

    private final Path folder;

    PopulationFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The index.
     *
     * @param steps how many steps all chunks have
     * @param plastic connections whose weights are kept
     * @param sampled {@code null} in records of earlier versions
     * @param chunks the step at which each ends, or {@code null} in records of earlier versions: they have one, with the weights
     * @param complete whether nothing will follow
     */
    record Index(double start, double step, int steps, List<PopulationOutline.Population> populations, List<String> plastic,
            List<PopulationOutline.Sampled> sampled, int[] chunks, boolean complete) {

        private boolean isSound() {
            for (int i = 0; chunks != null && i < chunks.length; i++) {
                if (chunks[i] < (i == 0 ? 0 : chunks[i - 1])) {
                    return false;
                }
            }
            return step > 0 && steps >= 0 && populations != null && (chunks == null) == (sampled == null)
                    && (sampled == null || sampled.stream().allMatch(one -> one.interval() > 0 && one.indices() != null));
        }
    }

    void write(Index index) throws IOException {
        JsonFile.write(index(), index);
    }

    /** The index, if there is a recording. */
    Optional<Index> read() throws IOException {
        if (!Files.exists(index())) {
            return Optional.empty();
        }
        Index index = JsonFile.read(index(), Index.class);
        if (!index.isSound()) {
            throw new IOException(index() + " is damaged: it does not say what was recorded");
        }
        return Optional.of(index);
    }

    private Path index() {
        return folder.resolve("populations.json");
    }

    /** The file of a chunk; they count from 0. */
    Path chunk(int number) {
        return folder.resolve(number == 0 ? "spikes.safetensors" : String.format("spikes.%04d.safetensors", number + 1));
    }

    /** The file of weights before and after. */
    Path plastic() {
        return folder.resolve("plastic.safetensors");
    }
}
