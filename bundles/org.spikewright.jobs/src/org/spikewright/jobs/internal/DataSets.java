package org.spikewright.jobs.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.spikewright.common.Work;
import org.spikewright.compile.JobParts;
import org.spikewright.compile.Settings;
import org.spikewright.compile.job.DataSpec;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Source;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.RunRequest;
import org.spikewright.language.ModelFile;
import org.spikewright.model.dataset.Dataset;

/** The data sets of a run: read or generated once, shared by its jobs. */
public final class DataSets {

    private final RunRequest request;
    private final InputLog inputs;
    private final Map<Dataset, DataSet> loaded = new HashMap<>();

    public DataSets(RunRequest request, InputLog inputs) {
        this.request = request;
        this.inputs = inputs;
    }

    /**
     * The data of a data set.
     *
     * @param wanted throws if samples of such extents are of no use; where they lie in files, asked before they are read
     */
    DataSet of(Dataset model, Consumer<int[]> wanted, Work work) {
        DataSet known = loaded.get(model);
        if (known == null) {
            known = load(model, wanted, work);
            loaded.put(model, known);
        }
        return known;
    }

    Encoder encoder(Dataset model) {
        return DataSpec.of(settings(model)).encoder();
    }

    /**
     * Refuses folders that are given for data sets which there are not, or which are not read from files.
     *
     * @throws IllegalArgumentException the message says which data sets there are
     */
    public static void check(ModelFile model, Map<String, Path> given) {
        Map<String, Dataset> known = new LinkedHashMap<>();
        Stream.concat(model.model().stream().flatMap(file -> file.getDeclarations().stream()).filter(Dataset.class::isInstance)
                .map(Dataset.class::cast), JobOrder.all(model).stream().map(JobParts::data).filter(Objects::nonNull))
                .filter(dataset -> dataset.getName() != null).forEach(dataset -> known.put(dataset.getName(), dataset));
        given.forEach((name, folder) -> {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException("there is no data set '" + name + "'; "
                        + (known.isEmpty() ? "the model has none" : "its data sets are " + String.join(", ", known.keySet())));
            }
            if (settings(known.get(name)).value("read", Source.class).filter(source -> source.folder().isEmpty()).isPresent()) {
                throw new IllegalArgumentException("the samples of data set '" + name + "' are drawn, not read from files; leave out --data "
                        + name);
            }
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(folder + ", where the files of data set '" + name + "' should be, is no folder");
            }
        });
    }

    private static Settings settings(Dataset model) {
        return Settings.of(model, "Dataset", model.getSettings());
    }

    private DataSet load(Dataset model, Consumer<int[]> wanted, Work work) {
        DataSpec spec = DataSpec.of(settings(model));
        Optional<Path> files = spec.source().folder().map(folder -> folder(model, folder));
        DataSet data = spec.source().load(new Source.Request(model.getName(), files, spec.train(), spec.test(), spec.seed(), wanted), work);
        files.ifPresent(folder -> inputs.data(model.getName(), spec.source().files(folder)));
        return data;
    }

    private Path folder(Dataset model, String folder) {
        if (request.data().containsKey(model.getName())) {
            return request.data().get(model.getName());
        }
        Path beside = request.model().path().resolveSibling(folder).normalize();
        if (!Files.isDirectory(beside)) {
            throw new JobException(request.model().location(model), "the files of '" + model.getName() + "' are not in " + beside
                    + "; say where they are with --data " + model.getName() + "=DIR");
        }
        return beside;
    }
}
