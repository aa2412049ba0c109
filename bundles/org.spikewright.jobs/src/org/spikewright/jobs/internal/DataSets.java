package org.spikewright.jobs.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.spikewright.common.Work;
import org.spikewright.compile.Call;
import org.spikewright.compile.Settings;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Encoder;
import org.spikewright.dataset.Glyphs;
import org.spikewright.dataset.IdxFiles;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Subset;
import org.spikewright.jobs.JobException;
import org.spikewright.jobs.RunRequest;
import org.spikewright.model.dataset.Dataset;

/** The data sets of a run: read or generated once, shared by its jobs. */
final class DataSets {

    private final RunRequest request;
    private final Map<Dataset, DataSet> loaded = new HashMap<>();

    DataSets(RunRequest request) {
        this.request = request;
    }

    DataSet of(Dataset model, Work work) {
        DataSet known = loaded.get(model);
        if (known == null) {
            known = load(model, work);
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

    private static Settings settings(Dataset model) {
        return Settings.of(model, "Dataset", model.getSettings());
    }

    private DataSet load(Dataset model, Work work) {
        Settings settings = settings(model);
        Call source = settings.call("read").orElseThrow();
        OptionalLong train = settings.count("train");
        OptionalLong test = settings.count("test");
        return switch (source.function()) {
            case "glyphs" -> new Glyphs(source.count("height"), source.count("width"), source.number("jitter"), source.number("noise"))
                            .generate((int) train.orElse(8000), (int) test.orElse(2000), settings.count("seed").orElse(1), work);
            case "idx" -> {
                work.begin("Reading " + model.getName(), 0);
                DataSet all = IdxFiles.directory(folder(model, source.text("folder")));
                yield new DataSet(model.getName(), first(all.train(), train), first(all.test(), test));
            }
            default -> throw new JobException(request.model().location(model), "no engine reads " + source.function() + " yet");
        };
    }

    private static Samples first(Samples all, OptionalLong count) {
        return count.isPresent() ? Subset.first(all, (int) count.getAsLong()) : all;
    }

    private Path folder(Dataset model, String folder) {
        for (Map.Entry<String, Path> given : request.data().entrySet()) {
            if (given.getKey().equalsIgnoreCase(model.getName())) {
                return given.getValue();
            }
        }
        Path beside = request.model().path().resolveSibling(folder).normalize();
        if (!Files.isDirectory(beside)) {
            throw new JobException(request.model().location(model), "the files of '" + model.getName() + "' are not in " + beside
                    + "; say where they are with --data " + model.getName() + "=DIR");
        }
        return beside;
    }
}
