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
import org.spikewright.common.NumPyArray;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArrayFiles;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Subset;

/**
 * Samples in a file {@code .npz}: arrays {@code x_train}, {@code y_train}, {@code x_test} and {@code y_test}; or {@code x} and {@code y},
 * of which a fifth, drawn once for all, is to be tested on. Fields of samples go by their names in place of x and y.
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
    public Optional<String> obstacle(Fields fields) {
        return Optional.empty();
    }

    @Override
    public DataSet load(Request request, Work work) {
        Path file = file(request.files().orElseThrow());
        work.begin("Reading " + request.name(), 0);
        try {
            Map<String, NumPyArray> arrays = ArrayFiles.read(file);
            ArrayFields fields = new ArrayFields(arrays, request.fields(), spacing);
            if (fields.areDivided()) {
                Samples train = fields.samples("_train");
                Samples test = fields.samples("_test");
                if (!Arrays.equals(train.extents(), test.extents())) {
                    throw new IllegalArgumentException("its samples to learn from are " + Arrays.toString(train.extents()) + ", those to be tested on "
                            + Arrays.toString(test.extents()));
                }
                return new DataSet(request.name(), first(train, request.train()), first(test, request.test()));
            }
            Samples all = fields.samples("");
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
}
