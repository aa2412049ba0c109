package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.record.ClaimsRecord.Claim;
import org.spikewright.record.Metric;
import org.spikewright.record.RunRecord;
import org.spikewright.testing.Repository;

/** What jobs expect of their metrics is held against what they gave. Counts and rates of given spikes are known without a run. */
class ExpectedLinesTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void copyFixture() throws IOException {
        shell = Shell.with("expected.spike", folder);
    }

    private RunRecord run(int expected, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("run", "expected.spike"));
        line.addAll(List.of(arguments));
        assertEquals(expected, shell.run(line.toArray(String[]::new)), shell.out() + shell.err());
        return RunRecord.open(RunRecord.list(folder.resolve("runs")).getFirst());
    }

    private JsonArray claims(RunRecord record) throws IOException {
        return JsonParser.parseString(Files.readString(record.folder().resolve("claims.json"))).getAsJsonObject().getAsJsonArray("claims");
    }

    @Test
    void linesThatHold() throws IOException {
        RunRecord record = run(ExitCode.DONE, "Exact");
        JsonArray claims = claims(record);
        assertEquals(5, claims.size());
        JsonObject rate = claims.get(1).getAsJsonObject();
        assertEquals("rate(G) in [249.99 Hz, 250.01 Hz]", rate.get("text").getAsString());
        assertEquals("Exact expected.spike:20:9 Hz true false", rate.get("job").getAsString() + " " + rate.get("file").getAsString() + ":"
                + rate.get("line").getAsInt() + ":" + rate.get("column").getAsInt() + " " + rate.get("unit").getAsString() + " "
                + rate.get("passed").getAsBoolean() + " " + rate.get("thin").getAsBoolean());
        assertEquals(250, rate.get("value").getAsDouble(), 1e-9);
        assertEquals(0.01, rate.get("margin").getAsDouble(), 1e-9);
        assertFalse(rate.has("spread"), "one run has none");
        assertEquals(1, claims.get(4).getAsJsonObject().get("margin").getAsDouble(), "4 synapses, 3 less, above 0");
        assertTrue(shell.out().contains("expect spikes(G) == 5"), shell.out());
    }

    @Test
    void linesThatDoNotHoldAreFindingsAtTheirPlaces() throws IOException {
        RunRecord record = run(ExitCode.UNMET, "Wrong");
        assertEquals(List.of(
                "expected.spike:40:9: error: SW701: expected spikes(G) == 6, but it is 5, which misses 6 by 1",
                "expected.spike:41:9: error: SW701: expected rate(G) < 250 Hz, but it is 250 Hz, against 250 Hz",
                "expected.spike:42:9: error: SW701: expected cv(Silent) < 1, but 'Wrong' gave no number for intervals.cv.Silent",
                "expected.spike:43:9: error: SW701: expected abs(rate(G) - 200 Hz) < 1 Hz, but it is 50 Hz, which misses 1 Hz by 49 Hz"),
                shell.errLines().stream().filter(line -> line.contains("SW701")).toList());
        assertEquals("done", record.manifest().state().word(), "the run itself went well");
        assertEquals(4, record.claims().claims().stream().filter(claim -> !claim.passed()).count());
        assertTrue(Files.readString(record.folder().resolve("report.html")).contains("abs(rate(G) - 200 Hz) &lt; 1 Hz"));
    }

    /** Against three runs of their own, by the formulas of a mean and a standard deviation. */
    @Test
    void seedsGiveMeanAndSpread() throws IOException {
        double[] rates = new double[4];
        double[] counts = new double[4];
        for (int seed = 1; seed <= 3; seed++) {
            shell.run("run", "expected.spike", "Random", "--seed", String.valueOf(seed), "--json", "seed.json", "--out", "alone");
            rates[seed] = shell.metrics("seed.json", "Random").get("rate.hertz.P").getAsDouble();
            counts[seed] = shell.metrics("seed.json", "Random").get("spikes.P").getAsDouble();
        }
        assertTrue(counts[1] != counts[2] && counts[2] != counts[3], "seeds make a difference");
        double mean = (rates[1] + rates[2] + rates[3]) / 3;
        double squares = 0;
        for (int seed = 1; seed <= 3; seed++) {
            squares += Math.pow(rates[seed] - mean, 2);
        }
        RunRecord record = run(ExitCode.DONE, "Random");
        Claim rate = record.claims().claims().getFirst();
        assertEquals(List.of(1L, 2L, 3L), rate.seeds());
        assertEquals(mean, (double) rate.value(), 1e-9);
        assertEquals(mean - 90, rate.margin(), 1e-9);
        assertEquals(Math.sqrt(squares / 2), rate.spread(), 1e-9);
        assertEquals(counts[2], ((Number) record.metrics().get("Random").get("spikes.P")).doubleValue(), "the run itself has its own seed");
        assertTrue(Files.isDirectory(record.seedFolder(1)) && Files.isDirectory(record.seedFolder(3)));
        assertFalse(Files.exists(record.seedFolder(2)), "what has run under a seed does not run again");
        RunRecord third = RunRecord.open(record.seedFolder(3));
        assertEquals("done 3", third.manifest().state().word() + " " + third.manifest().options().get("seed"));
        assertEquals(counts[3], ((Number) third.metrics().get("Random").get("spikes.P")).doubleValue());
    }

    /** Runs under a seed are shared by all jobs that need them. */
    @Test
    void seedsOfSeveralJobsRunOnce() throws IOException {
        RunRecord record = run(ExitCode.DONE, "Random", "Twice");
        assertEquals(1, shell.errLines().stream().filter(line -> line.equals("seed 3, Random: simulate")).count(), shell.err());
        assertEquals(List.of("Random", "Exact"), RunRecord.open(record.seedFolder(3)).manifest().jobs());
        assertEquals(List.of("Random", "Exact"), RunRecord.open(record.seedFolder(4)).manifest().jobs());
    }

    /** Of two jobs with seeds of their own, that which ran under the seed already is taken as it is. */
    @Test
    void onlyWhatRanUnderAnotherSeedRunsAgain() throws IOException {
        Path model = folder.resolve("expected.spike");
        Files.writeString(model, Files.readString(model) + "compare Mixed of Random, Exact { over seeds [1] expect spikes(G, Exact) == 5"
                + " expect spikes(P, Random) == spikes(P, job = Random) }\n");
        RunRecord record = run(ExitCode.DONE, "Mixed");
        assertEquals(List.of("Random"), RunRecord.open(record.seedFolder(1)).manifest().jobs());
        shell.run("run", "expected.spike", "Random", "--seed", "1", "--json", "seed.json", "--out", "alone");
        Claim count = record.claims().claims().getLast();
        assertEquals(shell.metrics("seed.json", "Random").get("spikes.P").getAsDouble(), (double) count.value());
    }

    @Test
    void aSeedOfTheCallerTakesThePlaceOfThoseOfTheModel() throws IOException {
        RunRecord record = run(ExitCode.DONE, "Random", "--seed", "1");
        Claim rate = record.claims().claims().getFirst();
        assertEquals(List.of(1L), rate.seeds());
        assertEquals(((Number) record.metrics().get("Random").get("rate.hertz.P")).doubleValue(), (double) rate.value());
        assertFalse(Files.exists(record.seedFolder(1)) || Files.exists(record.seedFolder(2)));
    }

    /** A bar just below the mean is kept by less than seeds differ. */
    @Test
    void aMarginBelowTheSpreadIsThin() throws IOException {
        double mean = (double) run(ExitCode.DONE, "Random").claims().claims().getFirst().value();
        Path model = folder.resolve("expected.spike");
        Files.writeString(model, Files.readString(model).replace(">= 90 Hz", ">= " + (mean - 1e-3) + " Hz"));
        Claim thin = run(ExitCode.DONE, "Random").claims().claims().getFirst();
        assertTrue(thin.passed() && thin.thin(), thin.toString());
        assertTrue(shell.out().contains("thin"), shell.out());
        assertFalse(run(ExitCode.DONE, "Exact").claims().claims().stream().anyMatch(Claim::thin), "one run says nothing of seeds");
    }

    @Test
    void comparesTextsAndJobs() throws IOException {
        run(ExitCode.DONE, "Same");
        Path model = folder.resolve("expected.spike");
        Files.writeString(model, Files.readString(model).replace("simulate Again extends Exact { seed 7 }",
                "simulate Again extends Exact { time 2 ms }"));
        RunRecord record = run(ExitCode.UNMET, "Same");
        Claim texts = record.claims().claims().stream().filter(claim -> claim.job().equals("Same")).findFirst().orElseThrow();
        assertFalse(texts.passed());
        assertEquals(record.metrics().get("Exact").get("spikes.hash"), texts.value());
        assertEquals(List.of(record.metrics().get("Again").get("spikes.hash")), texts.bounds());
    }

    @Test
    void aRecordWithoutClaimsIsOpenedAndReported() throws IOException {
        RunRecord record = run(ExitCode.DONE, "Exact");
        Files.delete(record.folder().resolve("claims.json"));
        assertEquals(List.of(), RunRecord.open(record.folder()).claims().claims());
        assertEquals(ExitCode.DONE, shell.run("report", record.folder().toString()), shell.err());
    }

    @Test
    void aDamagedFileOfClaimsIsNamed() throws IOException {
        RunRecord record = run(ExitCode.DONE, "Exact");
        Files.writeString(record.folder().resolve("claims.json"), "{\"claims\": [{\"job\": \"Exact\"}]}");
        assertEquals(ExitCode.USAGE, shell.run("report", record.folder().toString()), shell.out());
        assertTrue(shell.err().contains("claims.json"), shell.err());
    }

    @Test
    void repeatComparesThem() throws IOException {
        RunRecord record = run(ExitCode.UNMET, "Random", "Wrong");
        assertEquals(ExitCode.DONE, shell.run("repeat", record.folder().toString(), "--out", "again"), shell.out());
        Path claims = record.folder().resolve("claims.json");
        Files.writeString(claims, Files.readString(claims).replaceFirst("\"margin\": [0-9.]+", "\"margin\": 0.5"));
        assertEquals(ExitCode.FAILED, shell.run("repeat", record.folder().toString(), "--out", "again"), shell.out());
        assertTrue(shell.out().contains("claims.json has other values"), shell.out());
    }

    /** The fixture of the finding that only a run has. */
    @Test
    void theFixtureOfTheFindingProvokesIt() throws IOException {
        Files.copy(Repository.root().resolve("tests/org.spikewright.language.tests/fixtures/findings/SW701.spike"), folder.resolve("SW701.spike"));
        assertEquals(ExitCode.UNMET, shell.run("run", "SW701.spike", "Rest"), shell.err());
        assertEquals(List.of("SW701.spike:24:9: error: SW701: expected synapses() == 240, but it is 1,600, which misses 240 by 1,360"),
                shell.errLines().stream().filter(line -> line.contains("error")).toList());
    }

    @Test
    void anExplorationIsHeldAgainstItsTrials() throws IOException {
        Files.writeString(folder.resolve("trials.spike"), Files.readString(folder.resolve("expected.spike")).replace("package expected", "package trials")
                + "explore Steps of Exact { vary Exact.step over [0.5 ms, 1 ms, 2 ms] expect trials() == 3 expect trialsFailed() == 0"
                + " over seeds [5] }\n");
        assertEquals(ExitCode.DONE, shell.run("run", "trials.spike", "Steps"), shell.out() + shell.err());
        RunRecord record = RunRecord.open(RunRecord.list(folder.resolve("runs")).getFirst());
        assertTrue(Files.isRegularFile(record.seedFolder(5).resolve("Steps/0003/manifest.json")));
    }

    /** Every metric of a record is one of those that there are, so that its unit is known and a line can name it. */
    @Test
    void everyMetricOfARecordIsKnown() throws IOException {
        shell = Shell.withData(folder);
        assertEquals(ExitCode.DONE, shell.run("run", "layers.spike", "--out", "layers"), shell.err());
        List<Map<String, Map<String, Object>>> all = new ArrayList<>();
        all.add(RunRecord.open(RunRecord.list(folder.resolve("layers")).getFirst()).metrics());
        run(ExitCode.UNMET);
        all.add(RunRecord.open(RunRecord.list(folder.resolve("runs")).getFirst()).metrics());
        List<String> unknown = new ArrayList<>();
        all.forEach(metrics -> metrics.forEach((_, values) -> values.keySet().stream().filter(name -> Metric.of(name).isEmpty())
                .forEach(unknown::add)));
        assertEquals(List.of(), unknown);
        String page = Files.readString(Repository.root().resolve("docs/language.md"));
        Metric.ALL.forEach(metric -> assertTrue(page.contains("`" + metric.name() + "`") || page.contains("`" + metric.name() + "."),
                metric.name() + " is not documented"));
    }
}
