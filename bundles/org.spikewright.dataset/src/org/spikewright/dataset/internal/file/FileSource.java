package org.spikewright.dataset.internal.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataException;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Subset;

/**
 * Samples in files of their own.
 *
 * @param <T> what a file holds
 * @param name of the folder
 * @param endings of the files' names, in lower case, each with its dot
 */
public record FileSource<T>(String name, Set<String> endings, Reader<T> reader, Joiner<T> joiner) implements Source {

    /** Reads a file. */
    public interface Reader<T> {

        /**
         * What a file holds.
         *
         * @throws IllegalArgumentException if it is not of the format; the message says why
         */
        T read(Path file) throws IOException;
    }

    /** Makes samples of what the files hold. */
    public interface Joiner<T> {

        /**
         * All samples.
         *
         * @param contents of the files
         * @throws IllegalArgumentException if they do not fit each other; the message says why
         */
        Samples join(List<T> contents, List<Path> files, int[] labels, List<String> classNames);
    }

    @Override
    public Optional<String> folder() {
        return Optional.of(name);
    }

    @Override
    public List<Path> files(Path folder) {
        return LabelledFiles.of(folder, endings).all().stream().map(LabelledFiles.Labelled::file).sorted().toList();
    }

    @Override
    public Optional<int[]> extents() {
        return Optional.empty();
    }

    @Override
    public OptionalInt classes() {
        return OptionalInt.empty();
    }

    @Override
    public DataSet load(Request request, Work work) {
        LabelledFiles files = LabelledFiles.of(request.files().orElseThrow(), endings).first(request.train(), request.test());
        List<LabelledFiles.Labelled> all = files.all();
        work.begin("Reading " + request.name(), all.size());
        List<T> contents = new ArrayList<>();
        for (LabelledFiles.Labelled labelled : all) {
            work.checkCancelled();
            contents.add(read(labelled.file()));
            work.advance(1);
        }
        Samples samples;
        try {
            samples = joiner.join(contents, all.stream().map(LabelledFiles.Labelled::file).toList(),
                    all.stream().mapToInt(LabelledFiles.Labelled::label).toArray(), files.classNames());
        } catch (IllegalArgumentException e) {
            throw new DataException("the samples of '" + request.name() + "' do not fit each other: " + e.getMessage(), e);
        }
        request.wanted().accept(samples.extents());
        int learnt = files.train().size();
        return new DataSet(request.name(), Subset.range(samples, 0, learnt), Subset.range(samples, learnt, samples.size()));
    }

    private T read(Path file) {
        try {
            return reader.read(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + "): check that it is whole", e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            throw new DataException(file + " cannot be read: " + (e instanceof IllegalArgumentException ? e.getMessage() : "it ends early")
                    + "; take it out, or put a whole one there", e);
        }
    }
}
