package org.spikewright.simulate.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.execute.Executor;
import org.spikewright.execute.InputBatch;
import org.spikewright.execute.Node;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SparseRows;
import org.spikewright.kernel.Workers;
import org.spikewright.network.SpikeTrains;
import org.spikewright.network.operator.Neurons;
import org.spikewright.simulate.Probe;
import org.spikewright.simulate.Recording;
import org.spikewright.simulate.SimulationTask;
import org.spikewright.simulate.Trace;

/** One simulation: chunks of samples run on their own and leave their spikes; then the spikes are joined in order. */
public final class SimulationRun {

    private final SimulationTask task;
    private final Primitives primitives;
    private final Plan plan;
    private final Parameters weights;
    private final EncodedSamples data;
    private final int steps;
    private final int[] predictions;
    private final int[] labels;
    /** What sends spikes: inputs that are spikes first. */
    private final List<Node> sending;
    /** What sends values: inputs that are values first, then layers of neurons. */
    private final List<Node> grading;
    /** Spikes by what sends them, and by chunk. */
    private final ChunkSpikes[][] spikes;
    private final ChunkSpikes[][] graded;

    /** Makes ready to run that task. */
    public SimulationRun(SimulationTask task, Primitives primitives, Work work) {
        this.task = task;
        this.primitives = primitives;
        this.plan = work.await(() -> Plan.of(task.network(), new PlanOptions(task.dt()), Kernels.shared(primitives)));
        this.weights = Parameters.of(plan, task.weights());
        this.data = task.data();
        this.steps = data.encoder().steps();
        this.predictions = new int[task.count()];
        this.labels = new int[task.count()];
        this.sending = Stream.concat(data.encoder().valued() ? Stream.empty() : plan.received().stream(), plan.spiking().stream()).toList();
        this.spikes = new ChunkSpikes[sending.size()][Executor.chunks(task.count())];
        this.grading = task.graded() ? Stream.concat(data.encoder().valued() ? plan.received().stream() : Stream.empty(), plan.nodes().stream()
                .filter(node -> node.layer().operator().isNeurons() && !plan.spiking().contains(node)
                        && node.layer() != task.network().layers().get(task.network().output()))).toList() : List.of();
        this.graded = new ChunkSpikes[grading.size()][Executor.chunks(task.count())];
        if (plan.inputs() != data.inputs()) {
            throw new IllegalArgumentException("network " + task.network().name() + " takes " + plan.inputs()
                    + " values, but the samples have " + data.inputs());
        }
    }

    /**
     * Consecutive samples of a data set.
     *
     * @param from the first
     */
    private record Range(EncodedSamples data, int from, int size) implements InputBatch {

        @Override
        public int steps() {
            return data.encoder().steps();
        }

        @Override
        public boolean valued() {
            return data.encoder().valued();
        }

        @Override
        public void list(int first, int count, SparseRows rows) {
            float[] scratch = new float[data.samples().length()];
            int lists = data.encoder().lists();
            for (int i = first; i < first + count; i++) {
                rows.reserve(lists, lists * data.inputs());
                data.encode(from + i, 0, scratch, rows.offsets(), rows.rows() + 1, rows.columns(), rows.values(), rows.entries());
                rows.addRows(lists);
            }
        }
    }

    /** Runs all samples. */
    public Recording run(Work work) {
        work.begin(task.name() + ": simulate", task.count());
        List<Trace> traces = new ArrayList<>();
        try (Workers workers = new Workers(task.threads())) {
            Executor executor = new Executor(plan, primitives, workers);
            executor.run(weights, new Range(data, task.from(), task.count()), this::record, work);
            for (Probe probe : task.probes()) {
                work.checkCancelled();
                traces.addAll(trace(executor, probe, work));
            }
        }
        return new Recording(trains(spikes, sending), trains(graded, grading), task.from(), labels, predictions, traces);
    }

    private void record(Outputs outputs) {
        int first = task.from() + outputs.from();
        float[] read = new float[outputs.width()];
        for (int i = 0; i < outputs.samples(); i++) {
            task.readout().read(outputs, i, read);
            predictions[outputs.from() + i] = Outputs.largest(read);
            labels[outputs.from() + i] = data.samples().label(first + i);
        }
        for (int k = 0; k < sending.size(); k++) {
            spikes[k][outputs.chunk()] = ChunkSpikes.of(outputs.of(sending.get(k)).spikes(), first, steps);
        }
        for (int k = 0; k < grading.size(); k++) {
            graded[k][outputs.chunk()] = sent(outputs.of(grading.get(k)).spikes(), outputs, first);
        }
    }

    private ChunkSpikes sent(SparseRows lists, Outputs outputs, int first) {
        return lists.rows() == outputs.samples() ? ChunkSpikes.held(lists, first, steps) : ChunkSpikes.of(lists, first, steps);
    }

    /** What some nodes sent. */
    private static List<SpikeTrains> trains(ChunkSpikes[][] chunks, List<Node> nodes) {
        List<SpikeTrains> trains = new ArrayList<>();
        for (int k = 0; k < nodes.size(); k++) {
            trains.add(ChunkSpikes.join(nodes.get(k).layer().name(), nodes.get(k).width(), List.of(chunks[k])));
        }
        return trains;
    }

    /** Runs the probed sample again and follows the probed neurons one by one. */
    private List<Trace> trace(Executor executor, Probe probe, Work work) {
        Node node = plan.nodes().stream().filter(one -> one.layer().operator() instanceof Neurons && one.layer().name().equals(probe.layer()))
                .findFirst().orElseThrow(() -> new IllegalArgumentException(
                        "network " + task.network().name() + " has no layer of neurons named " + probe.layer()));
        Arrays.stream(probe.neurons()).filter(neuron -> neuron < 0 || neuron >= node.width()).findFirst().ifPresent(neuron -> {
            throw new IllegalArgumentException("layer " + probe.layer() + " has neurons 0 to " + (node.width() - 1) + ", but neuron " + neuron
                    + " is probed");
        });
        List<Trace> traces = new ArrayList<>();
        executor.run(weights, new Range(data, probe.sample(), 1), outputs -> {
            for (int neuron : probe.neurons()) {
                outputs.states(node, 0, neuron).forEach(
                        (state, values) -> traces.add(new Trace(probe.layer(), neuron, state, probe.sample(), values)));
            }
        }, Work.NONE);
        work.checkCancelled();
        return traces;
    }
}
