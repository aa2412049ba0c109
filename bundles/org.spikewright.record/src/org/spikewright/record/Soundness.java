package org.spikewright.record;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether values that were read from files can be: readers and charts rely on their counts and indices. Methods throw an {@link
 * IllegalArgumentException} that says in one sentence what cannot be. That all parts are there was checked before.
 */
final class Soundness {

    /** Beyond this, times in steps are no longer whole in a {@code double}. */
    private static final double MOST_STEPS = 1L << 53;

    private Soundness() {
    }

    static void manifest(Manifest manifest) {
        differ(manifest.jobs(), job -> Path.of(job).normalize().toString());
    }

    static void training(TrainingRecord training) {
        for (TrainingRecord.Epoch epoch : training.epochs()) {
            require(!(epoch.trainLoss() < 0 || epoch.testLoss() < 0), "a loss is below 0 in epoch " + epoch.epoch());
            require(Stream.of(epoch.trainAccuracy(), epoch.testAccuracy()).filter(Objects::nonNull).noneMatch(share -> share < 0 || share > 1),
                    "an accuracy is not from 0 to 1 in epoch " + epoch.epoch());
        }
        int[][] confusion = training.confusion();
        for (int[] row : confusion) {
            require(row.length == confusion.length, "the confusion matrix is not square");
            require(Arrays.stream(row).allMatch(count -> count >= 0), "the confusion matrix has a count below 0");
        }
    }

    static void chip(ChipRecord chip) {
        require(chip.rows() >= 1 && chip.columns() >= 1 && (long) chip.rows() * chip.columns() <= Integer.MAX_VALUE,
                "a chip cannot have " + chip.rows() + " rows and " + chip.columns() + " columns");
        int cores = chip.rows() * chip.columns();
        for (ChipRecord.Core core : chip.cores()) {
            require(isIndex(core.core(), cores), "the chip has no core " + core.core());
            require(isSize(core.load()) && isSize(core.synapticOperations()) && core.neurons() >= 0 && core.synapseBits() >= 0
                    && core.inputs() >= 0 && core.outputs() >= 0, "core " + core.core() + " cannot be used that much");
            require(core.slices().stream().allMatch(slice -> slice.from() >= 0 && slice.to() >= slice.from()),
                    "core " + core.core() + " has a slice that cannot be");
        }
        for (ChipRecord.Link link : chip.links()) {
            require(isIndex(link.from(), cores) && isIndex(link.to(), cores) && isSize(link.spikes()),
                    "there cannot be a link from core " + link.from() + " to core " + link.to() + " with " + link.spikes() + " spikes");
        }
        require(chip.limits().stream().allMatch(limit -> limit.used() >= 0 && limit.allowed() >= 0), "a limit is below 0");
    }

    static void claims(ClaimsRecord claims) {
        for (ClaimsRecord.Claim claim : claims.claims()) {
            require(claim.line() >= 1 && claim.column() >= 1, "there is no line " + claim.line() + ", column " + claim.column());
            require(claim.bounds().size() <= 2, "a claim has " + claim.bounds().size() + " bounds");
        }
    }

    static void exploration(ExplorationRecord exploration) {
        for (ExplorationRecord.Trial trial : exploration.trials()) {
            require(trial.values().size() == exploration.varied().size(),
                    "a trial has " + trial.values().size() + " values for " + exploration.varied().size() + " that were varied");
        }
    }

    static void samples(RunRecord.Samples samples) {
        require(samples.samples() >= 0 && samples.steps() >= 1 && isSize(samples.step()) && samples.step() > 0,
                "there cannot be " + samples.samples() + " samples of " + samples.steps() + " steps of " + samples.step() + " s");
        require(samples.labels().length == samples.samples() && samples.predictions().length == samples.samples(),
                "there is not one label and one answer for each of " + samples.samples() + " samples");
        differ(samples.layers(), RunRecord.LayerSize::name);
        require(samples.layers().stream().allMatch(layer -> layer.neurons() >= 1), "a layer has no neurons");
    }

    static void spikes(SpikeRecord spikes) {
        for (SpikeRecord.LayerSpikes layer : spikes.layers()) {
            int count = layer.neuron().length;
            require(layer.sample().length == count && layer.stepIndex().length == count,
                    "the columns of " + layer.name() + " have different lengths");
            require(IntStream.range(0, count).allMatch(i -> isIndex(layer.sample()[i], spikes.samples())
                    && isIndex(layer.stepIndex()[i], spikes.steps()) && isIndex(layer.neuron()[i], layer.neurons())
                    && (i == 0 || layer.sample()[i - 1] <= layer.sample()[i])), layer.name() + " has a spike that cannot be");
        }
    }

    static void populations(PopulationFiles.Index index) {
        require(isSize(index.start()) && isSize(index.step()) && index.step() > 0 && index.start() / index.step() <= MOST_STEPS
                && index.steps() >= 0,
                "there cannot be " + index.steps() + " steps of " + index.step() + " s from " + index.start() + " s on");
        for (PopulationOutline.Population population : index.populations()) {
            require(population.neurons() >= 1 && population.recorded() >= 0 && population.recorded() <= population.neurons(),
                    "a population cannot have " + population.neurons() + " neurons, " + population.recorded() + " of them recorded");
            which(population);
        }
        differ(index.populations(), PopulationOutline.Population::name);
        differ(index.plastic() == null ? List.of() : index.plastic(), name -> name);
        require(index.synapses() == null || index.plastic() != null && index.synapses().length == index.plastic().size(),
                "it does not say of each connection how many synapses it has");
        require((index.chunks() == null) == (index.sampled() == null), "it does not say what was recorded");
        if (index.chunks() != null) {
            chunks(index.chunks(), index.steps());
            sampled(index.sampled());
        }
    }

    private static void which(PopulationOutline.Population population) {
        List<Integer> which = population.which();
        require(which == null || which.size() == population.recorded() && IntStream.range(0, which.size()).allMatch(
                i -> isIndex(which.get(i), population.neurons()) && (i == 0 || which.get(i - 1) < which.get(i))),
                "the recorded neurons of " + population.name() + " are not " + population.recorded() + " of its neurons in their order");
    }

    private static void chunks(int[] ends, int steps) {
        for (int i = 0; i < ends.length; i++) {
            require(ends[i] >= (i == 0 ? 0 : ends[i - 1]) && ends[i] <= steps, "a chunk cannot end at step " + ends[i]);
        }
    }

    private static void sampled(List<PopulationOutline.Sampled> sampled) {
        for (PopulationOutline.Sampled one : sampled) {
            require(one.interval() > 0, "what is sampled has no interval");
            require(Arrays.stream(one.indices()).allMatch(index -> index >= 0), "an index is below 0");
            require(one.kind() != PopulationOutline.Kind.STATE || one.indices().length > 0, "a state is sampled of no neuron");
        }
    }

    /** Names find columns, so that two of the same would read the same numbers twice. */
    private static <T> void differ(List<T> named, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        for (T one : named) {
            require(names.add(name.apply(one)), "there are two of the name " + name.apply(one));
        }
    }

    private static boolean isIndex(int index, int count) {
        return index >= 0 && index < count;
    }

    private static boolean isSize(double value) {
        return value >= 0 && Double.isFinite(value);
    }

    static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
