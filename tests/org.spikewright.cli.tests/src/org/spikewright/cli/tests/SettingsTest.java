package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.Departures;
import org.spikewright.record.RunRecord;
import org.spikewright.testing.Repository;

/**
 * Each setting of each schema of the library either changes what a run gives, or is refused where it stands. Each is put into a model that
 * lacks it; the records of the run with it and of the run without are compared.
 */
class SettingsTest {

    /** A model for layers; a setting goes where its schema's mark stands. */
    private static final String LAYERS = """
            package layers
            import std.neuron.*
            dataset Drawn { /*Dataset*/ /*counts*/ }
            network Net { input x : [1, 8, 8] y = x -> flatten -> dense(12) -> Leaky(tau = 4 ms) z = y -> dense(10) -> Integrator output z }
            train Learn { network Net data Drawn /*TrainJob*/ }
            train Other { network Net data Drawn seed 9 }
            evaluate Test { network Net from Learn /*EvaluateJob*/ }
            verify Known { network Net from Learn /*VerifyJob*/ }
            simulate Watch { network Net from Learn /*SimulateJob*/ }
            chip Part { /*Chip*/ core { /*core*/ } energy { /*energy*/ } latency { /*latency*/ } }
            map Deploy { network Net from Learn onto Part /*MapJob*/ }
            explore Search of Learn { vary Learn.seed over [1, 2, 3, 4] /*ExploreJob*/ }
            compare Both of Learn, Other { /*CompareJob*/ }
            export Out { network Net from Learn /*ExportJob*/ }
            """;
    private static final String POPULATIONS = """
            package populations
            neuron Cell { parameter tau : Time = 10 ms state v : Real = 0 input I : Real into v dv/dt = -v / tau spike when v > 1 reset v = 0 }
            network Net {
                population A : Cell [60] /*Population*/
                population B : Cell [20] layout grid(20 um)
                connect A -> B by RULE /*Connection*/
                connect A -> B by pairwise(0.05) weight 0.1 delay 4 ms, into I /*Receiver*/
                drive A by poisson(2 kHz) /*Drive*/
            }
            simulate Run { network Net /*PopulationJob*/ }
            network Learns {
                population A : poissonSource(50 Hz) [20]
                population B : std.neuron.LeakyToZero(theta = 0.02) [10]
                connect A -> B by all() weight 0.5 plasticity std.synapse.AdditiveStdp
            }
            simulate Learning { network Learns time 200 ms /*LearningJob*/ }
            """;

    /** A setting with a value, what stands there otherwise, the job that it changes, and what stands in the model in any case. */
    private record Use(String mark, String setting, String otherwise, String job, String always) {

        Use(String mark, String setting, String job, String always) {
            this(mark, setting, "", job, always);
        }
    }

    /** By schema and setting. Settings of schemas that no engine reads are in {@link #REFUSED}. */
    private static final Map<String, Use> USES = new HashMap<>();

    /** What the check refuses, with a value. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("Chip.clock", "clock 1 GHz"), Map.entry("ExportJob.format", "format nir()"), Map.entry("ExportJob.file", "file \"a\""),
            Map.entry("tile.cores", "tile { cores 2 }"), Map.entry("tile.memory", "tile { memory 1 KiB }"), Map.entry("tile.source", "tile { source \"x\" }"),
            Map.entry("crossbar.rows", "crossbar { rows 4 }"), Map.entry("crossbar.columns", "crossbar { columns 4 }"),
            Map.entry("crossbar.levels", "crossbar { levels 2 }"), Map.entry("crossbar.on", "crossbar { on 40 uS }"),
            Map.entry("crossbar.off", "crossbar { off 1 uS }"), Map.entry("crossbar.spread", "crossbar { spread 0.1 }"),
            Map.entry("crossbar.converter", "crossbar { converter 8 bit }"), Map.entry("crossbar.source", "crossbar { source \"x\" }"),
            Map.entry("memory.size", "memory { size 1 KiB }"), Map.entry("memory.read", "memory { read 1 pJ }"),
            Map.entry("memory.write", "memory { write 1 pJ }"), Map.entry("memory.word", "memory { word 8 bit }"),
            Map.entry("memory.source", "memory { source \"x\" }"), Map.entry("numbers.weight", "numbers { weight 4 bit }"),
            Map.entry("numbers.membrane", "numbers { membrane 16 bit }"), Map.entry("numbers.delay", "numbers { delay 4 bit }"),
            Map.entry("numbers.event", "numbers { event 1 bit }"), Map.entry("numbers.float", "numbers { float true }"),
            Map.entry("supports.dynamics", "supports { dynamics \"x\" }"), Map.entry("supports.plasticity", "supports { plasticity true }"),
            Map.entry("supports.delays", "supports { delays true }"), Map.entry("supports.graded", "supports { graded true }"),
            Map.entry("supports.compartments", "supports { compartments true }"));

    static {
        String glyphs = "read glyphs(height = 8, width = 8)";
        USES.put("Dataset.train", new Use("Dataset", "train 50", "train 60", "Learn", glyphs));
        USES.put("Dataset.test", new Use("Dataset", "test 30", "test 40", "Learn", glyphs));
        use("Dataset", "Learn", glyphs, "seed 5", "encode latency(steps = 6)");
        USES.put("Dataset.read", new Use("Dataset", "read glyphs(height = 8, width = 8, noise = 0.3)", glyphs, "Learn", ""));
        USES.put("Dataset.augment", new Use("Dataset", "augment [shift(2)]", "Learn", glyphs + " train 50"));
        use("TrainJob", "Learn", "", "loss meanSquaredError()", "optimizer sgd(0.1)", "rule bptt(resetGradient = true)",
                "epochs 2", "batch 10", "seed 7", "step 2 ms");
        use("TrainJob", "Learn", "batch 10", "schedule cosine()");
        USES.put("Dataset.validation", new Use("Dataset", "validation 10", "Learn", glyphs + " train 50"));
        use("TrainJob", "Learn", "", "freeze [part(\"y\")]");
        use("TrainJob", "Learn", "", "regularise [decay(0.01)]", "clip byValue(0.01)");
        use("TrainJob", "Learn", "batch 10", "average movingAverage(0.5)");
        use("TrainJob", "Learn", "epochs 5 batch 10 optimizer sgd(40)", "patience 1", "best true");
        use("EvaluateJob", "Test", "", "samples 7", "measure [accuracy()]", "seed 3", "step 2 ms");
        USES.put("VerifyJob.vectors", new Use("VerifyJob", "vectors \"other.npz\"", "vectors \"known.npz\"", "Known", ""));
        use("VerifyJob", "Known", "vectors \"known.npz\"", "step 2 ms");
        use("SimulateJob", "Watch", "", "samples 7", "seed 3", "step 2 ms");
        use("PopulationJob", "Run", "", "time 300 ms", "settle 20 ms", "record [spikes(A, each = 3)]", "stop [spikesReach(A, 100)]",
                "timing offGrid()", "seed 4", "step 2 ms");
        USES.put("SimulateJob.frozen", new Use("LearningJob", "frozen true", "Learning", ""));
        use("MapJob", "Deploy", "", "minimise latency()", "samples 7", "seed 3", "step 2 ms", "weight 3 bit");
        use("ExploreJob", "Search", "", "objectives [most(accuracy())]", "constraints [least(accuracy(), 0.99)]", "runs 2");
        USES.put("ExploreJob.search", new Use("ExploreJob", "search random()", "Search", "runs 2"));
        USES.put("ExploreJob.seed", new Use("ExploreJob", "seed 2", "Search", "search random() runs 2"));
        use("CompareJob", "Both", "", "measure [accuracy()]");
        use("Chip", "Deploy", "topology mesh(4, 4)", "source \"a paper\"", "technology photonic()", "confidence 0.5", "idle 1 mW");
        USES.put("Chip.topology", new Use("Chip", "topology mesh(2, 8)", "topology mesh(4, 4)", "Deploy", ""));
        use("core", "Deploy", "", "neurons 5", "synapses 1 KiB", "inputs 70", "outputs 200", "weight 4 bit");
        use("energy", "Deploy", "", "synapse 3 pJ", "update 4 pJ", "firing 5 pJ", "hop 6 pJ");
        use("latency", "Deploy", "", "synapse 3 ns", "update 4 ns", "hop 6 ns", "barrier 9 ns");
        use("Connection", "Run", "", "weight 2", "plasticity std.synapse.AdditiveStdp");
        use("Connection", "Run", "weight 2", "delay 9 ms");
        USES.put("Connection.factor", new Use("Connection", "factor A", "factor B", "Run", "plasticity std.synapse.RewardStdp weight 0.5"));
        USES.put("Connection.factorTau", new Use("Connection", "factorTau 5 ms", "Run", "plasticity std.synapse.RewardStdp weight 0.5 factor A"));
        USES.put("Connection.dendritic", new Use("Connection", "dendritic 1 ms", "Run", "plasticity std.synapse.AdditiveStdp weight 0.5 delay 2 ms"));
        USES.put("Connection.normalisation", new Use("Connection", "normalisation incoming(3, interval = 20 ms)", "Run",
                "plasticity std.synapse.AdditiveStdp weight 0.5"));
        USES.put("Receiver.weight", new Use("Receiver", "weight -9", "weight 0.1", "Run", ""));
        use("Receiver", "Run", "weight -9", "delay 9 ms");
        use("Drive", "Run", "", "weight 0.5");
        USES.put("Population.layout", new Use("Population", "layout box(400 um, 400 um)", "layout grid(10 um)", "Run", ""));
    }

    private static void use(String schema, String job, String always, String... settings) {
        for (String setting : settings) {
            USES.put(schema.replace("PopulationJob", "SimulateJob") + "." + setting.split(" ")[0] + (USES.containsKey(schema.replace("PopulationJob",
                    "SimulateJob") + "." + setting.split(" ")[0]) ? " of populations" : ""), new Use(schema, setting, job, always));
        }
    }

    @TempDir
    private Path folder;
    private final Map<String, RunRecord> before = new HashMap<>();

    @Test
    void eachSettingChangesSomethingOrIsRefused() throws IOException {
        Set<String> changing = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        for (String setting : settings()) {
            if (REFUSED.containsKey(setting)) {
                String schema = setting.substring(0, setting.indexOf('.'));
                String mark = Character.isUpperCase(schema.charAt(0)) ? schema : "Chip";
                String model = model(mark, REFUSED.get(setting), mark.equals("Chip") ? "topology mesh(4, 4)" : "");
                Shell shell = shell(model);
                shell.run("check", "model.spike");
                assertTrue(shell.out().lines().anyMatch(line -> isAt(line, model, REFUSED.get(setting))), setting + " is not refused: " + shell.out());
                refused.add(setting);
            } else {
                assertTrue(USES.containsKey(setting), "nothing says what " + setting + " changes");
                changes(setting, USES.get(setting));
                changing.add(setting);
            }
        }
        for (Map.Entry<String, Use> use : USES.entrySet()) {
            if (use.getKey().endsWith(" of populations")) {
                changes(use.getKey(), use.getValue());
            }
        }
        System.out.println("Settings that change what a run gives: " + changing.size() + " of " + (changing.size() + refused.size()) + "; refused: "
                + refused.size());
    }

    /** Whether a printed finding says that no engine does what stands there, or runs the job that it stands in at all. */
    private static boolean isAt(String finding, String model, String setting) {
        Matcher place = Pattern.compile("model\\.spike:(\\d+):(\\d+): warning: SW502: .*").matcher(finding);
        if (!place.matches()) {
            return false;
        }
        int line = Integer.parseInt(place.group(1)) - 1;
        int column = Integer.parseInt(place.group(2)) - 1;
        int from = model.lines().toList().get(line).indexOf(setting);
        return from >= 0 && (column >= from && column < from + setting.length() || finding.contains("can be checked only"));
    }

    private void changes(String name, Use use) throws IOException {
        String without = model(use.mark(), use.otherwise(), use.always());
        if (!before.containsKey(without + use.job())) {
            before.put(without + use.job(), run(without, use.job()));
        }
        RunRecord with = run(model(use.mark(), use.setting(), use.always()), use.job());
        List<String> departures = Departures.of(before.get(without + use.job()), with).stream().filter(line -> !line.startsWith("model/"))
                .toList();
        assertFalse(departures.isEmpty(), name + " changes nothing");
    }

    private RunRecord run(String model, String job) throws IOException {
        Shell shell = shell(model);
        Path runs = Files.createTempDirectory(folder, "runs");
        assertEquals(ExitCode.DONE, shell.run("run", "model.spike", job, "--out", runs.toString(), "--threads", "2"), model + shell.err());
        return RunRecord.open(RunRecord.list(runs).getFirst());
    }

    private Shell shell(String model) throws IOException {
        for (String name : List.of("known.npz", "other.npz")) {
            float[] shown = new float[3 * 64];
            Arrays.fill(shown, name.startsWith("known") ? 1 : 2);
            new Npz().with("x", shown, 3, 1, 8, 8).with("z", new float[30], 3, 10).write(folder.resolve(name));
        }
        Files.writeString(folder.resolve("model.spike"), model);
        return new Shell(folder);
    }

    /** A model with a setting, behind what it has in any case. */
    private static String model(String mark, String setting, String always) {
        boolean isOfPopulations = Set.of("Population", "Connection", "Receiver", "Drive", "PopulationJob", "LearningJob").contains(mark);
        String counts = (always + setting).contains("train") ? "test 40" : (always + setting).contains("test") ? "train 60" : "train 60 test 40";
        String model = (isOfPopulations ? POPULATIONS : LAYERS).replace("/*" + mark + "*/", always + " " + setting).replace("/*counts*/", counts);
        return model.replace("/*Dataset*/", "read glyphs(height = 8, width = 8) validation 10").replace("/*Chip*/", "topology mesh(4, 4)").replace("/*VerifyJob*/", "vectors \"known.npz\"")
                .replace("/*core*/", "neurons 3").replace("/*energy*/", "synapse 1 pJ update 1 pJ firing 1 pJ hop 1 pJ").replace("/*latency*/", "synapse 1 ns update 1 ns hop 1 ns barrier 1 ns")
                .replace("RULE", mark.equals("Population") ? "disc(60 um)" : "pairwise(0.3)")
                .replace("/*Population*/", "layout grid(10 um)").replace("/*Connection*/", "weight 0.5 delay 4 ms").replace("/*Receiver*/", "weight 0.1").replace("/*Drive*/", "weight 0.4")
                .replace("/*PopulationJob*/", "time 200 ms");
    }

    /** All settings of all schemas of the library. */
    private static Set<String> settings() throws IOException {
        Set<String> settings = new TreeSet<>();
        Pattern schema = Pattern.compile("^schema (\\w+)\\s*\\{(.*?)^\\}", Pattern.MULTILINE | Pattern.DOTALL);
        Pattern parameter = Pattern.compile("^\\s+(\\w+) :", Pattern.MULTILINE);
        try (var files = Files.list(Repository.root().resolve("bundles/org.spikewright.language/library/std"))) {
            for (Path file : files.toList()) {
                Matcher schemas = schema.matcher(Files.readString(file));
                while (schemas.find()) {
                    Matcher parameters = parameter.matcher(schemas.group(2));
                    while (parameters.find()) {
                        settings.add(schemas.group(1) + "." + parameters.group(1));
                    }
                }
            }
        }
        return settings;
    }
}
