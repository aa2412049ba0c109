package org.spikewright.compile;

import java.util.Optional;
import org.spikewright.dataset.Source;
import org.spikewright.model.dataset.Dataset;

/** A data set as a file declares it. */
public final class DeclaredDataset {

    private final Dataset dataset;

    /** A data set of a model. */
    public DeclaredDataset(Dataset dataset) {
        this.dataset = dataset;
    }

    /** Its name; empty while there is none. */
    public String name() {
        return dataset.getName() == null ? "" : dataset.getName();
    }

    /** Whether its samples are drawn, not read from files. */
    public boolean isDrawn() {
        Optional<Source> source = Settings.of(dataset, "Dataset", dataset.getSettings()).value("read", Source.class);
        return source.filter(known -> known.folder().isEmpty()).isPresent();
    }
}
