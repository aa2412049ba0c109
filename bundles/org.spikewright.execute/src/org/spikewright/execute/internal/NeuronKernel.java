package org.spikewright.execute.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spikewright.execute.Frame;
import org.spikewright.execute.PlanOptions;
import org.spikewright.execute.Rows;
import org.spikewright.execute.TracedKernel;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.kernel.StateTrace;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.ParameterSpec;

/**
 * Neurons over time, and formulas of elements, which are neurons without a state: one for each element of what goes out.
 *
 * @param scan their steps
 * @param output what goes out
 * @param varied parameters that are stored
 * @param places by input, which element drives each neuron; {@code null} where it is the one at its place
 */
record NeuronKernel(ScanKernel scan, Shape output, List<ParameterSpec> varied, int[][] places) implements TracedKernel {

    /** Of the smallest part by which a parameter can change: its derivatives are taken from both sides. */
    private static final double PART = 1e-5;
    private static final float[] NONE = {};

    /** Neurons of layers of those shapes. */
    static NeuronKernel of(Neurons neurons, List<Shape> inputs, Shape output, PlanOptions options, Kernels kernels) {
        Set<String> varying = new LinkedHashSet<>();
        neurons.varied().forEach(one -> varying.add(one.parameter()));
        ScanKernel scan = kernels.of(Discretiser.of(neurons.program(), options.dt(), varying), options.resetGradient(), inputs.size());
        return new NeuronKernel(scan, output, neurons.varied(), places(inputs, output));
    }

    /** A formula of values of those shapes. */
    static NeuronKernel of(Formula formula, List<Shape> inputs, Shape output, Kernels kernels) {
        List<String> names = IntStream.range(0, inputs.size()).mapToObj(Formula::symbol).toList();
        ScanKernel scan = kernels.of(StepProgram.of("of values", names, formula.formula()), false, inputs.size());
        return new NeuronKernel(scan, output, List.of(), places(inputs, output));
    }

    private static int[][] places(List<Shape> inputs, Shape output) {
        return inputs.stream().map(input -> input.size() == output.size() ? null : places(input, output)).toArray(int[][]::new);
    }

    /** Extents of 1 repeat along their axis. */
    private static int[] places(Shape input, Shape output) {
        int[] places = new int[output.size()];
        if (input.size() == 1) {
            return places;
        }
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            int hop = 1;
            for (int axis = output.rank() - 1; axis >= 0; axis--) {
                int at = rest % output.extent(axis);
                rest /= output.extent(axis);
                places[i] += input.extent(axis) == 1 ? 0 : at * hop;
                hop *= input.extent(axis);
            }
        }
        return places;
    }

    @Override
    public boolean spikes() {
        return scan.program().fires();
    }

    @Override
    public boolean takesRepeated() {
        return true;
    }

    @Override
    public int saved() {
        return scan.savedPerStep() * output.size();
    }

    @Override
    public int states() {
        return scan.program().states().size() * output.size();
    }

    @Override
    public int gradientStates() {
        return scan.gradientStates() * output.size();
    }

    @Override
    public void start(Frame frame) {
        scan.start(frame.state(), frame.samples(), output.size());
    }

    @Override
    public void initialise(int parameter, float[][] values, RandomGenerator random) {
        ParameterSpec one = varied.get(parameter);
        FirstValues.fill(one.initial(), one.each() ? output : Shape.of(1), values[parameter], random);
    }

    /**
     * Parameters of each neuron with what is derived from them, and the derivatives of that.
     *
     * @param given {@code [parameters and derived values][neurons]}
     * @param slopes {@code [derived values][parameters][neurons]}
     */
    private record Given(float[] given, float[] slopes) {
    }

    @Override
    public boolean prepares() {
        return !varied.isEmpty();
    }

    @Override
    public Object prepare(float[][] parameters, Object before) {
        StepProgram program = scan.program();
        int n = output.size();
        int count = varied.size();
        int derived = program.derived().size();
        Given given = before instanceof Given last ? last : new Given(new float[(count + derived) * n], new float[derived * count * n]);
        boolean isSame = varied.stream().noneMatch(ParameterSpec::each);
        for (int j = 0; j < (isSame ? Math.min(1, n) : n); j++) {
            Map<String, Double> values = new HashMap<>();
            for (int v = 0; v < count; v++) {
                values.put(varied.get(v).parameter(), (double) parameters[v][varied.get(v).each() ? j : 0]);
                given.given[v * n + j] = parameters[v][varied.get(v).each() ? j : 0];
            }
            if (derived > 0) {
                derive(program, values, given, j);
            }
        }
        for (int k = 0; isSame && k < count + derived; k++) {
            Arrays.fill(given.given, k * n, (k + 1) * n, given.given[k * n]);
        }
        for (int k = 0; isSame && k < count * derived; k++) {
            Arrays.fill(given.slopes, k * n, (k + 1) * n, given.slopes[k * n]);
        }
        return given;
    }

    private void derive(StepProgram program, Map<String, Double> values, Given given, int j) {
        int n = output.size();
        int count = varied.size();
        double[] at = program.derivation().of(values::get);
        for (int k = 0; k < at.length; k++) {
            given.given[(count + k) * n + j] = (float) at[k];
        }
        for (int v = 0; v < count; v++) {
            String name = varied.get(v).parameter();
            double value = values.get(name);
            double step = value == 0 ? PART * PART : Math.abs(value) * PART;
            values.put(name, value + step);
            double[] above = program.derivation().of(values::get);
            values.put(name, value - step);
            double[] below = program.derivation().of(values::get);
            values.put(name, value);
            for (int k = 0; k < at.length; k++) {
                given.slopes[(k * count + v) * n + j] = (float) ((above[k] - below[k]) / (2 * step));
            }
        }
    }

    @Override
    public Map<String, float[]> trace(Frame frame, int sample, int element) {
        float[][] drives = drives(frame);
        int[] hops = hops(frame);
        List<float[]> received = new ArrayList<>();
        for (int i = 0; i < drives.length; i++) {
            float[] drive = new float[frame.steps()];
            for (int t = 0; t < drive.length; t++) {
                drive[t] = drives[i][sample * hops[2 * i] + t * hops[2 * i + 1] + element];
            }
            received.add(drive);
        }
        Map<String, Float> values = new HashMap<>();
        for (int k = 0; k < varied.size() + scan.program().derived().size(); k++) {
            values.put(k < varied.size() ? varied.get(k).parameter() : scan.program().derived().get(k - varied.size()),
                    given(frame)[k * output.size() + element]);
        }
        return StateTrace.of(scan.program(), frame.steps(), received, values);
    }

    private float[] given(Frame frame) {
        return varied.isEmpty() ? NONE : ((Given) frame.prepared()).given;
    }

    private ScanKernel.Window window(Frame frame) {
        return switch (frame.kind()) {
            case ONE -> ScanKernel.Window.whole(1, 1, output.size());
            case SAMPLES -> ScanKernel.Window.whole(frame.samples(), 1, output.size());
            case STEPS -> new ScanKernel.Window(frame.samples(), frame.steps(), frame.first(), frame.last() - frame.first(), output.size());
        };
    }

    /** Where what drives the neurons stands. */
    private int[] hops(Frame frame) {
        int n = output.size();
        int[] hops = new int[2 * places.length];
        for (int i = 0; i < places.length; i++) {
            Rows kind = frame.received(i).kind();
            hops[2 * i] = kind == Rows.ONE ? 0 : kind == Rows.STEPS ? frame.steps() * n : n;
            hops[2 * i + 1] = kind == Rows.STEPS ? n : 0;
        }
        return hops;
    }

    /** What drives the neurons, with an element for each. */
    private float[][] drives(Frame frame) {
        float[][] drives = new float[places.length][];
        for (int i = 0; i < drives.length; i++) {
            float[] values = frame.input(i);
            if (places[i] == null) {
                drives[i] = values;
                continue;
            }
            int n = output.size();
            int rows = frame.received(i).rows();
            int width = frame.received(i).width();
            drives[i] = frame.repeatedInput(i).ofLength(rows * n);
            for (int row = 0; row < rows; row++) {
                for (int j = 0; j < n; j++) {
                    drives[i][row * n + j] = values[row * width + places[i][j]];
                }
            }
        }
        return drives;
    }

    @Override
    public void forward(Frame frame) {
        if (frame.isTraining()) {
            scan.forward(drives(frame), hops(frame), given(frame), frame.state(), window(frame), frame.output(), frame.saved());
        } else {
            scan.run(drives(frame), hops(frame), given(frame), frame.state(), window(frame), frame.output());
        }
    }

    @Override
    public void backward(Frame frame) {
        int n = output.size();
        int sums = gradientStates() * frame.samples();
        float[] gradients = frame.scratch(0).ofLength(sums + given(frame).length);
        System.arraycopy(frame.stateGradient(), 0, gradients, 0, sums);
        Arrays.fill(gradients, sums, sums + given(frame).length, 0f);
        float[][] driveGradients = new float[places.length][];
        for (int i = 0; i < places.length; i++) {
            driveGradients[i] = frame.inputGradient(i);
            if (!isDirect(frame, i)) {
                int length = frame.received(i).rows() * n;
                driveGradients[i] = frame.repeatedGradient(i).ofLength(length);
                Arrays.fill(driveGradients[i], 0, length, 0f);
            }
        }
        scan.backward(drives(frame), hops(frame), given(frame), frame.saved(), frame.outputGradient(), gradients, window(frame),
                driveGradients);
        System.arraycopy(gradients, 0, frame.stateGradient(), 0, sums);
        for (int i = 0; i < places.length; i++) {
            if (!isDirect(frame, i) && frame.inputGradient(i) != null) {
                add(frame, i, driveGradients[i]);
            }
        }
        for (int v = 0; v < varied.size(); v++) {
            if (varied.get(v).learned()) {
                add(frame, v, gradients, sums);
            }
        }
    }

    /** Whether derivatives can be added where they belong: two inputs may be the same value, and none is wanted of some. */
    private boolean isDirect(Frame frame, int input) {
        boolean isOwn = places[input] == null && frame.inputGradient(input) != null;
        for (int i = 0; isOwn && i < input; i++) {
            isOwn = frame.inputGradient(i) != frame.inputGradient(input);
        }
        return isOwn;
    }

    private void add(Frame frame, int input, float[] byNeuron) {
        int n = output.size();
        float[] gradient = frame.inputGradient(input);
        int width = frame.received(input).width();
        for (int row = 0; row < frame.received(input).rows(); row++) {
            for (int j = 0; j < n; j++) {
                gradient[row * width + (places[input] == null ? j : places[input][j])] += byNeuron[row * n + j];
            }
        }
    }

    private void add(Frame frame, int v, float[] gradients, int sums) {
        int n = output.size();
        float[] slopes = ((Given) frame.prepared()).slopes;
        float[] gradient = frame.parameterGradients()[v];
        for (int j = 0; j < n; j++) {
            float sum = gradients[sums + v * n + j];
            for (int k = 0; k < scan.program().derived().size(); k++) {
                sum += gradients[sums + (varied.size() + k) * n + j] * slopes[(k * varied.size() + v) * n + j];
            }
            gradient[varied.get(v).each() ? j : 0] += sum;
        }
    }

    @Override
    public void parameterGradients(Frame frame) {
        // those are found on the way back
    }
}
