package org.spikewright.execute;

import java.util.Arrays;
import java.util.List;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.Scratch;
import org.spikewright.kernel.SparseRows;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.PreviousValue;
import org.spikewright.network.operator.Weighted;

/**
 * What some samples left on their way through a plan, and the way back. Arrays are used again by the next samples; for one thread at a
 * time.
 */
public final class Tape {

    private final Plan plan;
    private final Activation[] activations;
    private final Frame[] frames;
    private final Scratch[] gradients;
    /** Inputs that are repeated for kernels that want them so, by node and input; {@code null} where they are not. */
    private final Activation[][] repeated;
    private final Scratch[][] repeatedGradients;
    /** What each of several inputs receives. */
    private SparseRows[] received = new SparseRows[0];
    private int samples;
    private int steps;
    private boolean isContinued;

    Tape(Plan plan, Primitives primitives) {
        this.plan = plan;
        int count = plan.nodes().size();
        this.activations = new Activation[count];
        this.frames = new Frame[count];
        this.gradients = new Scratch[count];
        this.repeated = new Activation[count][];
        this.repeatedGradients = new Scratch[count][];
        for (Node node : plan.nodes()) {
            activations[node.index()] = new Activation(primitives, node.width(), node.isSparse(), node.kernel().spikes());
            gradients[node.index()] = new Scratch();
        }
        for (Node node : plan.nodes()) {
            int inputs = node.inputs().size();
            frames[node.index()] = new Frame(primitives, new Activation[inputs], activations[node.index()]);
            repeated[node.index()] = new Activation[inputs];
            repeatedGradients[node.index()] = new Scratch[inputs];
            for (int i = 0; i < inputs; i++) {
                Node source = plan.nodes().get(node.inputs().get(i));
                repeated[node.index()][i] = new Activation(primitives, source.width(), source.isSparse(), source.kernel().spikes());
                repeatedGradients[node.index()][i] = new Scratch();
            }
        }
    }

    /** Makes ready for samples that come as lists. */
    void begin(int sampleCount, int stepCount, SparseRows rows, Parameters values, Object[] prepared, boolean isTraining) {
        if (rows.rows() != sampleCount && rows.rows() != sampleCount * stepCount) {
            throw new IllegalArgumentException(rows.rows() + " rows for " + sampleCount + " samples of " + stepCount + " steps");
        }
        Rows ofInput = rows.rows() == sampleCount * stepCount ? Rows.STEPS : Rows.SAMPLES;
        begin(sampleCount, stepCount, ofInput, values, prepared, isTraining);
        if (plan.received().size() == 1) {
            activation(plan.received().getFirst()).take(ofInput, rows);
        } else {
            divide(ofInput, rows);
        }
    }

    /** Gives each input what is for it. */
    private void divide(Rows ofInput, SparseRows rows) {
        if (received.length == 0 || received[0].valued() != rows.valued()) {
            received = plan.received().stream().map(_ -> new SparseRows(rows.valued())).toArray(SparseRows[]::new);
        }
        int from = 0;
        for (int i = 0; i < received.length; i++) {
            Node node = plan.received().get(i);
            received[i].columns(rows, from, from + node.width());
            activation(node).take(ofInput, received[i]);
            from += node.width();
        }
    }

    /** Makes ready for samples whose input is written where it stands. */
    void begin(int sampleCount, int stepCount, Rows ofInput, Parameters values, Object[] prepared, boolean isTraining) {
        samples = sampleCount;
        steps = stepCount;
        Rows[] kinds = plan.rows(ofInput);
        for (Node node : plan.nodes()) {
            activations[node.index()].prepare(kinds[node.index()], samples, steps);
        }
        for (Node node : plan.nodes()) {
            Frame frame = frames[node.index()];
            frame.begin(samples, steps, isTraining);
            frame.reserve(node.kernel());
            frame.parameters(Executor.own(node, values), prepared[node.index()]);
            for (int i = 0; i < node.inputs().size(); i++) {
                frame.input(i, isRepeated(node, i) ? repeated[node.index()][i] : activations[node.inputs().get(i)]);
            }
        }
    }

    /** Computes what nodes give in a step, those before it having been computed; what is the same in all steps in the first. */
    void step(int t) {
        for (Region region : plan.regions()) {
            forward(region.nodes().stream().filter(node -> t == 0 || activation(node).kind() == Rows.STEPS).toList(), t, t + 1);
        }
    }

    /** Says whether neurons go on from where they were, for the samples that follow. */
    void continued(boolean isSo) {
        isContinued = isSo;
    }

    private boolean isRepeated(Node node, int input) {
        return !node.kernel().takesRepeated() && activations[node.inputs().get(input)].kind() != activations[node.index()].kind();
    }

    /** How many bytes its arrays have. */
    long bytes() {
        long numbers = 0;
        for (Node node : plan.nodes()) {
            numbers += activation(node).room() + frame(node).room() + gradients[node.index()].values().length;
            for (int i = 0; i < node.inputs().size(); i++) {
                numbers += repeated[node.index()][i].room() + repeatedGradients[node.index()][i].values().length;
            }
        }
        return numbers * Float.BYTES;
    }

    /** What a node gave. */
    public Activation activation(Node node) {
        return activations[node.index()];
    }

    Frame frame(Node node) {
        return frames[node.index()];
    }

    Activation output() {
        return activation(plan.output());
    }

    Plan plan() {
        return plan;
    }

    float[] gradient(Node node) {
        return gradients[node.index()].values();
    }

    float[] outputGradient() {
        return gradients[plan.output().index()].values();
    }

    /** How many spikes all nodes sent. */
    long spikes() {
        long spikes = 0;
        for (Node node : plan.nodes()) {
            spikes += node.kernel().spikes() ? activation(node).countSpikes() : 0;
        }
        return spikes;
    }

    /** Computes what nodes give. */
    void forward(Region region) {
        if (region instanceof Region.Loop loop) {
            for (int t = 0; t < steps; t++) {
                forward(loop.nodes(), t, t + 1);
            }
            loop.nodes().forEach(node -> frame(node).window(0, steps));
        } else {
            forward(region.nodes(), 0, steps);
        }
    }

    private void forward(List<Node> nodes, int from, int to) {
        for (Node node : nodes) {
            if (node.layer().operator() instanceof Input) {
                continue;
            }
            Frame frame = frame(node);
            frame.window(from, to);
            if (from == 0) {
                for (int i = 0; i < node.inputs().size(); i++) {
                    if (isRepeated(node, i)) {
                        repeat(activations[node.inputs().get(i)], repeated[node.index()][i], frame.kind());
                    }
                }
                if (!isContinued) {
                    node.kernel().start(frame);
                }
            }
            node.kernel().forward(frame);
        }
    }

    private void repeat(Activation source, Activation target, Rows kind) {
        target.prepare(kind, samples, steps);
        int width = source.width();
        float[] from = source.dense();
        float[] to = target.dense();
        for (int row = 0; row < target.rows(); row++) {
            System.arraycopy(from, source(source.kind(), kind, row) * width, to, row * width, width);
        }
    }

    /** The row that is repeated at a row. */
    private int source(Rows source, Rows kind, int row) {
        return source == Rows.ONE ? 0 : source == Rows.SAMPLES && kind == Rows.STEPS ? row / steps : row;
    }

    /** Makes ready for the way back: all derivatives are 0. */
    void beginBackward(ChunkSums sums) {
        for (Node node : plan.nodes()) {
            if (!node.hasGradient() && node != plan.output()) {
                continue;
            }
            int length = activation(node).rows() * node.width();
            // Deferred kernels need theirs when this tape has gone on to other samples.
            Scratch room = node.defers() ? sums.gradient(node) : gradients[node.index()];
            gradients[node.index()] = room;
            Arrays.fill(room.ofLength(length), 0, length, 0f);
            Frame frame = frame(node);
            frame.outputGradient(room.values());
            frame.reserveGradients(node.kernel());
            frame.parameterGradients(sums.gradients(node));
        }
        for (Node node : plan.nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                Node source = plan.nodes().get(node.inputs().get(i));
                Scratch room = isRepeated(node, i) ? repeatedGradients[node.index()][i] : gradients[source.index()];
                if (source.hasGradient() && isRepeated(node, i)) {
                    int length = activation(node).rows() * source.width();
                    Arrays.fill(room.ofLength(length), 0, length, 0f);
                }
                frame(node).inputGradient(i, source.hasGradient() ? room.values() : null);
            }
        }
    }

    /** Adds the derivatives by what nodes received and by their parameters. */
    void backward(Region region, ChunkSums sums) {
        List<Node> nodes = region.nodes().reversed().stream().filter(Node::hasGradient).toList();
        if (region instanceof Region.Loop) {
            boolean isWeighted = nodes.stream().anyMatch(node -> node.layer().operator() instanceof Weighted);
            for (int t = steps - 1; t >= 0; t--) {
                backThrough(nodes, t, isWeighted);
            }
            for (Node node : nodes) {
                frame(node).window(0, steps);
                finish(node, sums);
            }
        } else {
            for (Node node : nodes) {
                backOverTime(node);
                finish(node, sums);
            }
        }
    }

    /** A step of a recurrence. */
    private void backThrough(List<Node> nodes, int t, boolean isWeighted) {
        boolean isEnd = plan.flow().ends(t);
        for (Node node : nodes) {
            Frame frame = frame(node);
            frame.window(t, t + 1);
            boolean isCut = isEnd || isWeighted && !plan.flow().recurrent();
            if (!isCut || !(node.layer().operator() instanceof PreviousValue)) {
                back(node);
            }
            if (isEnd) {
                frame.reserveGradients(node.kernel());
            }
        }
    }

    /** All steps of a node, in blocks where derivatives do not flow further. */
    private void backOverTime(Node node) {
        Frame frame = frame(node);
        int block = plan.flow().steps();
        if (block == 0 || node.kernel().gradientStates() == 0 || frame.kind() != Rows.STEPS) {
            back(node);
            return;
        }
        for (int from = (steps - 1) / block * block; from >= 0; from -= block) {
            frame.window(from, Math.min(steps, from + block));
            frame.reserveGradients(node.kernel());
            back(node);
        }
        frame.window(0, steps);
    }

    private void back(Node node) {
        if (node.kernel().states() > 0 || node.inputs().stream().anyMatch(input -> plan.nodes().get(input).hasGradient())) {
            node.kernel().backward(frame(node));
        }
    }

    private void finish(Node node, ChunkSums sums) {
        Frame frame = frame(node);
        for (int i = 0; i < node.inputs().size(); i++) {
            if (isRepeated(node, i) && frame.inputGradient(i) != null) {
                Activation source = activations[node.inputs().get(i)];
                float[] target = gradients[node.inputs().get(i)].values();
                int width = source.width();
                for (int row = 0; row < activation(node).rows(); row++) {
                    int to = source(source.kind(), frame.kind(), row) * width;
                    for (int j = 0; j < width; j++) {
                        target[to + j] += frame.inputGradient(i)[row * width + j];
                    }
                }
            }
        }
        if (!node.learns()) {
            return;
        }
        if (node.defers()) {
            sums.keep(node, frame);
        } else {
            node.kernel().parameterGradients(frame);
        }
    }
}
