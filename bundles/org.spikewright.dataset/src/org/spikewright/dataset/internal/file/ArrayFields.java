package org.spikewright.dataset.internal.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spikewright.common.NumPyArray;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source.Field;
import org.spikewright.dataset.Source.Fields;
import org.spikewright.dataset.TargetSamples;

/** Samples whose fields are arrays of a file, each with a sample for each index of its first axis. */
final class ArrayFields {

    private static final String DIVIDED = "_train";

    private final Map<String, NumPyArray> arrays;
    private final Fields fields;
    private final double spacing;

    /**
     * Those arrays.
     *
     * @param spacing seconds between the values of series; 0 if it is not known
     */
    ArrayFields(Map<String, NumPyArray> arrays, Fields fields, double spacing) {
        this.arrays = arrays;
        this.fields = fields;
        this.spacing = spacing;
    }

    /** Whether it has samples to be tested on that are set apart. */
    boolean areDivided() {
        String first = fields.inputs().isEmpty() ? "x" : fields.inputs().getFirst().name();
        return arrays.containsKey(first + DIVIDED) || !fields.areNamed() && arrays.containsKey("x" + DIVIDED);
    }

    /**
     * The samples of a part.
     *
     * @param part what the names of its arrays end in
     */
    Samples samples(String part) {
        Samples inputs = fields.inputs().size() > 1 ? joined(part) : one(part);
        return fields.target().map(target -> (Samples) target(target, inputs, part)).orElse(inputs);
    }

    private TargetSamples target(Field target, Samples inputs, String part) {
        float[][] targets = targets(target, part, inputs.size());
        return new TargetSamples(inputs, targets, fields.mask().map(mask -> counts(mask, part, inputs.size(), targets[0].length)));
    }

    /** Which of so many numbers of each sample count. */
    private float[][] counts(Field mask, String part, int samples, int numbers) {
        String name = mask.name() + part;
        int[] extents = array(name).extents();
        if (extents.length == 0 || extents[0] != samples || array(name).size() != (long) samples * numbers) {
            throw new IllegalArgumentException("'" + name + "' has extents " + Arrays.toString(extents) + ", but " + samples + " samples have " + numbers
                    + " numbers each that count or do not");
        }
        float[][] counts = rows(array(name), name, samples, numbers);
        for (float[] row : counts) {
            for (float one : row) {
                if (one != 0 && one != 1) {
                    throw new IllegalArgumentException("'" + name + "' has the value " + one + "; a number counts, 1, or does not, 0");
                }
            }
        }
        return counts;
    }

    /** Samples of one input, with classes unless numbers are right. */
    private Samples one(String part) {
        String name = name("x", part);
        NumPyArray x = array(name);
        int[] extents = x.extents();
        if (extents.length > 0 && extents[0] == 0) {
            throw new IllegalArgumentException("'" + name + "' has no samples");
        }
        if (extents.length < 1) {
            throw new IllegalArgumentException("'" + name + "' is one number; its first axis has to be the samples");
        }
        int[] own = extents.length == 1 ? new int[] {1} : Arrays.copyOfRange(extents, 1, extents.length);
        SampleForm form = spacing > 0 ? new SampleForm(SampleForm.Kind.SERIES, own, spacing) : SampleForm.values(own);
        if (form.size(0) == 0) {
            throw new IllegalArgumentException("its samples are " + Arrays.toString(own) + ", which have no values");
        }
        float[][] values = rows(x, name, extents[0], form.size(0));
        int[] labels = labels(part, name, extents);
        return new ArraySamples(values, labels, form, classes(labels));
    }

    /** Samples whose inputs stand one behind the other, in each step where they are series. */
    private Samples joined(String part) {
        List<float[][]> parts = new ArrayList<>();
        int samples = -1;
        int steps = -1;
        for (Field field : fields.inputs()) {
            String name = field.name() + part;
            int[] extents = array(name).extents();
            int count = extents.length == 0 ? 0 : extents[0];
            int own = count == 0 ? 0 : array(name).size() / count;
            int series = own == field.size() ? 0 : extents.length > 1 && own == (long) extents[1] * field.size() ? extents[1] : -1;
            if (count == 0 || series < 0) {
                throw new IllegalArgumentException("'" + name + "' has extents " + Arrays.toString(extents) + "; a sample of '" + field.name() + "' has "
                        + field.size() + " values, or as many in each of its steps");
            }
            if (samples >= 0 && (samples != count || steps != series)) {
                throw new IllegalArgumentException("'" + name + "' has " + counted(count, series) + ", but '" + fields.inputs().getFirst().name() + part + "' "
                        + counted(samples, steps));
            }
            samples = count;
            steps = series;
            parts.add(rows(array(name), name, count, own));
        }
        int rows = Math.max(1, steps);
        int width = fields.inputs().stream().mapToInt(Field::size).sum();
        float[][] values = new float[samples][rows * width];
        for (int i = 0; i < samples; i++) {
            for (int t = 0; t < rows; t++) {
                int at = t * width;
                for (int k = 0; k < parts.size(); k++) {
                    int size = fields.inputs().get(k).size();
                    System.arraycopy(parts.get(k)[i], t * size, values[i], at, size);
                    at += size;
                }
            }
        }
        int[] extents = steps == 0 ? new int[] {width} : new int[] {steps, width};
        SampleForm form = steps > 0 && spacing > 0 ? new SampleForm(SampleForm.Kind.SERIES, extents, spacing) : SampleForm.values(extents);
        int[] labels = labels(part, fields.inputs().getFirst().name() + part, new int[] {samples});
        return new ArraySamples(values, labels, form, classes(labels));
    }

    private static String counted(int samples, int steps) {
        return samples + " samples" + (steps == 0 ? "" : " of " + steps + " steps");
    }

    private int[] labels(String part, String samples, int[] extents) {
        int[] labels = new int[extents[0]];
        if (fields.target().isPresent()) {
            Arrays.fill(labels, -1);
            return labels;
        }
        String name = fields.label().map(label -> label + part).filter(arrays::containsKey).orElse("y" + part);
        NumPyArray y = array(name);
        if (y.extents().length < 1 || y.size() != extents[0]) {
            throw new IllegalArgumentException("'" + samples + "' has extents " + Arrays.toString(extents) + " and '" + name + "' "
                    + Arrays.toString(y.extents()) + "; each sample has one label");
        }
        for (int i = 0; i < labels.length; i++) {
            double label = y.value(i);
            if (label < 0 || label > 100_000 || label != Math.rint(label)) {
                throw new IllegalArgumentException("'" + name + "' has the label " + label + " at position " + i + ", which is no class number");
            }
            labels[i] = (int) label;
        }
        return labels;
    }

    private static List<String> classes(int[] labels) {
        return IntStream.rangeClosed(0, Arrays.stream(labels).max().orElse(0)).mapToObj(Integer::toString).toList();
    }

    /** The numbers that are right, one for each value of the field, or one for each in each step. */
    private float[][] targets(Field field, String part, int samples) {
        String name = arrays.containsKey(field.name() + part) ? field.name() + part : name("y", part);
        NumPyArray array = array(name);
        int[] extents = array.extents();
        int own = extents.length == 0 || extents[0] == 0 ? 0 : array.size() / extents[0];
        if (own == 0 || extents[0] != samples || own != field.size() && (extents.length < 2 || own != (long) extents[1] * field.size())) {
            throw new IllegalArgumentException("'" + name + "' has extents " + Arrays.toString(extents) + ", but there are " + samples + " samples, and '"
                    + field.name() + "' has " + field.size() + " numbers, or as many in each step");
        }
        return rows(array, name, samples, own);
    }

    private static float[][] rows(NumPyArray array, String name, int samples, int size) {
        float[][] values = new float[samples][size];
        for (int i = 0; i < samples; i++) {
            for (int k = 0; k < size; k++) {
                values[i][k] = (float) array.value(i * size + k);
                if (!Float.isFinite(values[i][k])) {
                    throw new IllegalArgumentException("'" + name + "' has the value " + array.value(i * size + k) + " in sample " + i);
                }
            }
        }
        return values;
    }

    /** The name of the array of the only input, or of what is right: its field's if there is such an array, else x or y. */
    private String name(String usual, String part) {
        boolean isNamed = usual.equals("x") && fields.inputs().size() == 1 && arrays.containsKey(fields.inputs().getFirst().name() + part);
        return (isNamed ? fields.inputs().getFirst().name() : usual) + part;
    }

    private NumPyArray array(String name) {
        NumPyArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("it has no array '" + name + "'; it needs " + (fields.areNamed()
                    ? "an array for each field, or two of them, one that ends in _train and one in _test" : "x_train, y_train, x_test and y_test, or x and y"));
        }
        return array;
    }
}
