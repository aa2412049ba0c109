package org.spikewright.jobs.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.spikewright.common.Work;
import org.spikewright.compile.DeclaredDataset;
import org.spikewright.compile.job.DataSettings;
import org.spikewright.compile.job.DataSpec;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Source;
import org.spikewright.dataset.VariedSamples;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.RunRequest;
import org.spikewright.language.ModelFile;

/** The data sets of a run: read or generated once, shared by its jobs. */
public final class DataSets {

    private final RunRequest request;
    private final InputLog inputs;
    private final Map<DataSpec, Map<Source.Fields, DataSet>> loaded = new IdentityHashMap<>();

    public DataSets(RunRequest request, InputLog inputs) {
        this.request = request;
        this.inputs = inputs;
    }

    /**
     * The data of a data set.
     *
     * @param fields what its samples are made of
     * @param wanted throws if samples of such extents are of no use; where they lie in files, asked before they are read
     */
    DataSet of(DataSpec spec, Source.Fields fields, Consumer<int[]> wanted, Work work) {
        Map<Source.Fields, DataSet> known = loaded.computeIfAbsent(spec, _ -> new HashMap<>());
        DataSet set = known.get(fields);
        if (set == null) {
            set = load(spec, fields, wanted, work);
            known.put(fields, set);
        }
        return set;
    }

    /**
     * Refuses folders that are given for data sets which there are not, or which are not read from files.
     *
     * @throws IllegalArgumentException the message says which data sets there are
     */
    public static void check(ModelFile model, Map<String, Path> given) {
        Map<String, DeclaredDataset> known = new LinkedHashMap<>();
        Stream.concat(model.dataSets().stream(), model.jobs().stream().flatMap(job -> job.data().stream()))
                .filter(dataset -> !dataset.name().isEmpty()).forEach(dataset -> known.put(dataset.name(), dataset));
        given.forEach((name, folder) -> {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException("there is no data set '" + name + "'; "
                        + (known.isEmpty() ? "the model has none" : "its data sets are " + String.join(", ", known.keySet())));
            }
            if (known.get(name).isDrawn()) {
                throw new IllegalArgumentException("the samples of data set '" + name + "' are drawn, not read from files; leave out --data "
                        + name);
            }
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(folder + ", where the files of data set '" + name + "' should be, is no folder");
            }
        });
    }

    private DataSet load(DataSpec spec, Source.Fields fields, Consumer<int[]> wanted, Work work) {
        DataSettings settings = spec.settings();
        Optional<Path> files = settings.source().folder().map(folder -> folder(spec, folder));
        DataSet data = settings.source().load(new Source.Request(spec.name(), files, settings.train(), settings.test(), settings.seed(),
                fields, wanted), work);
        files.ifPresent(folder -> inputs.data(spec.name(), settings.source().files(folder)));
        int aside = (int) settings.validation().orElse(0);
        DataSet parts = aside > 0 ? data.validating(aside, settings.seed()) : data;
        return settings.augmentations().isEmpty() ? parts
                : new DataSet(parts.name(), new VariedSamples(parts.train(), settings.augmentations()), parts.validation(), parts.test());
    }

    private Path folder(DataSpec spec, String folder) {
        if (request.data().containsKey(spec.name())) {
            return request.data().get(spec.name());
        }
        Path beside = request.model().path().resolveSibling(folder).normalize();
        if (!Files.isDirectory(beside)) {
            throw new JobException(spec.location(), "the files of '" + spec.name() + "' are not in " + beside
                    + "; say where they are with --data " + spec.name() + "=DIR");
        }
        return beside;
    }
}
