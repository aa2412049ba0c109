package org.spikewright.execute.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spikewright.execute.ComputedOperator;
import org.spikewright.execute.OperatorKernel;
import org.spikewright.execute.PlanOptions;
import org.spikewright.kernel.Kernels;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Concatenation;
import org.spikewright.network.operator.Convolution;
import org.spikewright.network.operator.Delay;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Embedding;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Formula;
import org.spikewright.network.operator.HashGrid;
import org.spikewright.network.operator.Input;
import org.spikewright.network.operator.MatMul;
import org.spikewright.network.operator.Neurons;
import org.spikewright.network.operator.Normalisation;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.Padding;
import org.spikewright.network.operator.Permutation;
import org.spikewright.network.operator.Pooling;
import org.spikewright.network.operator.PreviousValue;
import org.spikewright.network.operator.Quantised;
import org.spikewright.network.operator.Reduction;
import org.spikewright.network.operator.Reshape;
import org.spikewright.network.operator.Slice;
import org.spikewright.network.operator.Softmax;
import org.spikewright.network.operator.Tensor;
import org.spikewright.network.operator.Unfold;

/** Makes the kernels of a network's layers. Operators of other bundles bring theirs. */
public record KernelFactory(Network network, PlanOptions options, Kernels kernels) {

    /** Whether an operator leaves all elements as they are, in their order, so that nothing is computed. */
    public static boolean leavesAll(Operator operator) {
        return operator instanceof Flatten || operator instanceof Reshape || operator instanceof Delay(int steps) && steps == 0;
    }

    /** Whether there is a kernel for an operator. */
    public static boolean knows(Operator operator) {
        return switch (operator) {
            case ComputedOperator _, Input _, Dense _, Neurons _, Tensor _, Formula _, Delay _, PreviousValue _, Permutation _, Concatenation _,
                    Slice _, Padding _, Unfold _, MatMul _, Softmax _, Reduction _, Embedding _, HashGrid _, Normalisation _, Convolution _,
                    Pooling _ -> true;
            case Quantised quantised -> knows(quantised.layer());
            default -> leavesAll(operator);
        };
    }

    /** Whether an operator that needs all samples of a batch can have them. */
    public static boolean sharesBatches(Operator operator) {
        return operator instanceof Normalisation;
    }

    /** Whether the kernel of an operator wants a parameter with its first axis last. */
    public static boolean isTurned(Operator operator, int parameter) {
        return parameter == 0 && (operator instanceof Dense || operator instanceof Quantised quantised && quantised.layer() instanceof Dense);
    }

    /** The kernel of a layer. */
    public OperatorKernel kernel(Layer layer) {
        List<Shape> inputs = layer.inputs().stream().map(input -> network.layers().get(input).shape()).toList();
        Shape output = layer.shape();
        return switch (layer.operator()) {
            case ComputedOperator computed -> computed.kernel(inputs, output);
            case Input _ -> new NoKernel();
            case Dense dense -> new DenseKernel(inputs.getFirst().extent(-1), dense.units(), output.size() / dense.units());
            case Neurons neurons -> NeuronKernel.of(neurons, inputs, output, options, kernels);
            case Formula formula -> NeuronKernel.of(formula, inputs, output, kernels);
            case Tensor tensor -> new TensorKernel(tensor);
            case Delay delay -> new DelayKernel(output.size(), delay.steps(), 0);
            case Permutation permutation -> ArrangedKernel.of(permutation, inputs, output);
            case Concatenation concatenation -> ArrangedKernel.of(concatenation, inputs, output);
            case Slice slice -> ArrangedKernel.of(slice, inputs, output);
            case Padding padding -> ArrangedKernel.of(padding, inputs, output);
            case Unfold windows -> ArrangedKernel.of(windows, inputs, output);
            case MatMul product -> matMul(product, inputs.getFirst(), output);
            case Softmax softmax -> softmax(softmax.axis(), output);
            case Reduction reduction -> ReductionKernel.of(reduction, inputs.getFirst(), output);
            case Embedding embedding -> new EmbeddingKernel(embedding.count(), embedding.units(), inputs.getFirst().size());
            case HashGrid grid -> new HashGridKernel(grid, inputs.getFirst().size() / inputs.getFirst().extent(-1), inputs.getFirst().extent(-1));
            case Normalisation normalisation when normalisation.kind() == Normalisation.Kind.LAYER ->
                new LayerNormKernel(output.size() / output.extent(-1), output.extent(-1));
            case Normalisation normalisation -> BatchNormKernel.of(inputs.getFirst(), output, normalisation.padding());
            case Convolution convolution -> convolution(convolution, inputs.getFirst(), output);
            case Pooling pooling -> new PoolingKernel(pooling.kind(), output.extent(0), Windows.over(inputs.getFirst(), output, pooling.kernel(),
                    pooling.stride(), pooling.padding(), Collections.nCopies(pooling.kernel().size(), 1)));
            case Quantised quantised -> quantised(layer, quantised, inputs);
            case PreviousValue state -> new DelayKernel(output.size(), 1, (float) state.initial());
            default -> throw new IllegalArgumentException("no engine runs " + layer.operator().family());
        };
    }

    private OperatorKernel quantised(Layer layer, Quantised quantised, List<Shape> inputs) {
        int own = quantised.layer().parameters("", inputs, layer.shape()).size();
        int channels = quantised.layer().parameters("", inputs, layer.shape()).getFirst().shape().extent(0);
        OperatorKernel inner = kernel(new Layer(layer.name(), quantised.layer(), layer.inputs(), layer.shape(), layer.location()));
        return new QuantisedKernel(inner, own, channels, isTurned(quantised.layer(), 0), quantised.bits());
    }

    /** The network with layers that quantise what comes in apart from those that quantise weights. */
    public static Network split(Network network) {
        if (network.layers().stream().noneMatch(layer -> layer.operator() instanceof Quantised quantised && quantised.inputs())) {
            return network;
        }
        List<Layer> layers = new ArrayList<>();
        int[] places = new int[network.layers().size()];
        for (int i = 0; i < places.length; i++) {
            Layer layer = network.layers().get(i);
            Operator operator = layer.operator();
            List<Integer> inputs = layer.inputs().stream().map(input -> places[input]).toList();
            if (operator instanceof Quantised quantised && quantised.inputs()) {
                layers.add(new Layer(layer.name() + ".quantised", new QuantisedInput(quantised.layer().channelAxis(), quantised.bits()), inputs,
                        network.layers().get(layer.inputs().getFirst()).shape(), layer.location(), layer.owner()));
                inputs = List.of(layers.size() - 1);
                operator = new Quantised(quantised.layer(), quantised.bits(), false);
            }
            places[i] = layers.size();
            layers.add(new Layer(layer.name(), operator, inputs, layer.shape(), layer.location(), layer.owner()));
        }
        Map<Integer, Integer> updates = new HashMap<>();
        network.updates().forEach((state, next) -> updates.put(places[state], places[next]));
        return new Network(network.name(), layers, places[network.output()], updates);
    }

    private static MatMulKernel matMul(MatMul product, Shape left, Shape output) {
        int m = output.extent(-2);
        int n = output.extent(-1);
        return new MatMulKernel(output.size() / (m * n), m, left.extent(product.transposeLeft() ? -2 : -1), n, product.transposeLeft(),
                product.transposeRight());
    }

    private static SoftmaxKernel softmax(int axis, Shape output) {
        int hop = 1;
        for (int behind = axis + 1; behind < output.rank(); behind++) {
            hop *= output.extent(behind);
        }
        return new SoftmaxKernel(output.size() / (hop * output.extent(axis)), output.extent(axis), hop);
    }

    private static OperatorKernel convolution(Convolution convolution, Shape input, Shape output) {
        boolean isTransposed = convolution.kind() == Convolution.Kind.TRANSPOSED;
        Windows windows = Windows.over(isTransposed ? output : input, isTransposed ? input : output, convolution.kernel(), convolution.stride(),
                convolution.padding(), convolution.dilation());
        if (isTransposed) {
            return new TransposedConvolutionKernel(windows, input.extent(0), convolution.channels(), convolution.groups());
        }
        return new ConvolutionKernel(windows, input.extent(0), convolution.channels(), convolution.groups(),
                convolution.kind() == Convolution.Kind.SPARSE ? sites(convolution, windows, input, output) : null);
    }

    /** The place in the middle of each window, if windows stand as close as places; else none, as then any place decides. */
    private static int[] sites(Convolution convolution, Windows windows, Shape input, Shape output) {
        if (convolution.stride().stream().anyMatch(stride -> stride != 1)
                || !output.with(0, 1).equals(input.with(0, 1))) {
            return new int[0];
        }
        return IntStream.range(0, windows.count()).toArray();
    }
}
