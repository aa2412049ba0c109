package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.Work;
import org.spikewright.compile.Elaborations;
import org.spikewright.compile.Schemas;
import org.spikewright.jobs.Jobs;
import org.spikewright.jobs.RunRequest;
import org.spikewright.jobs.RunResult;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.mapping.MeshMapper;
import org.spikewright.record.RunState;
import org.spikewright.simulate.LayeredSimulator;
import org.spikewright.train.GradientTrainer;

/** Check and run share what a model becomes. */
class ElaboratedOnceTest {

    @TempDir
    Path folder;

    private ModelFile model;

    @BeforeEach
    void read() throws IOException {
        Shell.with("small.spike", folder);
        model = new Language().read(folder.resolve("small.spike"), "small.spike");
    }

    private Elaborations elaborations() {
        return ((Schemas) model.model().orElseThrow().eResource()).elaborations();
    }

    @Test
    void aMapJobWithTheTrainingBeforeItElaboratesItsNetworkOnceAndItsChipOnce() {
        RunResult result = new Jobs(new GradientTrainer(), new LayeredSimulator(), new MeshMapper()).run(new RunRequest(model,
                List.of("Deploy"), folder.resolve("runs"), Map.of(), 1, OptionalLong.empty()), Work.NONE);
        assertEquals(RunState.DONE, result.state(), result.message());
        assertEquals(2, elaborations().count());
    }

    @Test
    void whatWasCheckedIsWhatRuns() {
        assertEquals(List.of(), model.check());
        int checked = elaborations().count();
        RunResult result = new Jobs(new GradientTrainer(), new LayeredSimulator(), new MeshMapper()).run(new RunRequest(model,
                List.of("Deploy"), folder.resolve("runs"), Map.of(), 1, OptionalLong.empty()), Work.NONE);
        assertEquals(RunState.DONE, result.state(), result.message());
        assertEquals(checked, elaborations().count());
    }
}
