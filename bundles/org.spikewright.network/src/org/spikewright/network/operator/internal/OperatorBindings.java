package org.spikewright.network.operator.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.network.Shape;
import org.spikewright.network.operator.Concatenation;
import org.spikewright.network.operator.Convolution;
import org.spikewright.network.operator.Delay;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Embedding;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.HashGrid;
import org.spikewright.network.operator.MatMul;
import org.spikewright.network.operator.Normalisation;
import org.spikewright.network.operator.Operator;
import org.spikewright.network.operator.OperatorArguments;
import org.spikewright.network.operator.OperatorFactory;
import org.spikewright.network.operator.Padding;
import org.spikewright.network.operator.Permutation;
import org.spikewright.network.operator.Pooling;
import org.spikewright.network.operator.Reduction;
import org.spikewright.network.operator.Reshape;
import org.spikewright.network.operator.Slice;
import org.spikewright.network.operator.Softmax;
import org.spikewright.network.operator.Unfold;

/** The operators that the functions of {@code std.layer} stand for. */
public final class OperatorBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        return operators().entrySet().stream().<Binding<?>>map(operator -> new Binding<>("std.layer." + operator.getKey(),
                OperatorFactory.class, (_, _) -> operator.getValue())).toList();
    }

    private static Map<String, OperatorFactory> operators() {
        Map<String, OperatorFactory> operators = new HashMap<>();
        operators.put("flatten", _ -> new Flatten());
        operators.put("reshape", given -> new Reshape(Shape.of(given.counts("shape").stream().mapToInt(extent -> extent).toArray())));
        operators.put("permute", given -> new Permutation(given.counts("axes")));
        operators.put("concat", given -> new Concatenation(given.count("axis")));
        operators.put("slice", given -> new Slice(given.count("axis"), given.count("start"), given.count("end")));
        operators.put("pad", given -> new Padding(given.count("axis"), given.count("before"), given.count("after"), given.number("value")));
        operators.put("windows", given -> new Unfold(given.count("axis"), given.count("length"), given.count("stride")));
        operators.put("dense", given -> new Dense(given.count("units"), given.truth("bias")));
        operators.put("matmul", given -> new MatMul(given.truth("transposeLeft"), given.truth("transposeRight")));
        operators.put("embedding", given -> new Embedding(given.count("count"), given.count("units")));
        operators.put("hashGrid", given -> new HashGrid(given.count("levels"), given.count("entries"), given.count("features"),
                given.count("coarsest"), given.count("finest")));
        operators.put("conv", given -> convolution(Convolution.Kind.PLAIN, given));
        operators.put("convTransposed", given -> convolution(Convolution.Kind.TRANSPOSED, given));
        operators.put("convSparse", given -> convolution(Convolution.Kind.SPARSE, given));
        operators.put("meanPool", given -> pooling(Pooling.Kind.MEAN, given));
        operators.put("maxPool", given -> pooling(Pooling.Kind.LARGEST, given));
        operators.put("mean", given -> new Reduction(Reduction.Kind.MEAN, given.counts("axis")));
        operators.put("sum", given -> new Reduction(Reduction.Kind.SUM, given.counts("axis")));
        operators.put("largest", given -> new Reduction(Reduction.Kind.LARGEST, given.counts("axis")));
        operators.put("channelMean", given -> new Reduction(Reduction.Kind.MEAN, IntStream.range(1, given.rank()).boxed().toList()));
        operators.put("softmax", given -> new Softmax(given.count("axis")));
        operators.put("batchNorm", given -> new Normalisation(Normalisation.Kind.BATCH, given.count("padding")));
        operators.put("layerNorm", _ -> new Normalisation(Normalisation.Kind.LAYER, 0));
        operators.put("delay", given -> new Delay(given.count("steps")));
        return operators;
    }

    private static Operator convolution(Convolution.Kind kind, OperatorArguments given) {
        return new Convolution(kind, given.count("channels"), given.countsByAxis("kernel"), given.countsByAxis("stride"),
                given.countsByAxis("padding"), given.countsByAxis("dilation"), given.count("groups"), given.truth("bias"));
    }

    /** Windows that do not overlap unless a stride says so. */
    private static Operator pooling(Pooling.Kind kind, OperatorArguments given) {
        List<Integer> kernel = given.countsByAxis("kernel");
        List<Integer> stride = given.countsByAxis("stride");
        return new Pooling(kind, kernel, stride.contains(0) ? kernel : stride, given.countsByAxis("padding"));
    }
}
