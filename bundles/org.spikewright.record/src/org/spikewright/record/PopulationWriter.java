package org.spikewright.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.record.Tensors.Tensor;

/** Writes a recording of populations while it is made, chunk by chunk; {@link PopulationReader} reads it at any time. */
public final class PopulationWriter {

    private final PopulationFiles files;
    private final PopulationOutline outline;
    private final List<Integer> chunks = new ArrayList<>();

    PopulationWriter(PopulationFiles files, PopulationOutline outline) {
        this.files = files;
        this.outline = outline;
    }

    /** How many steps were written. */
    public int steps() {
        return chunks.isEmpty() ? 0 : chunks.getLast();
    }

    /**
     * Adds what was recorded next. If it cannot be written, the recording stays as it was.
     *
     * @throws IllegalArgumentException if the chunk does not follow the last, or is of something else than outlined
     */
    public void append(PopulationChunk chunk) throws IOException {
        if (chunk.from() != steps() || chunk.to() < chunk.from() || chunk.spikes().size() != outline.populations().size()
                || chunk.samples().size() != outline.sampled().size()) {
            throw new IllegalArgumentException("steps " + chunk.from() + " to " + chunk.to() + " of " + chunk.spikes().size()
                    + " populations do not follow step " + steps() + " of " + outline.populations().size());
        }
        Map<String, Tensor> columns = new LinkedHashMap<>();
        for (PopulationRecord.Spikes population : chunk.spikes()) {
            columns.put(population.name() + ".step", new Tensor(population.stepIndex(), population.count()));
            columns.put(population.name() + ".neuron", new Tensor(population.neuron(), population.count()));
            if (population.fraction().length > 0) {
                columns.put(population.name() + ".fraction", new Tensor(population.fraction(), population.count()));
            }
        }
        for (int i = 0; i < chunk.samples().size(); i++) {
            columns.put("samples." + i, tensor(chunk, i));
        }
        Tensors.write(files.chunk(chunks.size()), columns);
        chunks.add(chunk.to());
        index(List.of(), false);
    }

    private Tensor tensor(PopulationChunk chunk, int number) {
        PopulationOutline.Sampled sampled = outline.sampled().get(number);
        float[][] samples = chunk.samples().get(number);
        if (samples.length != outline.samples(sampled, chunk.to()) - outline.samples(sampled, chunk.from())) {
            throw new IllegalArgumentException("steps " + chunk.from() + " to " + chunk.to() + " have not " + samples.length
                    + " samples of " + sampled.name());
        }
        int width = sampled.width();
        float[] values = new float[samples.length * width];
        for (int i = 0; i < samples.length; i++) {
            System.arraycopy(samples[i], 0, values, i * width, width);
        }
        return new Tensor(values, samples.length, width);
    }

    /** Ends the recording. */
    public void finish(List<PopulationRecord.Weights> weights) throws IOException {
        Map<String, Tensor> columns = new LinkedHashMap<>();
        for (PopulationRecord.Weights plastic : weights) {
            columns.put(plastic.name() + ".before", new Tensor(plastic.before(), plastic.before().length));
            columns.put(plastic.name() + ".after", new Tensor(plastic.after(), plastic.after().length));
        }
        if (!columns.isEmpty()) {
            Tensors.write(files.plastic(), columns);
        }
        index(weights, true);
    }

    private void index(List<PopulationRecord.Weights> plastic, boolean complete) throws IOException {
        files.write(new PopulationFiles.Index(outline.start(), outline.step(), steps(), outline.populations(),
                plastic.stream().map(PopulationRecord.Weights::name).toList(),
                plastic.stream().mapToLong(PopulationRecord.Weights::synapses).toArray(), outline.sampled(),
                chunks.stream().mapToInt(Integer::intValue).toArray(), complete));
    }
}
