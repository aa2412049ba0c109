package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.cli.ExitCode;

/** A training in which something is no number any more stops, and says in which layer and step. */
class DivergedTest {

    private static final String MODEL = """
            package wild
            import std.neuron.*
            neuron Growing { state v : Real = 1 input I : Real next v = v * 1e10 + I output v }
            neuron Silent { state v : Real = 0 input I : Real next v = v / 2 + I spike when v > 100 surrogate straightThrough reset v = 0 }
            block Step { input x y = x -> conv(4, 3, padding = 1) -> batchNorm -> Silent output y }
            dataset G { read glyphs(height = 8, width = 8) train 100 test 50 encode direct(steps = 6) }
            network Net { input x : [1, 8, 8] y = x -> HERE -> flatten -> dense(10) output y }
            train Learn { network Net data G epochs 2 batch 20 }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Growing          | 'y.Growing' gives infinity in step 4 of a sample in batch 1 of epoch 1
            log              | 'y.log' gives minus infinity in step 1 of a sample in batch 1 of epoch 1
            repeat(20, Step) | the derivatives by what
            repeat(20, Step) | 4 of the channels that
            """)
    void theLayerAndTheStepAreNamed(String layer, String sentence) throws IOException {
        Shell shell = new Shell(folder);
        Files.writeString(folder.resolve("wild.spike"), MODEL.replace("HERE", layer));
        assertEquals(ExitCode.FAILED, shell.run("run", "wild.spike"), shell.out());
        assertTrue(shell.err().contains("wild.spike:" + (layer.startsWith("repeat") ? 5 : 7) + ":")
                && shell.err().contains("the training of 'Learn' diverged: ") && shell.err().contains(sentence), shell.err());
    }
}
