package org.spikewright.jobs.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;

/** Shows samples of a data set to networks of populations. */
final class SampleStimulus {

    private final EncodedSamples samples;

    SampleStimulus(EncodedSamples samples) {
        this.samples = samples;
    }

    /**
     * The network with the spikes of the samples in their places.
     *
     * @throws DataException if a population has not one cell for each input, or the samples are no spikes or too few
     */
    PopulationNetwork in(PopulationNetwork network) {
        List<Population> populations = network.populations().stream().map(population -> population.cells() instanceof Population.SampleTrains shown
                ? new Population(population.name(), population.size(), given(population, shown), population.layout()) : population).toList();
        return new PopulationNetwork(network.name(), populations, network.projections(), network.drives());
    }

    private Population.GivenTrains given(Population population, Population.SampleTrains shown) {
        if (samples.encoder().valued()) {
            throw new DataException("'" + population.name() + "' shows samples, but they are encoded as values; encode them as"
                    + " spikes, for instance with encode rate(steps = 100)");
        }
        if (samples.inputs() != population.size()) {
            throw new DataException("'" + population.name() + "' has " + population.size() + " cells, but a sample has " + samples.inputs()
                    + " inputs");
        }
        if (shown.first() + shown.count() > samples.samples().size()) {
            throw new DataException("'" + population.name() + "' shows samples up to " + (shown.first() + shown.count() - 1)
                    + ", but there are only " + samples.samples().size());
        }
        int steps = samples.encoder().steps();
        int[] ends = new int[steps];
        int[] inputs = new int[steps * samples.inputs()];
        float[] scratch = new float[samples.samples().length()];
        DoubleStream.Builder[] trains = new DoubleStream.Builder[population.size()];
        Arrays.setAll(trains, _ -> DoubleStream.builder());
        for (int i = 0; i < shown.count(); i++) {
            double start = i * (steps * shown.step() + shown.pause());
            samples.encode(shown.first() + i, 0, scratch, ends, 0, inputs, new float[0], 0);
            for (int t = 0; t < steps; t++) {
                for (int k = t == 0 ? 0 : ends[t - 1]; k < ends[t]; k++) {
                    trains[inputs[k]].add(start + (t + 1) * shown.step());
                }
            }
        }
        return new Population.GivenTrains(Arrays.stream(trains).map(train -> train.build().toArray()).toArray(double[][]::new));
    }
}
