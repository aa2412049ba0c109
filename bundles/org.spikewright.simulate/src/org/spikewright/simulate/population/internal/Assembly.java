package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.kernel.ClockTerms;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.RandomRows;
import org.spikewright.kernel.StepProgram;
import org.spikewright.kernel.Workers;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.Distances;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Known;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Term;
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
    private final Map<String, double[][]> places = new HashMap<>();
    private final Map<String, PointKey> keys = new HashMap<>();
    private final Map<PointKey, StepProgram> steps = new HashMap<>();
    private final Map<String, PointKernel> kernels = new HashMap<>();
    private SentValues sent;
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
    private record PointKey(NeuronProgram program, Set<String> varying, List<Integer> driven, Set<String> deferrable, List<Expression> sent) {
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
        network.projections().stream().filter(projection -> projection.target().equals(population) && projection.actsInEveryStep())
                .forEach(projection -> driven.add(neurons.program().receptor(projection.receptor())));
        Set<String> deferrable = new HashSet<>(neurons.program().inputs());
        driven.forEach(receptor -> deferrable.remove(neurons.program().inputs().get(receptor)));
        network.projections().stream().filter(projection -> projection.target().equals(population) && !projection.uniform())
                .forEach(projection -> deferrable.remove(projection.receptor()));
        return new PointKey(neurons.program(), varying, List.copyOf(driven), deferrable, network.sent(population));
    }

    private StepProgram step(PointKey key) {
        return offGrid() ? Discretiser.offGrid(key.program(), task.dt(), key.varying())
                : Discretiser.of(key.program(), task.dt(), key.varying(), Set.of(), key.sent());
    }

    private boolean offGrid() {
        return task.timing() == SpikeTiming.OFF_GRID;
    }

    /** What runs: where partitions need each other after each step, what may arrive late does. */
    private StepProgram runStep(PointKey key) {
        return !defers ? steps.get(key)
                : Discretiser.of(key.program(), task.dt(), key.varying(), key.deferrable(), key.sent());
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
        List<StaticProjection> coupled = new ArrayList<>();
        for (Projection projection : network.projections()) {
            StaticProjection connections = new StaticProjection(projection, network, division, task);
            if (projection.coupling().isPresent()) {
                coupled.add(connections);
            } else if (projection.plasticity().isPresent()) {
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
            couple(coupled, pieces.get(p));
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
                longest = Math.max(longest, Math.max(one.longestDelay(), one.rule.back));
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
        int unread = rules.isEmpty() && !offGrid() ? shortest : 1;
        if (offGrid()) {
            checkOffGrid(rules, coupled);
        }
        List<CoupledSynapses> couplings = pieces.stream().flatMap(List::stream).filter(NeuronShard.class::isInstance)
                .flatMap(piece -> ((NeuronShard) piece).couplings().stream()).filter(synapses -> synapses.count() > 0).toList();
        List<PlasticSynapses> reading = plastic.stream().flatMap(List::stream).filter(synapses -> !synapses.rule.program.reads().isEmpty()).toList();
        int soonest = couplings.stream().mapToInt(CoupledSynapses::shortestDelay).min().orElse(LONGEST_BLOCK);
        int apart = Math.max(1, Math.min(unread, soonest));
        defers = !offGrid() && apart == 1;
        // As long on any number of threads, so that a run that fails does so at the same time.
        int block = Math.min(apart, InputRing.mostSteps(Arrays.stream(columns).sum() / USUAL_PARTITIONS));
        this.block = block;
        history = longest + (offGrid() ? 1 : 0);
        pieces.forEach(members -> members.forEach(piece -> quanta.repeated(piece.mostSpikes())));
        kernels.putAll(work.await(this::makeKernels));
        pieces.forEach(members -> members.forEach(this::giveKernel));
        sent = new SentValues(network, IntStream.concat(couplings.stream().mapToInt(CoupledSynapses::longestDelay),
                reading.stream().mapToInt(PlasticSynapses::longestDelay)).max().orElse(0), Engine.lag(block));
        pieces.forEach(members -> members.forEach(this::startSending));
        reading.forEach(synapses -> synapses.read(sent));
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

    private void checkOffGrid(List<PlasticProjection> rules, List<StaticProjection> coupled) {
        if (!coupled.isEmpty()) {
            throw new IllegalArgumentException("projection " + coupled.getFirst().projection.name()
                    + " acts in every step, at the ends of steps only; choose spike times on the grid");
        }
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

    private void startSending(Shard piece) {
        if (piece instanceof NeuronShard neurons) {
            neurons.send(sent, network.populations().get(piece.population).program().orElseThrow().parameters());
        }
    }

    private void couple(List<StaticProjection> coupled, List<Shard> pieces) {
        for (StaticProjection connections : coupled) {
            for (Shard piece : pieces) {
                if (piece instanceof NeuronShard neurons && piece.population == connections.target) {
                    neurons.couple(new CoupledSynapses(connections, neurons, compiler.of(connections.projection.coupling().orElseThrow())));
                }
            }
        }
    }

    private static List<PlasticSynapses> plastic(List<PlasticProjection> rules, List<Shard> pieces) {
        List<PlasticSynapses> found = new ArrayList<>();
        for (PlasticProjection rule : rules) {
            for (Shard piece : pieces) {
                if (piece instanceof NeuronShard neurons && piece.population == rule.connections.target) {
                    PlasticSynapses synapses = new PlasticSynapses(rule, neurons);
                    found.add(synapses);
                    if (rule.program.actsInEveryStep()) {
                        neurons.act(synapses);
                    }
                }
            }
        }
        return found;
    }

    /** What couplings read. */
    SentValues sent() {
        return sent;
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
            case Population.PoissonTrains trains -> poisson(range, number, population, trains);
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

    private SourcePiece poisson(Partitioning.Range range, int number, Population population, Population.PoissonTrains trains) {
        String stream = "trains/" + population.name();
        Place[] each = new Place[range.count()];
        Arrays.setAll(each, j -> new NeuronPlace(range.from() + j, range.from() + j, () -> Distances.layout(population)
                .positions(population.size(), task.seed(), population.name()), _ -> Double.NaN));
        LevelRow rate = LevelRow.of(trains.rate(), task.dt(), each, j -> RandomStream.of(task.seed(), stream + "/rate", range.from() + j));
        return SourcePiece.poisson(range.population(), range.from(), range.count(), number, rate, trains.rate().most(), trains.correlation(), task.dt(),
                key(stream), key(stream + "/common"), random, offGrid());
    }

    private NeuronShard neurons(Partitioning.Range range, int number, int column, Population population,
            Population.Neurons neurons) {
        PointKey key = keys.get(population.name());
        StepProgram step = steps.get(key);
        int padded = range.padded();
        NeuronArrays values = NeuronArrays.of(step.arrays().size(), padded);
        int varying = step.states().size();
        Supplier<double[][]> positions = () -> places.computeIfAbsent(population.name(), _ -> Distances.layout(population)
                .positions(population.size(), task.seed(), population.name()));
        Place[] each = new Place[range.count()];
        Arrays.setAll(each, j -> new NeuronPlace(range.from() + j, range.from() + j, positions, name -> values.get(varying + step.varying().indexOf(name), j)));
        for (String name : inOrder(step.varying(), neurons.parameters())) {
            fill(values, varying + step.varying().indexOf(name), neurons.parameters().get(name), each, "parameter/" + population.name() + "/" + name,
                    neurons.program().parameters().get(name));
        }
        for (int i = 0; i < step.states().size(); i++) {
            String state = step.states().get(i);
            Distribution initial = neurons.initial().getOrDefault(state, Distribution.of(step.initial().get(i)));
            fill(values, i, initial, each, "initial/" + population.name() + "/" + state, step.initial().get(i));
        }
        if (!step.derived().isEmpty()) {
            derive(step, values, padded);
        }
        List<PieceDrive> drives = new ArrayList<>();
        for (Drive drive : network.drives()) {
            if (drive.target().equals(population.name())) {
                int row = key.driven().indexOf(neurons.program().receptor(drive.receptor()));
                int[] reached = drive.selection().indices(population.size());
                Place[] own = new Place[range.count()];
                Arrays.setAll(own, j -> new NeuronPlace(Math.max(-1, Arrays.binarySearch(reached, range.from() + j)), range.from() + j, positions,
                        name -> values.get(varying + step.varying().indexOf(name), j)));
                drives.add(PieceDrive.of(drive, new PieceDrive.Reached(row, range.from(), own, padded, task.dt(), offGrid(), task.seed(), random), external));
            }
        }
        ClockTerms clock = ClockTerms.of(neurons.program());
        ClockRow[] clocks = step.noises().stream().flatMap(noise -> clock.term(noise).stream())
                .map(term -> ClockRow.of(term, step, neurons.program(), task.dt())).toArray(ClockRow[]::new);
        long[] noiseKeys = step.noises().stream().filter(noise -> clock.term(noise).isEmpty())
                .mapToLong(noise -> key("noise/" + population.name() + "/" + stream(neurons.program(), noise))).toArray();
        return new NeuronShard(range.population(), range.from(), range.count(), number, step.inputs().size(), column,
                values, drives.toArray(PieceDrive[]::new), noiseKeys, clocks, random);
    }

    /** The stream of a noise; what white noise adds up to in a step of linear equations has streams of its own. */
    private static String stream(NeuronProgram program, String noise) {
        return program.noises().stream().filter(one -> one.name().equals(noise)).map(NeuronProgram.Noise::stream).findFirst().orElse(noise);
    }

    /** Parameters in an order in which each comes after those that it follows from. */
    private static Set<String> inOrder(List<String> names, Map<String, Distribution> parameters) {
        Set<String> order = new LinkedHashSet<>();
        names.forEach(name -> append(name, parameters, order));
        return order;
    }

    private static void append(String name, Map<String, Distribution> parameters, Set<String> order) {
        if (parameters.get(name) instanceof Distribution.Formula(_, Map<String, Term> terms)) {
            terms.values().stream().filter(Known.Own.class::isInstance).map(term -> ((Known.Own) term).parameter())
                    .filter(own -> !order.contains(own)).forEach(own -> append(own, parameters, order));
        }
        order.add(name);
    }

    /** Draws a value for each neuron; those that fill up the last block get {@code spare}. */
    private void fill(NeuronArrays values, int array, Distribution distribution, Place[] each, String stream, double spare) {
        values.fill(array, (float) spare);
        Sampler sampler = Sampler.of(distribution);
        for (int j = 0; j < each.length; j++) {
            values.set(array, j, (float) sampler.draw(RandomStream.of(task.seed(), stream, each[j].item()), each[j]));
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
