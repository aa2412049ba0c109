package org.spikewright.kernel;

import java.util.Arrays;
import java.util.stream.Stream;
import org.spikewright.network.operator.OperatorKernel;

/**
 * Runs a chain over some samples at once and keeps what each stage sent on. Time steps of a dense stage go through one
 * product. The buffers are used again by the next run; each thread has its own {@code ForwardPass}.
 *
 * <p>Outputs have the extents {@code [samples][steps][width]}; where the input is held over time, the stages before the
 * first neurons have one step.
 */
public final class ForwardPass {

    private final LayerChain chain;
    private final Primitives primitives;
    private final int steps;
    private final boolean keep;
    private final SparseRows[] inputs;
    private final Scratch[] outputs;
    private final Scratch[] saved;
    private final int[] stageSteps;
    private final OperatorKernel.Frame[] frames;
    private int samples;

    /**
     * A pass over that chain.
     *
     * @param steps how many time steps
     * @param keep whether to keep what a backward pass needs
     */
    public ForwardPass(LayerChain chain, Primitives primitives, int steps, boolean keep) {
        this.chain = chain;
        this.primitives = primitives;
        this.steps = steps;
        this.keep = keep;
        int stages = chain.stages().size();
        this.inputs = new SparseRows[stages];
        this.outputs = scratch(stages);
        this.saved = scratch(stages);
        this.stageSteps = new int[stages];
        this.frames = new OperatorKernel.Frame[stages];
    }

    /** The chain that it runs. */
    public LayerChain chain() {
        return chain;
    }

    /** How many samples the last run had. */
    public int samples() {
        return samples;
    }

    /** How many steps the output of a stage has: 1 where it is held. */
    public int steps(int stage) {
        return stageSteps[stage];
    }

    /** What a stage sent on. */
    public float[] output(int stage) {
        return outputs[stage].values();
    }

    /** What a stage of neurons saved for the way back. */
    public float[] saved(int stage) {
        return saved[stage].values();
    }

    /**
     * What a dense stage received, as lists; of no use where {@link #dense}.
     *
     * @throws IllegalArgumentException if the stage receives graded values, which are not listed
     */
    public SparseRows input(int stage) {
        if (inputs[stage] == null) {
            throw new IllegalArgumentException("what stage " + stage + " receives is not listed");
        }
        return inputs[stage];
    }

    /** Whether what a dense stage received is better taken as a dense matrix. */
    public boolean dense(int stage) {
        return inputs[stage] == null || stage > 0 && denseEnough(inputs[stage], width(stage - 1));
    }

    private static boolean denseEnough(SparseRows rows, int width) {
        return rows.entries() > Primitives.DENSE_FROM * rows.rows() * width;
    }

    /**
     * Runs samples from rest.
     *
     * @param weights by stage
     * @param samples how many
     * @param input one row for each sample and step, or one for each sample where the input is held; used until the
     *              next run
     */
    public void run(LayerWeights[] weights, int samples, SparseRows input) {
        this.samples = samples;
        if (input.rows() != samples && input.rows() != samples * steps) {
            throw new IllegalArgumentException(
                    input.rows() + " rows for " + samples + " samples of " + steps + " steps");
        }
        int received = input.rows() / samples;
        for (int i = 0; i < chain.stages().size(); i++) {
            switch (chain.stages().get(i)) {
                case Stage.Dense dense -> {
                    stageSteps[i] = received;
                    dense(i, dense, weights[i], input);
                }
                case Stage.Scan scan -> {
                    stageSteps[i] = steps;
                    scan(i, scan, received, input);
                }
                case Stage.Computed computed -> {
                    stageSteps[i] = computed.eachStep() ? steps : received;
                    computed(i, computed, weights[i], received, input);
                }
            }
            received = stageSteps[i];
        }
    }

    private void dense(int stage, Stage.Dense dense, LayerWeights weights, SparseRows input) {
        int rows = samples * stageSteps[stage];
        float[] output = outputs[stage].ofLength(rows * dense.width());
        if (weights.bias().length == 0) {
            Arrays.fill(output, 0, rows * dense.width(), 0f);
        } else {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(weights.bias(), 0, output, r * dense.width(), dense.width());
            }
        }
        inputs[stage] = stage == 0 ? input : listed(stage, rows);
        if (dense(stage)) {
            primitives.product(rows, dense.fanIn(), dense.width(),
                    Primitives.Factor.rows(output(stage - 1), 0, dense.fanIn()),
                    Primitives.Factor.rows(weights.matrix(), 0, dense.width()), output, 0);
        } else {
            primitives.gather(inputs[stage], 0, rows, weights.matrix(), dense.width(), output, 0);
        }
    }

    /** The spikes of the stage before, as lists; {@code null} where it sends graded values. */
    private SparseRows listed(int stage, int rows) {
        Stage before = chain.stages().get(stage - 1);
        if (!before.spikes()) {
            return null;
        }
        SparseRows lists = inputs[stage] == null ? new SparseRows(false) : inputs[stage];
        lists.clear();
        primitives.list(output(stage - 1), 0, rows, before.width(), lists);
        return lists;
    }

    private void scan(int stage, Stage.Scan scan, int received, SparseRows input) {
        int values = samples * steps * scan.width();
        float[] output = outputs[stage].ofLength(values);
        float[] drive = stage == 0 ? spread(input, scan.width()) : output(stage - 1);
        if (keep) {
            float[] kept = saved[stage].ofLength(scan.kernel().savedPerStep() * values);
            scan.kernel().forward(drive, received, samples, steps, scan.width(), output, kept);
        } else {
            scan.kernel().run(drive, received, samples, steps, scan.width(), output);
        }
    }

    private void computed(int stage, Stage.Computed computed, LayerWeights weights, int received, SparseRows input) {
        float[] before = stage == 0 ? spread(input, computed.fanIn()) : output(stage - 1);
        if (stageSteps[stage] != received) {
            float[] held = before;
            before = saved[stage].ofLength(samples * steps * computed.fanIn());
            for (int row = 0; row < samples * steps; row++) {
                System.arraycopy(held, row / steps * computed.fanIn(), before, row * computed.fanIn(), computed.fanIn());
            }
        }
        frames[stage] = new OperatorKernel.Frame(samples, stageSteps[stage], before, weights.arrays(),
                outputs[stage].ofLength(samples * stageSteps[stage] * computed.width()));
        computed.kernel().forward(frames[stage]);
    }

    /** What went through a stage with a kernel of its own in the last run. */
    public OperatorKernel.Frame frame(int stage) {
        return frames[stage];
    }

    /** How many spikes a stage sent in the last run; 0 for one that sends graded values. */
    public long spikes(int stage) {
        if (!chain.stages().get(stage).spikes()) {
            return 0;
        }
        if (stage + 1 < inputs.length && inputs[stage + 1] != null) {
            return inputs[stage + 1].entries();
        }
        long spikes = 0;
        int values = samples * stageSteps[stage] * width(stage);
        for (int i = 0; i < values; i++) {
            spikes += outputs[stage].values()[i] > 0 ? 1 : 0;
        }
        return spikes;
    }

    /** Neurons that the input drives directly need it as a dense matrix. */
    private static float[] spread(SparseRows input, int width) {
        float[] values = new float[input.rows() * width];
        for (int r = 0; r < input.rows(); r++) {
            for (int k = input.offsets()[r]; k < input.offsets()[r + 1]; k++) {
                values[r * width + input.columns()[k]] = input.valued() ? input.values()[k] : 1;
            }
        }
        return values;
    }

    /**
     * The mean over time of what the last stage sent on.
     *
     * @param sample which sample of the last run
     * @param logits receives one value for each output
     */
    public void mean(int sample, float[] logits) {
        int last = outputs.length - 1;
        int width = chain.outputs();
        float[] output = output(last);
        Arrays.fill(logits, 0f);
        for (int t = 0; t < stageSteps[last]; t++) {
            int from = (sample * stageSteps[last] + t) * width;
            for (int j = 0; j < width; j++) {
                logits[j] += output[from + j];
            }
        }
        for (int j = 0; j < width; j++) {
            logits[j] /= stageSteps[last];
        }
    }

    /** The index of the largest value, the first of several: the class that outputs stand for. */
    public static int largest(float[] outputs) {
        int best = 0;
        for (int i = 1; i < outputs.length; i++) {
            if (outputs[i] > outputs[best]) {
                best = i;
            }
        }
        return best;
    }

    private int width(int stage) {
        return chain.stages().get(stage).width();
    }

    private static Scratch[] scratch(int count) {
        return Stream.generate(Scratch::new).limit(count).toArray(Scratch[]::new);
    }
}
