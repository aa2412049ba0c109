package org.spikewright.simulate.population;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spikewright.common.Work;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.RandomRows;
import org.spikewright.network.population.TimeGrid;
import org.spikewright.simulate.population.internal.NetworkState;

/**
 * A network that is being simulated. It stands still between calls: it can then be looked at, changed, saved, and run on. For
 * one thread at a time.
 */
public final class PopulationSimulation implements AutoCloseable {

    private final PopulationTask task;
    private final NetworkState state;

    private PopulationSimulation(PopulationTask task, NetworkState state) {
        this.task = task;
        this.state = state;
    }

    /**
     * Makes neurons and synapses.
     *
     * @param work progress, in partitions
     * @throws IllegalArgumentException if an equation cannot be solved or a recorder names what is not there
     * @throws org.spikewright.common.CancelledException if the work is cancelled
     */
    public static PopulationSimulation open(PopulationTask task, Work work) {
        return open(task, Kernels.best(), RandomRows.best(), work);
    }

    /** As {@link #open(PopulationTask, Work)}, in a closed loop with an environment. */
    public static PopulationSimulation open(PopulationTask task, Environment environment, Work work) {
        return new PopulationSimulation(task, new NetworkState(task, Optional.of(environment), Optional.empty(),
                Kernels.best(), RandomRows.best(), work));
    }

    /** As {@link #open(PopulationTask, Work)}, with a sink that takes what is recorded while it runs. */
    public static PopulationSimulation open(PopulationTask task, RecordingSink sink, Work work) {
        return new PopulationSimulation(task, new NetworkState(task, Optional.empty(), Optional.of(sink),
                Kernels.best(), RandomRows.best(), work));
    }

    /** As {@link #open(PopulationTask, Work)}, with kernels and random rows of the caller's choice. */
    public static PopulationSimulation open(PopulationTask task, Kernels kernels, RandomRows random, Work work) {
        return new PopulationSimulation(task, new NetworkState(task, Optional.empty(), Optional.empty(), kernels, random, work));
    }

    /** What it was opened for. */
    public PopulationTask task() {
        return task;
    }

    /** The simulated time in seconds. */
    public double time() {
        return state.step() * task.dt();
    }

    /**
     * Runs on for some time, rounded to whole steps, or until a condition of the task holds.
     *
     * @param work progress, in steps
     * @return the condition that ended it early
     * @throws org.spikewright.common.CancelledException if the work is cancelled; the simulation then stands at
     *                                                   {@link #time()} and can run on
     * @throws ArithmeticException if a state is not a number any more; it is looked for every 64 steps and at the end
     */
    public Optional<StopCondition> run(double seconds, Work work) {
        return state.run(new TimeGrid(task.dt()).nearest(seconds), work);
    }

    /** Simulates that long, whatever conditions hold: the time in which a network settles. */
    public void settle(double seconds, Work work) {
        state.settle(new TimeGrid(task.dt()).nearest(seconds), work);
    }

    /** Runs on for one time step. */
    public void step() {
        state.run(1, Work.NONE);
    }

    /** The values of a state now, by neuron, in SI units. */
    public float[] state(String population, String name) {
        return state.values(population, name);
    }

    /** Sets a state of one neuron. */
    public void set(String population, String name, int neuron, float value) {
        state.set(population, name, neuron, value);
    }

    /**
     * The spikes that the {@link Recorder.Spikes} of that population recorded so far, each spike once; with a sink, those that it
     * has not taken yet.
     */
    public Raster spikes(String population) {
        return state.spikes(population);
    }

    /** What the other recorders recorded so far, in the order of the task; with a sink, what it has not taken yet. */
    public List<Samples> samples() {
        return state.samples();
    }

    /** How many recorded spikes and sampled numbers it holds. */
    public long held() {
        return state.held();
    }

    /** Hands over what was recorded and the sink has not taken yet; does nothing if there is no sink, or nothing new. */
    public void handOver() {
        state.handOver();
    }

    /** How many spikes each population has fired. */
    public Map<String, Long> spikeCounts() {
        return task.network().populations().stream()
                .collect(Collectors.toMap(one -> one.name(), one -> state.spikeCount(one.name())));
    }

    /** How many spikes the neurons of each group have fired. */
    public Map<String, Long> groupCounts() {
        return task.network().groups().keySet().stream().collect(Collectors.toMap(name -> name, state::spikeCount));
    }

    /** The weights of a plastic projection now, by target and then in the order of their making; none of a static one. */
    public float[] weights(String projection) {
        return state.weights(projection);
    }

    /** How many synapses there are. */
    public long synapses() {
        return state.synapses();
    }

    /** Memory of the synapses in bytes. */
    public long synapseBytes() {
        return state.synapseBytes();
    }

    /** The compiled kernel of a population, as readable Java. */
    public String kernelSource(String population) {
        return state.kernelSource(population);
    }

    /**
     * All that the future depends on.
     *
     * @throws UnsupportedOperationException if there is an environment that cannot save its state
     */
    public Snapshot snapshot() {
        return state.snapshot();
    }

    /**
     * Goes to the state of a snapshot. What was recorded after it is forgotten. With a sink, what comes next is the piece from the
     * snapshot's step on; if that is later than {@link #time()}, the sink first takes what was recorded until now.
     *
     * @throws IllegalArgumentException if the snapshot is of another network, step, seed or recorders of rates, or the sink has
     *                                  taken what was recorded after it; nothing has then changed
     */
    public void restore(Snapshot snapshot) {
        state.restore(snapshot);
    }

    /** What it has reached, for another simulation to go on from. */
    public Reached reached() {
        return state.reached();
    }

    /**
     * Goes on where another simulation ended, before anything else is done: with its states, weights, spikes under way, and time.
     *
     * @throws IllegalArgumentException if their networks are not alike, or their steps, seeds or timings differ; the message says what
     */
    public void goOn(Reached before) {
        state.goOn(before);
    }

    /**
     * Begins with the weights that another simulation has reached, of the connections that both have.
     *
     * @throws IllegalArgumentException if they have none in common, or other seeds
     */
    public void beginWith(Reached before) {
        state.beginWith(before);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        state.close();
    }
}
