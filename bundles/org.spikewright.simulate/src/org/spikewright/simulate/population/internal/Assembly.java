package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.RandomRows;
import org.spikewright.kernel.StepProgram;
import org.spikewright.kernel.Workers;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.SpikeTiming;

/** Makes the partitions of a network: neurons in their initial states, and all synapses. */
public final class Assembly {

    /** The longest block, where no delay makes it shorter: so many steps of random numbers are kept at once. */
    private static final int LONGEST_BLOCK = 64;
    /** Partitions for which the length of a block is chosen. */
    private static final int USUAL_PARTITIONS = 2;

    private final PopulationTask task;
    private final PopulationNetwork network;
    private final Partitioning division;
    private final Kernels compiler;
    private final RandomRows random;
    private final ClosedLoop.External external;
    private final Map<String, double[][]> replayed = new HashMap<>();
    private final Map<String, PointKey> keys = new HashMap<>();
    private final Map<PointKey, StepProgram> steps = new HashMap<>();
    private final Map<String, PointKernel> kernels = new HashMap<>();
    private int block;
    /** Whether partitions need each other after each step, however long a block is that fits the caches. */
    private boolean defers;
    private int history;

    /** Makes ready to assemble the network of a task. */
    public Assembly(PopulationTask task, Kernels compiler, RandomRows random) {
        this.task = task;
        this.network = task.network();
        this.compiler = compiler;
        this.random = random;
        this.external = ClosedLoop.External.of(task);
        for (Population population : network.populations()) {
            if (population.cells() instanceof Population.Neurons neurons) {
                PointKey key = key(population.name(), neurons);
                keys.put(population.name(), key);
                steps.computeIfAbsent(key, this::step);
            }
        }
        this.division = new Partitioning(network, this::inputs, task.threads());
    }

    /** How many numbers each neuron of a population receives in a step. */
    private int inputs(Population population) {
        return Optional.ofNullable(keys.get(population.name())).map(key -> steps.get(key).inputs().size()).orElse(0);
    }

    /** What a kernel depends on. */
    private record PointKey(NeuronProgram program, Set<String> varying, List<Integer> driven, Set<String> deferrable) {
    }

    private PointKey key(String population, Population.Neurons neurons) {
        Set<String> varying = new TreeSet<>();
        neurons.parameters().forEach((name, values) -> {
            if (!(values instanceof Distribution.Constant)) {
                varying.add(name);
            }
        });
        Set<Integer> driven = new TreeSet<>();
        network.drives().stream().filter(drive -> drive.target().equals(population))
                .forEach(drive -> driven.add(neurons.program().receptor(drive.receptor())));
        Set<String> deferrable = new HashSet<>(neurons.program().inputs());
        driven.forEach(receptor -> deferrable.remove(neurons.program().inputs().get(receptor)));
        network.projections().stream().filter(projection -> projection.target().equals(population) && !projection.uniform())
                .forEach(projection -> deferrable.remove(projection.receptor()));
        return new PointKey(neurons.program(), varying, List.copyOf(driven), deferrable);
    }

    private StepProgram step(PointKey key) {
        return offGrid() ? Discretiser.offGrid(key.program(), task.dt(), key.varying())
                : Discretiser.of(key.program(), task.dt(), key.varying());
    }

    private boolean offGrid() {
        return task.timing() == SpikeTiming.OFF_GRID;
    }

    /** What runs: where partitions need each other after each step, what may arrive late does. */
    private StepProgram runStep(PointKey key) {
        return !defers ? steps.get(key)
                : Discretiser.of(key.program(), task.dt(), key.varying(), key.deferrable());
    }

    private Map<String, PointKernel> makeKernels() {
        Map<PointKey, PointKernel> made = new HashMap<>();
        Map<String, PointKernel> byPopulation = new HashMap<>();
        keys.forEach((population, key) -> byPopulation.put(population, made.computeIfAbsent(key,
                one -> compiler.of(runStep(one), one.driven().stream().mapToInt(Integer::intValue).toArray()))));
        return byPopulation;
    }

    /** The kernel of each population of neurons, by name; known once partitions are made. */
    Map<String, PointKernel> kernels() {
        return kernels;
    }

    /** What an environment gives. */
    ClosedLoop.External external() {
        return external;
    }

    Partitioning division() {
        return division;
    }

    /** All partitions, in order. */
    Partition[] partitions(Workers workers, Work work) {
        List<StaticProjection> projections = new ArrayList<>();
        List<PlasticProjection> rules = new ArrayList<>();
        for (Projection projection : network.projections()) {
            StaticProjection connections = new StaticProjection(projection, network, division, task);
            if (projection.plasticity().isPresent()) {
                rules.add(new PlasticProjection(connections, network, division, task, compiler));
            } else {
                projections.add(connections);
            }
        }
        int count = division.partitions().size();
        Quanta quanta = new Quanta(network.populations().stream()
                .mapToInt(population -> inputs(population)).toArray());
        SynapseBuilder[] builders = new SynapseBuilder[count];
        List<List<Shard>> pieces = new ArrayList<>();
        int[] columns = new int[count];
        for (List<Partitioning.Range> ranges : division.partitions()) {
            List<Shard> members = new ArrayList<>();
            for (Partitioning.Range range : ranges) {
                Shard piece = piece(range, columns[pieces.size()]);
                members.add(piece);
                columns[pieces.size()] += piece.columns();
            }
            pieces.add(members);
        }
        List<List<PlasticSynapses>> plastic = new ArrayList<>();
        pieces.forEach(_ -> plastic.add(new ArrayList<>()));
        work.begin(task.name() + ": connect", count);
        workers.run(count, (p, _) -> {
            builders[p] = new SynapseBuilder(pieces.get(p), columns[p], division.end(), projections, offGrid(), work);
            builders[p].build();
            plastic.get(p).addAll(plastic(rules, pieces.get(p)));
            work.advance(1);
        });
        int longest = 1;
        int shortest = LONGEST_BLOCK;
        for (SynapseBuilder builder : builders) {
            builder.measure(quanta);
            longest = Math.max(longest, builder.longestDelay());
            shortest = Math.min(shortest, builder.shortestDelay());
        }
        for (List<PlasticSynapses> changing : plastic) {
            for (PlasticSynapses one : changing) {
                longest = Math.max(longest, one.longestDelay());
            }
        }
        for (PlasticProjection rule : rules) {
            int number = 0;
            for (List<PlasticSynapses> changing : plastic) {
                for (PlasticSynapses one : changing) {
                    if (one.rule == rule) {
                        one.first(number);
                        number += one.weights.length;
                    }
                }
            }
        }
        // As long on any number of threads, so that a run that fails does so at the same time.
        int block = rules.isEmpty() && !offGrid() ? Math.min(shortest, InputRing.mostSteps(Arrays.stream(columns).sum() / USUAL_PARTITIONS)) : 1;
        defers = !offGrid() && (!rules.isEmpty() || shortest == 1);
        if (offGrid()) {
            checkOffGrid(rules);
        }
        this.block = block;
        history = longest + (offGrid() ? 1 : 0);
        pieces.forEach(members -> members.forEach(piece -> quanta.repeated(piece.mostSpikes())));
        kernels.putAll(work.await(this::makeKernels));
        pieces.forEach(members -> members.forEach(this::giveKernel));
        int first = Math.min(shortest, longest);
        Partition[] partitions = new Partition[count];
        workers.run(count, (p, _) -> {
            work.checkCancelled();
            partitions[p] = new Partition(pieces.get(p), builders[p].finish(quanta, first, history),
                    builders[p].finishLate(), plastic.get(p),
                    new SpikeHistory(history + Engine.lag(block), offGrid()), new InputRing(columns[p], block), offGrid() ? Optional.of(builders[p].within()) : Optional.empty());
        });
        return partitions;
    }

    private void checkOffGrid(List<PlasticProjection> rules) {
        if (!rules.isEmpty()) {
            throw new IllegalArgumentException("projection " + rules.getFirst().connections.projection.name()
                    + " is plastic, and rules of plasticity take spikes at the ends of steps only; choose spike times on the grid");
        }
        network.heldOverSteps().ifPresent(projection -> {
            throw new IllegalArgumentException("projection " + projection.name() + " ends at " + projection.receptor()
                    + ", which is held over a step, so that spikes cannot arrive within one; choose spike times on the grid");
        });
    }

    private void giveKernel(Shard piece) {
        if (piece instanceof NeuronShard neurons) {
            neurons.kernel(kernels.get(network.populations().get(piece.population).name()));
        }
    }

    private static List<PlasticSynapses> plastic(List<PlasticProjection> rules, List<Shard> pieces) {
        List<PlasticSynapses> found = new ArrayList<>();
        for (PlasticProjection rule : rules) {
            for (Shard piece : pieces) {
                if (piece instanceof NeuronShard neurons && piece.population == rule.connections.target) {
                    found.add(new PlasticSynapses(rule, neurons));
                }
            }
        }
        return found;
    }

    /** Steps that partitions may simulate before they need each other's spikes. */
    int block() {
        return block;
    }

    /** Steps for which spikes are on their way at most. */
    int history() {
        return history;
    }

    private Shard piece(Partitioning.Range range, int column) {
        Population population = network.populations().get(range.population());
        int number = division.number(range.population()) + range.from();
        return switch (population.cells()) {
            case Population.Neurons neurons -> neurons(range, number, column, population, neurons);
            case Population.PoissonTrains(var rate) -> SourcePiece.poisson(range.population(), range.from(), range.count(),
                    number, rate, task.dt(), key("trains/" + population.name()), random, offGrid());
            case Population.GivenTrains(double[][] seconds) -> SourcePiece.given(range.population(), range.from(),
                    range.count(), number, seconds, task.dt(), offGrid());
            case Population.ReplayedTrains trains -> SourcePiece.given(range.population(), range.from(), range.count(), number,
                    replayed.computeIfAbsent(population.name(), _ -> Replay.of(population, trains)), task.dt(), offGrid());
            case Population.SampleTrains _ -> throw new IllegalArgumentException(
                    "nobody said which samples " + population.name() + " shows");
            case Population.External() -> SourcePiece.external(range.population(), range.from(), range.count(), number,
                    external.trains().get(population.name()));
        };
    }

    private NeuronShard neurons(Partitioning.Range range, int number, int column, Population population,
            Population.Neurons neurons) {
        PointKey key = keys.get(population.name());
        StepProgram step = steps.get(key);
        int padded = range.padded();
        NeuronArrays values = NeuronArrays.of(step.arrays().size(), padded);
        for (int i = 0; i < step.states().size(); i++) {
            String state = step.states().get(i);
            Distribution initial = neurons.initial().getOrDefault(state, Distribution.of(step.initial().get(i)));
            fill(values, i, initial, range, "initial/" + population.name() + "/" + state, step.initial().get(i));
        }
        int varying = step.states().size();
        for (int i = 0; i < step.varying().size(); i++) {
            String name = step.varying().get(i);
            fill(values, varying + i, neurons.parameters().get(name), range, "parameter/" + population.name() + "/" + name,
                    neurons.program().parameters().get(name));
        }
        if (!step.derived().isEmpty()) {
            derive(step, values, padded);
        }
        List<PieceDrive> drives = new ArrayList<>();
        for (Drive drive : network.drives()) {
            if (drive.target().equals(population.name())) {
                int row = key.driven().indexOf(neurons.program().receptor(drive.receptor()));
                drives.add(PieceDrive.of(drive, row, range.from(), range.count(), padded, task.dt(), offGrid(), weights(drive, range),
                        key("drive/" + drive.name()), random, external));
            }
        }
        long[] noiseKeys = step.noises().stream()
                .mapToLong(noise -> key("noise/" + population.name() + "/" + stream(neurons.program(), noise))).toArray();
        return new NeuronShard(range.population(), range.from(), range.count(), number, step.inputs().size(), column,
                values, drives.toArray(PieceDrive[]::new), noiseKeys, random);
    }

    /** What a spike of a drive adds, by neuron of a range; one number where it is the same for all. */
    private float[] weights(Drive drive, Partitioning.Range range) {
        if (drive.signal().weight() instanceof Distribution.Constant(double value)) {
            return new float[] {(float) value};
        }
        float[] weights = new float[range.padded()];
        for (int j = 0; j < range.count(); j++) {
            int neuron = range.from() + j;
            weights[j] = (float) Sampler.draw(drive.signal().weight(), RandomStream.of(task.seed(), "weight/" + drive.name(), neuron), neuron, 0);
        }
        return weights;
    }

    /** The stream of a noise; what white noise adds up to in a step of linear equations has streams of its own. */
    private static String stream(NeuronProgram program, String noise) {
        return program.noises().stream().filter(one -> one.name().equals(noise)).map(NeuronProgram.Noise::stream).findFirst().orElse(noise);
    }

    /** Draws a value for each neuron; those that fill up the last block get {@code spare}. */
    private void fill(NeuronArrays values, int array, Distribution distribution, Partitioning.Range range, String stream, double spare) {
        values.fill(array, (float) spare);
        for (int j = 0; j < range.count(); j++) {
            int neuron = range.from() + j;
            values.set(array, j, (float) Sampler.draw(distribution, RandomStream.of(task.seed(), stream, neuron), neuron, 0));
        }
    }

    private static void derive(StepProgram step, NeuronArrays values, int padded) {
        int varying = step.states().size();
        int derived = varying + step.varying().size();
        for (int j = 0; j < padded; j++) {
            int neuron = j;
            double[] found = step.derivation().of(name -> values.get(varying + step.varying().indexOf(name), neuron));
            for (int i = 0; i < found.length; i++) {
                values.set(derived + i, j, (float) found[i]);
            }
        }
    }

    private long key(String stream) {
        return RandomStream.of(task.seed(), stream).nextLong();
    }
}
