package org.spikewright.simulate.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.Stage;
import org.spikewright.kernel.StateTrace;
import org.spikewright.kernel.Workers;
import org.spikewright.network.SpikeTrains;
import org.spikewright.simulate.Probe;
import org.spikewright.simulate.Recording;
import org.spikewright.simulate.SimulationTask;
import org.spikewright.simulate.Trace;

/** One simulation: chunks of samples run on their own and leave their spikes; then the spikes are joined in order. */
public final class SimulationRun {

    /** Samples that one task runs: enough to use a row of weights often while it is in the cache. */
    private static final int CHUNK = 8;

    private final SimulationTask task;
    private final Primitives primitives;
    private final LayerChain chain;
    private final LayerWeights[] weights;
    private final EncodedSamples data;
    private final int[] predictions;
    private final int[] labels;
    /** Indices of the stages that spike. */
    private final int[] spiking;
    /** Spikes by layer, the input first, then the stages that spike; and by chunk. */
    private final ChunkSpikes[][] spikes;

    /** Makes ready to run that task. */
    public SimulationRun(SimulationTask task, Primitives primitives, Work work) {
        this.task = task;
        this.primitives = primitives;
        this.chain = work.await(() -> LayerChain.of(task.network(), task.dt(), false, Kernels.shared(primitives)));
        this.weights = chain.load(task.weights());
        this.data = task.data();
        this.predictions = new int[task.count()];
        this.labels = new int[task.count()];
        int[] found = new int[chain.stages().size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (chain.stages().get(i).spikes()) {
                found[count++] = i;
            }
        }
        this.spiking = Arrays.copyOf(found, count);
        this.spikes = new ChunkSpikes[count + 1][(task.count() + CHUNK - 1) / CHUNK];
        if (chain.inputs() != data.inputs()) {
            throw new IllegalArgumentException("network " + task.network().name() + " takes " + chain.inputs()
                    + " values, but the samples have " + data.inputs());
        }
    }

    /** Runs all samples. */
    public Recording run(Work work) {
        work.begin(task.name() + ": simulate", task.count());
        try (Workers workers = new Workers(task.threads())) {
            ChunkSimulation[] simulations = new ChunkSimulation[workers.count()];
            workers.run(spikes[0].length, (chunk, worker) -> {
                work.checkCancelled();
                if (simulations[worker] == null) {
                    simulations[worker] = new ChunkSimulation(chain, weights, primitives, data);
                }
                int from = chunk * CHUNK;
                int size = Math.min(CHUNK, task.count() - from);
                record(simulations[worker], chunk, from, size);
                work.advance(size);
            });
        }
        List<Trace> traces = new ArrayList<>();
        for (Probe probe : task.probes()) {
            work.checkCancelled();
            traces.addAll(trace(probe));
        }
        return new Recording(trains(), task.from(), labels, predictions, traces);
    }

    private void record(ChunkSimulation simulation, int chunk, int from, int size) {
        simulation.run(task.from() + from, size);
        for (int i = 0; i < size; i++) {
            predictions[from + i] = simulation.prediction(i);
            labels[from + i] = data.samples().label(task.from() + from + i);
        }
        if (!data.encoder().held()) {
            spikes[0][chunk] = simulation.inputSpikes();
        }
        for (int k = 0; k < spiking.length; k++) {
            spikes[k + 1][chunk] = simulation.spikes(spiking[k]);
        }
    }

    private List<SpikeTrains> trains() {
        List<SpikeTrains> trains = new ArrayList<>();
        if (!data.encoder().held()) {
            trains.add(ChunkSpikes.join(task.network().input().orElseThrow().name(), chain.inputs(), List.of(spikes[0])));
        }
        for (int k = 0; k < spiking.length; k++) {
            Stage stage = chain.stages().get(spiking[k]);
            trains.add(ChunkSpikes.join(stage.layer(), stage.width(), List.of(spikes[k + 1])));
        }
        return trains;
    }

    /** Runs the probed sample again and follows the probed neurons one by one. */
    private List<Trace> trace(Probe probe) {
        int stage = 0;
        while (stage < chain.stages().size() && !(chain.stages().get(stage) instanceof Stage.Scan
                && chain.stages().get(stage).layer().equals(probe.layer()))) {
            stage++;
        }
        if (stage == chain.stages().size()) {
            throw new IllegalArgumentException(
                    "network " + task.network().name() + " has no layer of neurons named " + probe.layer());
        }
        Stage.Scan scan = (Stage.Scan) chain.stages().get(stage);
        ChunkSimulation simulation = new ChunkSimulation(chain, weights, primitives, data);
        simulation.run(probe.sample(), 1);
        List<Trace> traces = new ArrayList<>();
        for (int neuron : probe.neurons()) {
            if (neuron < 0 || neuron >= scan.width()) {
                throw new IllegalArgumentException("layer " + probe.layer() + " has neurons 0 to " + (scan.width() - 1)
                        + ", but neuron " + neuron + " is probed");
            }
            Map<String, float[]> states = StateTrace.of(scan.kernel().program(), simulation.drive(stage, neuron));
            states.forEach(
                    (state, values) -> traces.add(new Trace(probe.layer(), neuron, state, probe.sample(), values)));
        }
        return traces;
    }
}
