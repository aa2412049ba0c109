package org.spikewright.execute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spikewright.network.Parameter;
import org.spikewright.network.Weights;

/**
 * A number for each that a network stores: values, gradients, or what an optimizer remembers, all in one layout. There is an array for
 * each of the plan's {@linkplain Plan#parameters() parameters}, row-major over its shape; some are turned around,
 * {@code [rest][first axis]}, as their kernels want them: the weights of one input then stand together, so that a spike adds one row.
 */
public final class Parameters {

    private final Plan plan;
    private final float[][] arrays;

    private Parameters(Plan plan) {
        this.plan = plan;
        this.arrays = new float[plan.parameters().size()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new float[plan.parameters().get(i).shape().size()];
        }
    }

    /** Numbers of 0. */
    public static Parameters zero(Plan plan) {
        return new Parameters(plan);
    }

    /** A copy of the numbers that a network holds. */
    public static Parameters of(Plan plan, Weights weights) {
        Parameters parameters = new Parameters(plan);
        for (int i = 0; i < parameters.arrays.length; i++) {
            Parameter parameter = plan.parameters().get(i);
            float[] held = weights.get(parameter.name());
            if (held.length != parameters.arrays[i].length) {
                throw new IllegalArgumentException(held.length + " weights where " + parameter.name() + " has " + parameters.arrays[i].length);
            }
            parameters.rowMajor(i, held);
        }
        return parameters;
    }

    /** The plan whose numbers they are. */
    public Plan plan() {
        return plan;
    }

    /** The arrays, in the order of the plan's parameters. */
    public float[][] arrays() {
        return arrays;
    }

    /** Those of what is learnt, in the same order. */
    public List<float[]> learned() {
        return IntStream.range(0, arrays.length).filter(i -> plan.parameters().get(i).learned()).mapToObj(i -> arrays[i]).toList();
    }

    /** Sets all numbers to those of others of the same plan. */
    public void copy(Parameters others) {
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(others.arrays[i], 0, arrays[i], 0, arrays[i].length);
        }
    }

    /** Sets an array from one that is row-major. */
    public void rowMajor(int parameter, float[] values) {
        int rows = rows(parameter);
        copy(values, arrays[parameter], rows, values.length / rows);
    }

    /** A copy of an array, row-major. */
    public float[] rowMajor(int parameter) {
        float[] copy = new float[arrays[parameter].length];
        int rows = rows(parameter);
        copy(arrays[parameter], copy, copy.length / rows, rows);
        return copy;
    }

    /** How many rows an array has before it is turned around; 1 for one that stays as it is. */
    private int rows(int parameter) {
        return plan.isTurned(parameter) ? plan.parameters().get(parameter).shape().extent(0) : 1;
    }

    private static void copy(float[] source, float[] target, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                target[c * rows + r] = source[r * columns + c];
            }
        }
    }

    /** The numbers by parameter name, copied. */
    public Weights store() {
        Map<String, float[]> stored = new LinkedHashMap<>();
        List<Parameter> names = plan.parameters();
        for (int i = 0; i < arrays.length; i++) {
            stored.put(names.get(i).name(), rowMajor(i));
        }
        return new Weights(stored);
    }
}
