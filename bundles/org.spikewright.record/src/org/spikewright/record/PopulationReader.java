package org.spikewright.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    /** The chunk that was read last: a reader asks for one population after the other. */
    private TensorFile latest;
    private int latestNumber = -1;

    private PopulationReader(PopulationFiles files, Index index, int[] ends) {
        this.files = files;
        this.index = index;
        this.ends = ends;
        this.outline = new PopulationOutline(index.start(), index.step(), index.populations(),
                index.sampled() == null ? List.of() : index.sampled());
    }

    /** Opens the recording in a job's folder, if there is one. */
    static Optional<PopulationReader> open(PopulationFiles files) throws IOException {
        Optional<Index> index = files.read();
        if (index.isEmpty()) {
            return Optional.empty();
        }
        int[] ends = index.get().chunks() == null ? new int[] {index.get().steps()} : index.get().chunks();
        int whole = ends.length;
        if (index.get().chunks() != null && !index.get().complete()) {
            whole = 0;
            while (whole < ends.length && isWhole(files, whole)) {
                whole++;
            }
        }
        return Optional.of(new PopulationReader(files, index.get(), Arrays.copyOf(ends, whole)));
    }

    private static boolean isWhole(PopulationFiles files, int chunk) {
        try {
            files.openChunk(chunk);
            return true;
        } catch (IOException _) {
            return false;
        }
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
        boolean offGrid = tensors(chunk).names().contains(of.name() + ".fraction");
        PopulationRecord.Spikes spikes = new PopulationRecord.Spikes(of.name(), of.neurons(),
                column(chunk, of.name() + ".step", int[].class), column(chunk, of.name() + ".neuron", int[].class),
                offGrid ? column(chunk, of.name() + ".fraction", float[].class) : new float[0]);
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
        float[] values = column(chunk, "samples." + number, float[].class);
        long count = outline.samples(sampled, from(chunk + 1)) - outline.samples(sampled, from(chunk));
        int width = sampled.width();
        check(chunk, values.length == count * width);
        float[][] samples = new float[(int) count][];
        Arrays.setAll(samples, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
        return samples;
    }

    private <T> T column(int chunk, String name, Class<T> type) throws IOException {
        Optional<Tensor> column = tensors(chunk).read(name);
        check(chunk, column.isPresent() && type.isInstance(column.get().values()));
        return type.cast(column.get().values());
    }

    private TensorFile tensors(int chunk) throws IOException {
        if (latestNumber != chunk) {
            latest = files.openChunk(chunk);
            latestNumber = chunk;
        }
        return latest;
    }

    private void check(int chunk, boolean sound) throws IOException {
        if (!sound) {
            throw Damage.of(files.chunk(chunk), "its columns are not those of steps " + from(chunk) + " to " + from(chunk + 1));
        }
    }

    /** The weights of connections that changed, once the recording has ended. */
    public List<PopulationRecord.Weights> weights() throws IOException {
        List<PopulationRecord.Weights> weights = new ArrayList<>();
        if (index.plastic() == null || index.plastic().isEmpty()) {
            return weights;
        }
        boolean isAlone = index.chunks() != null;
        TensorFile file = isAlone ? files.openPlastic() : files.openChunk(0);
        for (int i = 0; i < index.plastic().size(); i++) {
            String name = index.plastic().get(i);
            Optional<Tensor> before = file.read(name + ".before");
            Optional<Tensor> after = file.read(name + ".after");
            if (before.isPresent() && after.isPresent() && before.get().values() instanceof float[] then
                    && after.get().values() instanceof float[] now && then.length == now.length) {
                weights.add(new PopulationRecord.Weights(name, then, now,
                        index.synapses() == null ? then.length : Math.max(then.length, index.synapses()[i])));
            } else {
                throw Damage.of(isAlone ? files.plastic() : files.chunk(0), "it has no weights of " + name);
            }
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
