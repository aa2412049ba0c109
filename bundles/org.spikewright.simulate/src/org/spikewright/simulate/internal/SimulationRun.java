package org.spikewright.simulate.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.spikewright.common.Work;
import org.spikewright.dataset.EncodedSamples;
import org.spikewright.kernel.ForwardPass;
import org.spikewright.kernel.LayerChain;
import org.spikewright.kernel.LayerWeights;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.ScanKernels;
import org.spikewright.kernel.SparseRows;
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
    private final int steps;
    private final int[] predictions;
    private final int[] labels;
    /** Indices of the stages that spike. */
    private final int[] spiking;
    /** Spikes by layer, the input first, then the stages that spike; and by chunk. */
    private final ChunkSpikes[][] spikes;

    /** Makes ready to run that task. */
    public SimulationRun(SimulationTask task, Primitives primitives) {
        this.task = task;
        this.primitives = primitives;
        this.chain = LayerChain.of(task.network(), task.dt(), false, ScanKernels.compiled(primitives));
        this.weights = chain.load(task.weights());
        this.data = task.data();
        this.steps = data.encoder().steps();
        this.predictions = new int[task.count()];
        this.labels = new int[task.count()];
        int[] found = new int[chain.stages().size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (chain.stages().get(i) instanceof Stage.Scan scan && scan.spikes()) {
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
                    simulations[worker] = new ChunkSimulation();
                }
                int from = chunk * CHUNK;
                int size = Math.min(CHUNK, task.count() - from);
                simulations[worker].run(chunk, from, size);
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

    private List<SpikeTrains> trains() {
        List<SpikeTrains> trains = new ArrayList<>();
        if (!data.encoder().held()) {
            trains.add(ChunkSpikes.join(task.network().layers().getFirst().name(), chain.inputs(), List.of(spikes[0])));
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
        ChunkSimulation simulation = new ChunkSimulation();
        simulation.forward(probe.sample(), 1);
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

    /** One thread's buffers. */
    private final class ChunkSimulation {

        private final ForwardPass pass = new ForwardPass(chain, primitives, steps, false);
        private final SparseRows input = new SparseRows(data.encoder().held());
        private final SparseRows lists = new SparseRows(false);
        private final float[] scratch = new float[data.samples().length()];
        private final float[] outputs = new float[chain.outputs()];

        void run(int chunk, int from, int size) {
            forward(task.from() + from, size);
            for (int i = 0; i < size; i++) {
                pass.mean(i, outputs);
                predictions[from + i] = ForwardPass.largest(outputs);
                labels[from + i] = data.samples().label(task.from() + from + i);
            }
            if (!data.encoder().held()) {
                spikes[0][chunk] = ChunkSpikes.of(input, task.from() + from, steps);
            }
            for (int k = 0; k < spiking.length; k++) {
                lists.clear();
                primitives.list(pass.output(spiking[k]), 0, size * steps, chain.stages().get(spiking[k]).width(),
                        lists);
                spikes[k + 1][chunk] = ChunkSpikes.of(lists, task.from() + from, steps);
            }
        }

        /** Runs samples of the data set through the network. */
        void forward(int first, int size) {
            int rows = data.encoder().lists();
            input.clear();
            for (int i = 0; i < size; i++) {
                input.reserve(rows, rows * data.inputs());
                data.encode(first + i, 0, scratch, input.offsets(), input.rows() + 1, input.columns(), input.values(),
                        input.entries());
                input.addRows(rows);
            }
            pass.run(weights, size, input);
        }

        /** What drove a neuron of a stage in each step of the only sample of the last run. */
        float[] drive(int stage, int neuron) {
            float[] drive = new float[steps];
            if (stage == 0) {
                for (int t = 0; t < steps; t++) {
                    drive[t] = entry(input.rows() == 1 ? 0 : t, neuron);
                }
                return drive;
            }
            float[] values = pass.output(stage - 1);
            int width = chain.stages().get(stage).width();
            for (int t = 0; t < steps; t++) {
                drive[t] = values[(pass.steps(stage - 1) == 1 ? 0 : t) * width + neuron];
            }
            return drive;
        }

        private float entry(int row, int column) {
            int at = Arrays.binarySearch(input.columns(), input.offsets()[row], input.offsets()[row + 1], column);
            return at < 0 ? 0 : input.valued() ? input.values()[at] : 1;
        }
    }
}
