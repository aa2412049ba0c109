package org.spikewright.kernel;

import org.spikewright.network.Weights;

/**
 * The weights of a dense stage as its loops want them.
 *
 * @param matrix {@code [fanIn][width]}: the weights of one input stand together, so that a spike adds one row
 * @param bias {@code [width]}, or empty for a layer without
 */
public record LayerWeights(float[] matrix, float[] bias) {

    /** Weights of 0. */
    public static LayerWeights zero(Stage.Dense stage) {
        return new LayerWeights(new float[stage.fanIn() * stage.width()],
                new float[stage.bias().isPresent() ? stage.width() : 0]);
    }

    /** A copy of the weights that a network holds for the stage, turned around. */
    public static LayerWeights of(Stage.Dense stage, Weights weights) {
        float[] bias = stage.bias().map(parameter -> weights.get(parameter.name()).clone()).orElse(new float[0]);
        return new LayerWeights(transposed(weights.get(stage.weight().name()), stage.width(), stage.fanIn()), bias);
    }

    /** The weights as the network holds them: {@code [width][fanIn]}. */
    public float[] rowMajor(Stage.Dense stage) {
        return transposed(matrix, stage.fanIn(), stage.width());
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        if (values.length != rows * columns) {
            throw new IllegalArgumentException(values.length + " weights where the layer has " + rows * columns);
        }
        float[] result = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result[c * rows + r] = values[r * columns + c];
            }
        }
        return result;
    }
}
