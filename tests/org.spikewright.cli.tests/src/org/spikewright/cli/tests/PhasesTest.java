package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.RunRecord;

/** Experiments in phases: a simulation goes on where another ended, or begins with its weights. */
class PhasesTest {

    /** Everything that a simulation can have on its way: drawn delays, traces, gates, random release, refractory times, noise, drives. */
    private static final String MODEL = """
            package phases
            import std.synapse.*
            neuron Cell {
                parameter tau : Time = 10 ms
                state v : Real = 0
                state slow : Real = 0
                input I : Real into v
                input held : Real
                dv/dt = (0.9 - v + held - slow) / tau + 0.3 * white(tau)
                dslow/dt = -slow / 100 s
                spike when v > 1 reset v = 0, slow += 0.01
                refractory 2 ms holding v
            }
            synapse Gate {
                state w : Real = 0.01
                state s : Real = 0
                input here : Real of target v
                input there : Real of source v
                ds/dt = 1 / 5 ms * max(0, there) * (1 - s) - s / 20 ms
                when pre then s += 0.1 * (1 - s)
                when post then w += 0.0001
                output w * s * (2 - here)
            }
            network Net(rate : Frequency = 100 Hz) {
                population P : poissonSource(40 Hz) [50]
                population E : Cell(tau = uniform(8 ms, 12 ms)) [150]
                connect P -> E by pairwise(0.2) weight 0.05 delay uniform(0.5 ms, 3 ms) plasticity AdditiveStdp(most = 0.2)
                connect E -> E by pairwise(0.1) weight 0.02 delay uniform(0.5 ms, 3 ms) plasticity TsodyksMarkram(U = 0.4)
                connect E -> E into held by pairwise(0.05) delay 1.5 ms plasticity Gate
                connect E -> E by pairwise(0.1) weight -0.02 delay 1.5 ms plasticity StochasticRelease
                drive E by poisson(rate) weight 0.1
                drive E into held by current(0.2 * sin(2 * pi * 10 Hz * time))
            }
            """;

    private static final String RECORD = "step 0.1 ms record [spikes(P), spikes(E), states(E, v, interval = 1 ms), weights(P, E, count = 20, interval = 10 ms)]";

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private RunRecord run(String text, String... more) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        List<String> words = new ArrayList<>(List.of("run", "m.spike", "--json", "m.json"));
        words.addAll(List.of(more));
        assertEquals(ExitCode.DONE, shell.run(words.toArray(String[]::new)), shell.err());
        return RunRecord.open(RunRecord.list(directory.resolve("runs")).getLast());
    }

    private String check(String text) throws IOException {
        Files.writeString(directory.resolve("m.spike"), text);
        shell.run("check", "m.spike");
        return shell.out() + shell.err();
    }

    /** All spikes that jobs recorded one after the other, as texts. */
    private static List<String> spikes(RunRecord record, String... jobs) throws IOException {
        List<String> spikes = new ArrayList<>();
        for (String job : jobs) {
            PopulationRecord all = record.populations(job).orElseThrow();
            for (PopulationRecord.Spikes population : all.populations()) {
                for (int k = 0; k < population.count(); k++) {
                    spikes.add(String.format(Locale.ROOT, "%s %d %.6f", population.name(), population.neuron()[k], all.start() + population.time(k) * 0.1e-3));
                }
            }
        }
        return spikes.stream().sorted().toList();
    }

    private static float[][] samples(RunRecord record, int recorder, String... jobs) throws IOException {
        List<float[]> samples = new ArrayList<>();
        for (String job : jobs) {
            PopulationReader reader = record.readPopulations(job).orElseThrow();
            for (int chunk = 0; chunk < reader.chunks(); chunk++) {
                samples.addAll(List.of(reader.samples(chunk, recorder)));
            }
        }
        return samples.toArray(float[][]::new);
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void phasesInWhichNothingChangesAreOneLongRun(String threads) throws IOException {
        RunRecord record = run(MODEL + """
                simulate Long { network Net time 150 ms %1$s }
                simulate First { network Net time 60 ms %1$s }
                simulate Second { continue First time 40 ms %1$s }
                simulate Third { network Net continue Second time 50 ms %1$s }
                """.formatted(RECORD), "--threads", threads);
        List<String> whole = spikes(record, "Long");
        assertTrue(whole.stream().filter(spike -> spike.startsWith("E")).count() > 500, whole.size() + " spikes");
        assertEquals(whole, spikes(record, "First", "Second", "Third"));
        for (int recorder = 0; recorder < 2; recorder++) {
            assertArrayEquals(samples(record, recorder, "Long"), samples(record, recorder, "First", "Second", "Third"));
        }
        List<PopulationRecord.Weights> learnt = record.populations("Long").orElseThrow().weights();
        List<PopulationRecord.Weights> inPhases = record.populations("Third").orElseThrow().weights();
        for (int i = 0; i < learnt.size(); i++) {
            assertArrayEquals(learnt.get(i).after(), inPhases.get(i).after(), learnt.get(i).name());
        }
        assertEquals(0.1, record.populations("Third").orElseThrow().start(), 1e-9, "time goes on");
    }

    @Test
    void weightsThatAreFrozenStayWhileAllElseGoesOn() throws IOException {
        RunRecord record = run(MODEL + """
                simulate First { network Net time 60 ms step 0.1 ms }
                simulate Test { continue First frozen true time 60 ms }
                simulate Later { continue Test time 60 ms }
                """);
        PopulationRecord before = record.populations("First").orElseThrow();
        PopulationRecord test = record.populations("Test").orElseThrow();
        PopulationRecord later = record.populations("Later").orElseThrow();
        for (int i = 0; i < before.weights().size(); i++) {
            assertArrayEquals(before.weights().get(i).after(), test.weights().get(i).before());
            assertArrayEquals(test.weights().get(i).before(), test.weights().get(i).after());
            assertArrayEquals(test.weights().get(i).after(), later.weights().get(i).before());
        }
        assertFalse(java.util.Arrays.equals(later.weights().getFirst().before(), later.weights().getFirst().after()), "it learns again");
        assertTrue(test.populations().getLast().count() > 100);
    }

    @Test
    void drivesMayChangeFromPhaseToPhase() throws IOException {
        String silent = MODEL.substring(MODEL.indexOf("network Net")).replace("network Net(rate : Frequency = 100 Hz)", "network Silent")
                .replace("drive E by poisson(rate) weight 0.1", "").replace("0.2 * sin", "-2 + 0.2 * sin");
        RunRecord record = run(MODEL + silent + """
                simulate First { network Net time 60 ms step 0.1 ms }
                simulate Quiet { network Silent continue First time 60 ms }
                simulate Again { network Net continue Quiet time 60 ms }
                """);
        long first = record.populations("First").orElseThrow().populations().getLast().count();
        long quiet = record.populations("Quiet").orElseThrow().populations().getLast().count();
        long again = record.populations("Again").orElseThrow().populations().getLast().count();
        assertTrue(quiet < first / 5 && again > first / 5, first + ", " + quiet + ", " + again + " spikes");
    }

    @Test
    void aSimulationBeginsWithTheWeightsOfAnother() throws IOException {
        RunRecord record = run(MODEL + """
                simulate Learn { network Net time 60 ms step 0.1 ms seed 5 }
                simulate Test { network Net from Learn frozen true time 20 ms }
                """);
        PopulationRecord learnt = record.populations("Learn").orElseThrow();
        PopulationRecord test = record.populations("Test").orElseThrow();
        assertEquals(0, test.start(), "time begins anew");
        for (int i = 0; i < learnt.weights().size(); i++) {
            assertArrayEquals(learnt.weights().get(i).after(), test.weights().get(i).before());
            assertArrayEquals(learnt.weights().get(i).after(), test.weights().get(i).after());
        }
    }

    @Test
    void aPhaseHasTheTimingOfTheOneBefore() throws IOException {
        RunRecord record = run("""
                package phases
                neuron Steady { state v : Real = 0 input I : Real into v dv/dt = (2 - v) / 10 ms spike when v > 1 reset v = 0 }
                network Net { population E : Steady [2] drive E by spikes([1 ms]) weight 0.5 }
                simulate Long { network Net time 60 ms step 0.1 ms timing offGrid }
                simulate First { network Net time 25 ms step 0.1 ms timing offGrid }
                simulate Second { continue First time 35 ms }
                """);
        assertTrue(spikes(record, "Long").size() > 10);
        assertTrue(spikes(record, "Long").stream().anyMatch(spike -> !spike.endsWith("00")), "within steps");
        assertEquals(spikes(record, "Long"), spikes(record, "First", "Second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "network Other { population E : Cell [150] drive E by poisson(1 Hz) weight 1 } simulate B { network Other continue A } | population P is missing",
        "network Other { population P : poissonSource(40 Hz) [50] population E : Cell [151] drive E by poisson(1 Hz) weight 1 }"
                + " simulate B { network Other continue A } | population E had 150 neurons and has 151",
        "simulate B { network Net continue A step 0.2 ms } | it has another step",
        "simulate B { network Net continue A seed 7 } | it has another seed",
        "simulate B { network Other continue C timing onGrid } network Other { population E : Cell [2] drive E by poisson(1 Hz) weight 1 }"
                + " simulate C { network Other time 10 ms step 0.1 ms timing offGrid } | spikes have another timing",
        "simulate B { network Net continue B } | needs its own result",
        "simulate B { continue C step 0.1 ms } simulate C { network Net continue B step 0.1 ms } | needs its own result",
        "simulate B { network Net from A continue A } | leave 'from A' out",
        "network Other { population E : Cell [150] connect E -> E by all() weight 0.01 plasticity AdditiveStdp drive E by poisson(1 Hz) weight 1 }"
                + " simulate B { network Other from A step 0.1 ms } | no connection that learns has the same name, rule and neurons in both",
    })
    void whatCannotGoOnIsRefused(String words) throws IOException {
        String[] parts = words.split(" \\| ");
        String found = check(MODEL + "simulate A { network Net time 10 ms step 0.1 ms }\n" + parts[0]);
        assertTrue(found.contains(parts[1]), found);
        assertTrue(found.contains("error"), found);
    }
}
