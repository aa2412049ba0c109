package org.spikewright.simulate.population.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.common.Work;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.RandomRows;
import org.spikewright.kernel.Workers;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.simulate.population.Environment;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.simulate.population.Raster;
import org.spikewright.simulate.population.Reached;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.RecordingSink;
import org.spikewright.simulate.population.Samples;
import org.spikewright.simulate.population.Snapshot;
import org.spikewright.simulate.population.StopCondition;

/** A network with its partitions, its engine and what was recorded. */
public final class NetworkState implements AutoCloseable {

    /** Of the order in which snapshots hold things; to be raised with it, so that those of before are refused. */
    private static final int SNAPSHOTS = 4;

    private final PopulationTask task;
    private final Assembly assembly;
    private final Workers workers;
    private final Partition[] partitions;
    private final RecorderState recording;
    private final Engine engine;
    private final List<StopMonitor> watches;
    private final Optional<ClosedLoop> loop;
    private final long fingerprint;

    /** Makes neurons and synapses. */
    public NetworkState(PopulationTask task, Optional<Environment> environment, Optional<RecordingSink> sink, Kernels kernels,
            RandomRows random, Work work) {
        this.task = task;
        this.assembly = new Assembly(task, kernels, random);
        this.recording = new RecorderState(task, assembly.division(), sink);
        this.workers = new Workers(task.threads());
        Partition[] made = null;
        try {
            made = assembly.partitions(workers, work);
        } finally {
            if (made == null) {
                workers.close();
            }
        }
        this.partitions = made;
        this.engine = new Engine(partitions, assembly.block(), assembly.history(), recording, new NumberCheck(task));
        this.watches = task.stops().stream().map(stop -> new StopMonitor(stop, task)).toList();
        this.loop = environment.map(one -> new ClosedLoop(task, one, assembly.external(), recording));
        this.fingerprint = new TaskFingerprint().add(SNAPSHOTS).add(task.network()).add(task.dt()).add(task.seed())
                .add(task.recorders().stream().filter(Recorder.Rates.class::isInstance).toList()).add(task.stops())
                .add(environment.map(one -> List.of(one.latency(), one.observed()))).add(task.timing()).value();
    }

    /** Time steps since the start. */
    public long step() {
        return engine.step();
    }

    /** Simulates so many steps, or until a condition holds, which is then returned. */
    public Optional<StopCondition> run(long steps, Work work) {
        return run(steps, true, work);
    }

    /** Simulates so many steps, whatever conditions hold. */
    public void settle(long steps, Work work) {
        run(steps, false, work);
    }

    private Optional<StopCondition> run(long steps, boolean stops, Work work) {
        work.begin(task.name() + ": simulate", steps);
        long end = engine.step() + steps;
        while (engine.step() < end) {
            long next = end;
            for (StopMonitor watch : watches) {
                next = Math.min(next, watch.next(engine.step()));
            }
            if (loop.isPresent()) {
                next = Math.min(next, loop.get().next(engine.step()));
            }
            engine.run(next, workers, work);
            loop.ifPresent(one -> one.exchange(engine.step()));
            Optional<StopCondition> met = Optional.empty();
            for (StopMonitor watch : watches) {
                Optional<StopCondition> found = watch.look(next, recording);
                met = met.or(() -> found);
            }
            if (stops && met.isPresent()) {
                return met;
            }
        }
        return Optional.empty();
    }

    /** The values of a state, by neuron. */
    public float[] values(String population, String name) {
        float[] all = new float[task.network().population(population).size()];
        forEach(population, name, (state, piece) -> System.arraycopy(piece.neurons().values(), piece.neurons().index(state, 0), all,
                piece.from, piece.count));
        return all;
    }

    /** Sets a state of one neuron. */
    public void set(String population, String name, int neuron, float value) {
        forEach(population, name, (state, piece) -> {
            if (neuron >= piece.from && neuron < piece.from + piece.count) {
                piece.neurons().set(state, neuron - piece.from, value);
            }
        });
    }

    @FunctionalInterface
    private interface Visit {
        void visit(int state, NeuronShard piece);
    }

    private void forEach(String population, String name, Visit visit) {
        int index = task.network().populations().indexOf(task.network().population(population));
        for (Partition partition : partitions) {
            for (Shard piece : partition.pieces) {
                if (piece.population == index && piece instanceof NeuronShard neurons) {
                    visit.visit(neurons.state(name), neurons);
                }
            }
        }
    }

    /** How many spikes and sampled numbers are held. */
    public long held() {
        return recording.held();
    }

    /** Gives a sink what is held. */
    public void handOver() {
        recording.handOver();
    }

    /** Recorded spikes of a population. */
    public Raster spikes(String population) {
        return recording.spikes(population);
    }

    /** Recorded samples. */
    public List<Samples> samples() {
        return recording.samples(engine.step());
    }

    /** Spikes of a population so far. */
    public long spikeCount(String population) {
        return recording.count(population);
    }

    /** How many synapses there are. */
    public long synapses() {
        long count = 0;
        for (Partition partition : partitions) {
            count += partition.synapses.count() + partition.late.count();
            count += partition.couplings().mapToLong(CoupledSynapses::count).sum();
            for (PlasticSynapses changing : partition.plastic) {
                count += changing.weights.length;
            }
        }
        return count;
    }

    /** Memory of the synapses. */
    public long synapseBytes() {
        long bytes = 0;
        for (Partition partition : partitions) {
            bytes += partition.synapses.bytes() + partition.late.bytes();
            bytes += partition.couplings().mapToLong(CoupledSynapses::bytes).sum();
            for (PlasticSynapses changing : partition.plastic) {
                bytes += changing.bytes();
            }
        }
        return bytes;
    }

    /** The kernel of a population as Java. */
    public String kernelSource(String population) {
        return assembly.kernels().get(task.network().population(population).name()).source();
    }

    /** All that the future depends on. */
    public Snapshot snapshot() {
        StateCodec sizes = StateCodec.measuring();
        transfer(sizes);
        StateCodec writing = StateCodec.writing(ByteBuffer.allocate(Long.BYTES + sizes.size()));
        writing.number(fingerprint);
        transfer(writing);
        return new Snapshot(engine.step(), writing.bytes());
    }

    /** Goes to the state of a snapshot. */
    public void restore(Snapshot snapshot) {
        StateCodec reading = StateCodec.reading(ByteBuffer.wrap(snapshot.bytes()));
        if (snapshot.bytes().length < Long.BYTES || reading.number(0) != fingerprint) {
            throw new IllegalArgumentException("the snapshot is of another simulation than " + task.name()
                    + ", or of another version; network, step, seed, stop conditions and recorders of rates must be the same");
        }
        recording.leaveFor(snapshot.step());
        transfer(reading);
    }

    /** What another simulation can go on from. */
    public Reached reached() {
        StateCodec sizes = StateCodec.measuring();
        transfer(sizes, task.network());
        StateCodec writing = StateCodec.writing(ByteBuffer.allocate(sizes.size()));
        transfer(writing, task.network());
        Map<String, float[]> weights = new HashMap<>();
        task.network().projections().stream().filter(projection -> projection.plasticity().isPresent())
                .forEach(projection -> weights.put(projection.name(), weights(projection.name())));
        return new Reached(task.name(), task.network(), task.dt(), task.seed(), task.timing(), engine.step(), states(), weights, writing.bytes());
    }

    private Map<String, List<String>> states() {
        Map<String, List<String>> states = new HashMap<>();
        for (Partition partition : partitions) {
            partition.pieces.forEach(piece -> states.put(task.network().populations().get(piece.population).name(), piece.states()));
        }
        return states;
    }

    /** Goes on where another simulation ended. */
    public void goOn(Reached before) {
        String cannot = task.name() + " cannot go on where " + before.by() + " ended: ";
        check(before, cannot);
        task.network().hindrance(before.network()).ifPresent(hindrance -> {
            throw new IllegalArgumentException(cannot + hindrance);
        });
        if (task.timing() != before.timing()) {
            throw new IllegalArgumentException(cannot + "spikes have another timing");
        }
        states().forEach((population, states) -> {
            if (!states.equals(before.states().get(population))) {
                throw new IllegalArgumentException(cannot + "with its parameters, neurons of " + population + " keep " + states + ", and kept "
                        + before.states().get(population));
            }
        });
        transfer(StateCodec.reading(ByteBuffer.wrap(before.bytes())), before.network());
        recording.begin(engine.step());
        watches.forEach(watch -> watch.begin(engine.step()));
    }

    /** Begins with weights that another simulation has reached. */
    public void beginWith(Reached before) {
        String cannot = task.name() + " cannot begin with the weights of " + before.by() + ": ";
        check(before, cannot);
        List<String> shared = task.network().sharing(before.network());
        if (shared.isEmpty()) {
            throw new IllegalArgumentException(cannot + "no connection that learns has the same name, rule and neurons in both");
        }
        for (String projection : shared) {
            int at = 0;
            for (PlasticSynapses piece : plastic(projection)) {
                System.arraycopy(before.weights().get(projection), at, piece.weights, 0, piece.weights.length);
                at += piece.weights.length;
            }
        }
    }

    private void check(Reached before, String cannot) {
        if (before.seed() != task.seed()) {
            throw new IllegalArgumentException(cannot + "their seeds are " + before.seed() + " and " + task.seed() + ", so that other neurons are joined");
        }
        if (before.dt() != task.dt()) {
            throw new IllegalArgumentException(cannot + "their steps are " + before.dt() * 1e3 + " ms and " + task.dt() * 1e3 + " ms");
        }
    }

    /** Writes or reads what networks that are alike share, in the order of the first of them. */
    private void transfer(StateCodec archive, PopulationNetwork order) {
        engine.transfer(archive);
        assembly.sent().transfer(engine.step(), archive);
        for (int p = 0; p < order.populations().size(); p++) {
            transfer(p, false, archive);
        }
        for (Projection projection : order.projections()) {
            PlasticSynapses.transfer(plastic(projection.name()), archive);
        }
    }

    /** Writes or reads everything, in one order. */
    private void transfer(StateCodec archive) {
        engine.transfer(archive);
        assembly.sent().transfer(engine.step(), archive);
        recording.transfer(archive, engine.step());
        for (int p = 0; p < task.network().populations().size(); p++) {
            transfer(p, true, archive);
        }
        for (Projection projection : task.network().projections()) {
            PlasticSynapses.transfer(plastic(projection.name()), archive);
        }
        watches.forEach(watch -> watch.transfer(archive));
        assembly.external().transfer(archive);
        loop.ifPresent(one -> one.transfer(archive));
    }

    /** The pieces of a plastic projection, in the order of targets. */
    private List<PlasticSynapses> plastic(String projection) {
        List<PlasticSynapses> pieces = new ArrayList<>();
        for (Partition partition : partitions) {
            partition.plastic.stream().filter(one -> one.rule.connections.projection.name().equals(projection)).forEach(pieces::add);
        }
        return pieces;
    }

    /** The weights of a plastic projection, by target and then in the order of their making. */
    public float[] weights(String projection) {
        List<PlasticSynapses> pieces = plastic(task.network().projection(projection).name());
        float[] all = new float[pieces.stream().mapToInt(piece -> piece.weights.length).sum()];
        int at = 0;
        for (PlasticSynapses piece : pieces) {
            System.arraycopy(piece.weights, 0, all, at, piece.weights.length);
            at += piece.weights.length;
        }
        return all;
    }

    /**
     * Neurons, as if there were no partitions.
     *
     * @param whole whether with what is known of each before the run, such as its own values of parameters
     */
    private void transfer(int population, boolean whole, StateCodec archive) {
        List<Shard> pieces = new ArrayList<>();
        for (Partition partition : partitions) {
            partition.pieces.stream().filter(piece -> piece.population == population).forEach(pieces::add);
        }
        int arrays = whole ? pieces.getFirst().neurons().arrays() : pieces.getFirst().states().size();
        for (int i = 0; i < arrays; i++) {
            for (Shard piece : pieces) {
                float[] values = piece.neurons().copy(i, piece.padded);
                archive.floats(values);
                piece.neurons().copy(values, i);
            }
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
