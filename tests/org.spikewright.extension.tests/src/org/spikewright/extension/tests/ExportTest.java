package org.spikewright.extension.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikewright.common.Finding;
import org.spikewright.language.Language;
import org.spikewright.record.RunRecord;

/** A format that a bundle brings: a trained network is written in it, weight by weight, into the record of the run. */
class ExportTest {

    private static final String MODEL = """
            package table
            import std.neuron.*
            import sample.*
            dataset Pictures { read bars(size = 6) train 40 test 10 encode direct(steps = 3) }
            network Net {
            	input picture : [6, 6]
            	y = picture -> flatten -> dense(3, bias = false) -> Leaky
            	z = y -> dense(2) -> Integrator
            	output z
            }
            train Learn { network Net data Pictures }
            export Table { network Net from Learn
            	format connections()
            	file "net.csv"
            }
            """;

    @TempDir
    private Path folder;

    private List<Finding> check(String text) throws IOException {
        Path file = folder.resolve("own.spike");
        Files.writeString(file, text);
        return new Language().read(file, "own.spike").check();
    }

    private RunRecord run(String text) throws IOException {
        Shell shell = new Shell(folder);
        assertEquals(0, shell.run("model.spike", text, "run"), () -> shell.out() + shell.err());
        return RunRecord.open(RunRecord.list(folder.resolve("runs")).stream().max(Path::compareTo).orElseThrow());
    }

    @Test
    void theFileHasEveryWeight() throws IOException, NoSuchAlgorithmException {
        RunRecord record = run(MODEL);
        float[] hidden = (float[]) record.weights("Learn").get("y.dense.weight").values();
        float[] readout = (float[]) record.weights("Learn").get("z.dense.weight").values();
        float[] bias = (float[]) record.weights("Learn").get("z.dense.bias").values();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3 * 36; i++) {
            expected.add("y.flatten," + i % 36 + ",y.dense," + i / 36 + "," + hidden[i]);
        }
        for (int unit = 0; unit < 2; unit++) {
            for (int from = 0; from < 3; from++) {
                expected.add("y," + from + ",z.dense," + unit + "," + readout[unit * 3 + from]);
            }
            expected.add("bias,0,z.dense," + unit + "," + bias[unit]);
        }
        Path file = record.folder().resolve("Table").resolve("net.csv");
        assertEquals(expected, Files.readAllLines(file));
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(bytes.length, ((Number) record.metrics().get("Table").get("file.bytes")).longValue());
        assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)), record.metrics().get("Table").get("file.hash"));
    }

    @Test
    void aFileWithoutANameHasThatOfItsJob() throws IOException {
        assertTrue(Files.exists(run(MODEL.replace("file \"net.csv\"", "")).folder().resolve("Table").resolve("Table.csv")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -> dense(2)     | -> mirror -> dense(2)  | SW502 | 12 | this format cannot hold 'mirror' at 'z.mirror' of 'Net'
            connections()   | nir()                  | SW502 | 12 | no engine writes networks in this format yet
            connections()   | connections(zeros = 2) | SW201 | 13 | 'zeros' of 'connections' is a Truth
            net.csv         | ../net.csv             | SW207 | 14 | 'file' is the name of a file in the record of the run
            net.csv         | .hidden                | SW207 | 14 | 'file' is the name of a file in the record of the run
            from Learn      |                        | SW5   | 12 | has no trained weights
            """)
    void mistakesAreFoundInTheLine(String right, String wrong, String code, int line, String message) throws IOException {
        assertEquals(List.of(), check(MODEL));
        List<Finding> findings = check(MODEL.replace(right, wrong == null ? "" : wrong));
        assertTrue(findings.stream().anyMatch(finding -> finding.code().startsWith(code) && finding.message().contains(message)
                && finding.location().line() == line), wrong + ": " + findings);
    }
}
