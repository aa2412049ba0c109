package org.spikewright.kernel;

import java.util.List;
import org.spikewright.network.Parameter;
import org.spikewright.network.Weights;

/**
 * The numbers of a stage that are learnt, as its loops want them: an array for each of its {@linkplain Stage#parameters parameters}. The
 * weights of a dense stage are turned around, {@code [fanIn][width]}: those of one input stand together, so that a spike adds one row.
 */
public record LayerWeights(float[][] arrays) {

    private static final float[] NO_BIAS = {};

    /** Numbers of 0. */
    public static LayerWeights zero(Stage stage) {
        List<Parameter> parameters = stage.parameters();
        float[][] arrays = new float[parameters.size()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new float[parameters.get(i).shape().size()];
        }
        return new LayerWeights(arrays);
    }

    /** A copy of the numbers that a network holds for the stage. */
    public static LayerWeights of(Stage stage, Weights weights) {
        List<Parameter> parameters = stage.parameters();
        float[][] arrays = new float[parameters.size()][];
        for (int i = 0; i < arrays.length; i++) {
            float[] held = weights.get(parameters.get(i).name());
            int size = parameters.get(i).shape().size();
            if (held.length != size) {
                throw new IllegalArgumentException(held.length + " weights where the layer has " + size);
            }
            arrays[i] = stage instanceof Stage.Dense dense && i == 0 ? transposed(held, dense.width(), dense.fanIn()) : held.clone();
        }
        return new LayerWeights(arrays);
    }

    /** A copy of the array of a parameter as the network holds it, row-major. */
    public float[] rowMajor(Stage stage, int parameter) {
        return stage instanceof Stage.Dense dense && parameter == 0 ? transposed(matrix(), dense.fanIn(), dense.width())
                : arrays[parameter].clone();
    }

    /** The weights of a dense stage, {@code [fanIn][width]}. */
    public float[] matrix() {
        return arrays[0];
    }

    /** The bias of a dense stage, {@code [width]}, or empty for one without. */
    public float[] bias() {
        return arrays.length > 1 ? arrays[1] : NO_BIAS;
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] result = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result[c * rows + r] = values[r * columns + c];
            }
        }
        return result;
    }
}
