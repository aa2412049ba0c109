package org.spikewright.dataset.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.spikewright.common.Work;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.IdxFiles;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.Subset;

/** The first samples of a folder of IDX files. */
record IdxFolder(String name) implements Source {

    @Override
    public Optional<String> folder() {
        return Optional.of(name);
    }

    @Override
    public List<Path> files(Path folder) {
        return IdxFiles.of(folder);
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
        work.begin("Reading " + request.name(), 0);
        DataSet all = IdxFiles.directory(request.files().orElseThrow(), request.wanted());
        return new DataSet(request.name(), first(all.train(), request.train()), first(all.test(), request.test()));
    }

    private static Samples first(Samples all, OptionalLong count) {
        return count.isPresent() ? Subset.first(all, (int) Math.min(count.getAsLong(), Integer.MAX_VALUE)) : all;
    }
}
