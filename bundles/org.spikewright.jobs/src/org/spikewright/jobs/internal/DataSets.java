package org.spikewright.jobs.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.spikewright.common.Work;
import org.spikewright.compile.Call;
import org.spikewright.compile.JobParts;
import org.spikewright.compile.Settings;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Glyphs;
import org.spikewright.dataset.IdxFiles;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Subset;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.RunRequest;
import org.spikewright.language.ModelFile;
import org.spikewright.model.dataset.Dataset;

/** The data sets of a run: read or generated once, shared by its jobs. */
public final class DataSets {

    private final RunRequest request;
    private final Map<Dataset, DataSet> loaded = new HashMap<>();

    public DataSets(RunRequest request) {
        this.request = request;
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
        Call call = settings(model).call("encode").orElseThrow();
        int steps = call.count("steps");
        return switch (call.function()) {
            case "rate" -> new Encoder.Rate(steps);
            case "latency" -> new Encoder.Latency(steps);
            case "direct" -> new Encoder.Direct(steps);
            default -> throw new JobException(request.model().location(model), "no engine encodes by " + call.function() + " yet");
        };
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
            String source = settings(known.get(name)).call("read").map(Call::function).orElse("");
            if (source.equals("glyphs")) {
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
        Settings settings = settings(model);
        Call source = settings.call("read").orElseThrow();
        OptionalLong train = settings.count("train");
        OptionalLong test = settings.count("test");
        return switch (source.function()) {
            case "glyphs" -> new Glyphs(source.count("height"), source.count("width"), source.number("jitter"), source.number("noise"))
                            .generate((int) train.orElse(8000), (int) test.orElse(2000), settings.count("seed").orElse(1), work);
            case "idx" -> {
                work.begin("Reading " + model.getName(), 0);
                DataSet all = IdxFiles.directory(folder(model, source.text("folder")), wanted);
                yield new DataSet(model.getName(), first(all.train(), train), first(all.test(), test));
            }
            default -> throw new JobException(request.model().location(model), "no engine reads " + source.function() + " yet");
        };
    }

    private static Samples first(Samples all, OptionalLong count) {
        return count.isPresent() ? Subset.first(all, (int) count.getAsLong()) : all;
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
