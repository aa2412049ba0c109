package org.spikewright.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.spikewright.record.PopulationFiles.Index;
import org.spikewright.record.Tensors.Tensor;

/**
 * Reads a recording of populations chunk by chunk, so that it need not fit into memory. Of a recording that was interrupted, or
 * goes on, it reads what there is up to the last whole chunk. Methods throw an {@link IOException} that says in one sentence
 * which file is damaged.
 */
public final class PopulationReader {

    /** The most entries of an array that every virtual machine gives. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final PopulationFiles files;
    private final Index index;
    private final PopulationOutline outline;
    private final int[] ends;

    private PopulationReader(PopulationFiles files, Index index, int[] ends) {
        this.files = files;
        this.index = index;
        this.ends = ends;
        this.outline = new PopulationOutline(index.start(), index.step(), index.populations(),
                index.sampled() == null ? List.of() : index.sampled());
    }

    /** Opens the recording in a job's folder, if there is one. */
    static Optional<PopulationReader> open(Path folder) throws IOException {
        PopulationFiles files = new PopulationFiles(folder);
        Optional<Index> index = files.read();
        if (index.isEmpty()) {
            return Optional.empty();
        }
        int[] ends = index.get().chunks() == null ? new int[] {index.get().steps()} : index.get().chunks();
        int whole = ends.length;
        if (index.get().chunks() != null && !index.get().complete()) {
            whole = 0;
            while (whole < ends.length && Tensors.isWhole(files.chunk(whole))) {
                whole++;
            }
        }
        return Optional.of(new PopulationReader(files, index.get(), Arrays.copyOf(ends, whole)));
    }

    public PopulationOutline outline() {
        return outline;
    }

    /** Whether the recording was ended: else it was interrupted, or goes on. */
    public boolean isComplete() {
        return index.chunks() == null || index.complete();
    }

    /** How many steps can be read. */
    public int steps() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** Their length in seconds. */
    public double duration() {
        return steps() * outline.step();
    }

    /** How many chunks there are. */
    public int chunks() {
        return ends.length;
    }

    /** The first step of a chunk; that of the chunk after the last is {@link #steps}. */
    public int from(int chunk) {
        return chunk == 0 ? 0 : ends[chunk - 1];
    }

    /** The spikes of a population in one chunk. */
    public PopulationRecord.Spikes spikes(int chunk, int population) throws IOException {
        PopulationOutline.Population of = outline.populations().get(population);
        String steps = of.name() + ".step";
        String neurons = of.name() + ".neuron";
        String fractions = of.name() + ".fraction";
        Map<String, Tensor> columns = Tensors.read(files.chunk(chunk),
                name -> name.equals(steps) || name.equals(neurons) || name.equals(fractions));
        boolean offGrid = columns.containsKey(fractions);
        PopulationRecord.Spikes spikes = new PopulationRecord.Spikes(of.name(), of.neurons(),
                column(chunk, columns.get(steps), int[].class), column(chunk, columns.get(neurons), int[].class),
                offGrid ? column(chunk, columns.get(fractions), float[].class) : new float[0]);
        check(chunk, spikes.stepIndex().length == spikes.neuron().length
                && (!offGrid || spikes.fraction().length == spikes.count()));
        for (int i = 0; i < spikes.count(); i++) {
            check(chunk, spikes.stepIndex()[i] >= from(chunk) && spikes.stepIndex()[i] < from(chunk + 1) && spikes.neuron()[i] >= 0
                    && spikes.neuron()[i] < of.neurons()
                    && (!offGrid || spikes.fraction()[i] >= 0 && spikes.fraction()[i] <= 1));
        }
        return spikes;
    }

    /** What was sampled in one chunk: {@code [sample][index]}. */
    public float[][] samples(int chunk, int number) throws IOException {
        PopulationOutline.Sampled sampled = outline.sampled().get(number);
        String name = "samples." + number;
        float[] values = column(chunk, Tensors.read(files.chunk(chunk), name::equals).get(name), float[].class);
        long count = outline.samples(sampled, from(chunk + 1)) - outline.samples(sampled, from(chunk));
        int width = sampled.width();
        check(chunk, values.length == count * width);
        float[][] samples = new float[(int) count][];
        Arrays.setAll(samples, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
        return samples;
    }

    private <T> T column(int chunk, Tensor column, Class<T> type) throws IOException {
        check(chunk, column != null && type.isInstance(column.values()));
        return type.cast(column.values());
    }

    private void check(int chunk, boolean sound) throws IOException {
        if (!sound) {
            throw new IOException(files.chunk(chunk) + " is damaged: its columns are not those of steps " + from(chunk) + " to "
                    + from(chunk + 1));
        }
    }

    /** The weights of connections that changed, once the recording has ended. */
    public List<PopulationRecord.Weights> weights() throws IOException {
        List<PopulationRecord.Weights> weights = new ArrayList<>();
        if (index.plastic() == null || index.plastic().isEmpty()) {
            return weights;
        }
        Path file = index.chunks() == null ? files.chunk(0) : files.plastic();
        Predicate<String> wanted = name -> name.endsWith(".before") || name.endsWith(".after");
        Map<String, Tensor> columns = Tensors.read(file, wanted);
        for (String name : index.plastic()) {
            Tensor before = columns.get(name + ".before");
            Tensor after = columns.get(name + ".after");
            if (before == null || after == null || !(before.values() instanceof float[]) || !(after.values() instanceof float[])) {
                throw new IOException(file + " is damaged: it has no weights of " + name);
            }
            weights.add(new PopulationRecord.Weights(name, (float[]) before.values(), (float[]) after.values()));
        }
        return weights;
    }

    /**
     * Reads all spikes and weights into memory.
     *
     * @throws IOException if a population has more spikes than an array can have entries
     */
    public PopulationRecord all() throws IOException {
        List<PopulationRecord.Spikes> populations = new ArrayList<>();
        for (int p = 0; p < outline.populations().size(); p++) {
            populations.add(all(p));
        }
        return new PopulationRecord(outline.start(), outline.step(), steps(), populations, weights());
    }

    private PopulationRecord.Spikes all(int population) throws IOException {
        PopulationOutline.Population of = outline.populations().get(population);
        int[] steps = new int[0];
        int[] neurons = new int[0];
        float[] fractions = new float[0];
        int count = 0;
        for (int chunk = 0; chunk < chunks(); chunk++) {
            PopulationRecord.Spikes more = spikes(chunk, population);
            if (more.count() > MOST - count) {
                throw new IOException("the spikes of " + of.name() + " are too many to be read at once");
            }
            if (count + more.count() > steps.length) {
                int room = (int) Math.min(MOST, Math.max(count + more.count(), 2L * count));
                steps = Arrays.copyOf(steps, room);
                neurons = Arrays.copyOf(neurons, room);
            }
            if (more.fraction().length > 0) {
                fractions = Arrays.copyOf(fractions, steps.length);
                System.arraycopy(more.fraction(), 0, fractions, count, more.count());
            }
            System.arraycopy(more.stepIndex(), 0, steps, count, more.count());
            System.arraycopy(more.neuron(), 0, neurons, count, more.count());
            count += more.count();
        }
        return new PopulationRecord.Spikes(of.name(), of.neurons(), Arrays.copyOf(steps, count), Arrays.copyOf(neurons, count),
                fractions.length == 0 ? fractions : Arrays.copyOf(fractions, count));
    }
}
