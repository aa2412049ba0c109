package org.spikewright.dataset.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.spikewright.common.NumPyArray;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Subset;

/**
 * Samples in a file {@code .npz}: arrays {@code x_train}, {@code y_train}, {@code x_test} and {@code y_test}; or {@code x} and {@code y},
 * of which a fifth, drawn once for all, is to be tested on.
 *
 * @param path of the file, as the model says it
 * @param spacing seconds between the values of series; 0 if the first axis of a sample is not time
 */
public record ArraySource(String path, double spacing) implements Source {

    private static final int SHARE = 5;

    @Override
    public Optional<String> folder() {
        Path parent = Path.of(path).getParent();
        return Optional.of(parent == null ? "." : parent.toString());
    }

    @Override
    public List<Path> files(Path folder) {
        return List.of(file(folder));
    }

    private Path file(Path folder) {
        Path file = folder.resolve(Path.of(path).getFileName());
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + " does not exist: put the file there or name another");
        }
        return file;
    }

    @Override
    public Optional<int[]> extents() {
        return Optional.empty();
    }

    @Override
    public OptionalDouble interval() {
        return spacing > 0 ? OptionalDouble.of(spacing) : OptionalDouble.empty();
    }

    @Override
    public OptionalInt classes() {
        return OptionalInt.empty();
    }

    @Override
    public DataSet load(Request request, Work work) {
        Path file = file(request.files().orElseThrow());
        work.begin("Reading " + request.name(), 0);
        try {
            Map<String, NumPyArray> arrays = ArrayFiles.read(file);
            if (arrays.containsKey("x_train")) {
                Samples train = samples(arrays, "x_train", "y_train", request);
                Samples test = samples(arrays, "x_test", "y_test", request);
                if (!Arrays.equals(train.extents(), test.extents())) {
                    throw new IllegalArgumentException("its samples to learn from are " + Arrays.toString(train.extents()) + ", those to be tested on "
                            + Arrays.toString(test.extents()));
                }
                return new DataSet(request.name(), first(train, request.train()), first(test, request.test()));
            }
            Samples all = samples(arrays, "x", "y", request);
            int test = all.size() / SHARE;
            List<Samples> parts = Subset.split(all, 1, all.size() - test, test);
            return new DataSet(request.name(), first(parts.getFirst(), request.train()), first(parts.getLast(), request.test()));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + "): check that it is whole", e);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Samples first(Samples all, OptionalLong count) {
        return count.isPresent() ? Subset.first(all, (int) Math.min(count.getAsLong(), Integer.MAX_VALUE)) : all;
    }

    private Samples samples(Map<String, NumPyArray> arrays, String valuesName, String labelsName, Request request) {
        NumPyArray x = array(arrays, valuesName);
        NumPyArray y = array(arrays, labelsName);
        int[] extents = x.extents();
        if (extents.length > 0 && extents[0] == 0) {
            throw new IllegalArgumentException("'" + valuesName + "' has no samples");
        }
        if (extents.length < 1 || y.extents().length < 1 || y.size() != extents[0]) {
            throw new IllegalArgumentException("'" + valuesName + "' has extents " + Arrays.toString(extents) + " and '" + labelsName + "' "
                    + Arrays.toString(y.extents()) + "; each sample has one label");
        }
        int[] own = extents.length == 1 ? new int[] {1} : Arrays.copyOfRange(extents, 1, extents.length);
        SampleForm form = spacing > 0 ? new SampleForm(SampleForm.Kind.SERIES, own, spacing) : SampleForm.values(own);
        int size = form.size(0);
        if (size == 0) {
            throw new IllegalArgumentException("its samples are " + Arrays.toString(own) + ", which have no values");
        }
        float[][] values = new float[extents[0]][size];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < size; k++) {
                values[i][k] = (float) x.value(i * size + k);
                if (!Float.isFinite(values[i][k])) {
                    throw new IllegalArgumentException("'" + valuesName + "' has the value " + x.value(i * size + k) + " in sample " + i);
                }
            }
        }
        int[] labels = new int[y.size()];
        for (int i = 0; i < labels.length; i++) {
            double label = y.value(i);
            if (label < 0 || label > 100_000 || label != Math.rint(label)) {
                throw new IllegalArgumentException("'" + labelsName + "' has the label " + label + " at position " + i + ", which is no class number");
            }
            labels[i] = (int) label;
        }
        List<String> names = IntStream.rangeClosed(0, Arrays.stream(labels).max().orElse(0)).mapToObj(Integer::toString).toList();
        return new ArraySamples(values, labels, form, names);
    }

    private static NumPyArray array(Map<String, NumPyArray> arrays, String name) {
        NumPyArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("it has no array '" + name + "'; it needs x_train, y_train, x_test and y_test, or x and y");
        }
        return array;
    }
}
