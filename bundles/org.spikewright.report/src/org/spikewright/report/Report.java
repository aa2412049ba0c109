package org.spikewright.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.record.AtomicFile;
import org.spikewright.record.ChipRecord;
import org.spikewright.record.ClaimsRecord.Claim;
import org.spikewright.record.ExplorationRecord;
import org.spikewright.record.Manifest;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord;
import org.spikewright.record.RunRecord;
import org.spikewright.record.RunState;
import org.spikewright.record.SpikeRecord;
import org.spikewright.record.TrainingRecord;

/** Writes the report of a run: one HTML file that needs nothing else, with its charts as SVG. */
public final class Report {

    /** Rasters are drawn of the first samples only. */
    private static final int RASTERS = 2;

    /** Of many things that were recorded, the first are drawn. */
    private static final int CHARTS = 100;

    private final RunRecord record;

    private Report(RunRecord record) {
        this.record = record;
    }

    /**
     * Writes the report into the record's folder.
     *
     * @return the file
     * @throws IOException if the record is damaged or the file cannot be written
     */
    public static Path write(RunRecord record) throws IOException {
        Path file = record.folder().resolve("report.html");
        AtomicFile.write(file, new Report(record).page());
        return file;
    }

    private String page() throws IOException {
        Manifest manifest = record.manifest();
        Page page = new Page(manifest.model() + " · Spikewright");
        page.heading(1, manifest.model());
        Map<String, String> machine = manifest.machine();
        page.add(new Markup().open("p", "class", "soft")
                .element("span", manifest.state().word(), "class", "state " + manifest.state().word())
                .text(" " + manifest.started().replaceFirst("\\..*", "").replace('T', ' ') + " UTC · Spikewright " + manifest.spikewright()
                        + " · Java " + machine.getOrDefault("java", "?") + " · " + machine.getOrDefault("os", "?") + " · "
                        + machine.getOrDefault("threads", "?") + " threads"
                        + (machine.containsKey("kernels") ? " · kernels " + machine.get("kernels") : ""))
                .close("p"));
        if (manifest.message() != null) {
            page.text("failed", manifest.message());
        }
        if (manifest.state() == RunState.INTERRUPTED) {
            page.text("soft", "This run was interrupted: its process ended before it did. What it had written until then is shown.");
        }
        for (String job : manifest.jobs()) {
            job(page, job);
        }
        page.heading(2, "Model");
        page.source(record.modelText());
        return page.toString();
    }

    private void job(Page page, String job) throws IOException {
        page.heading(2, job);
        Map<String, Object> metrics = record.metrics().get(job);
        Optional<TrainingRecord> training = record.training(job);
        Optional<SpikeRecord> spikes = record.spikes(job);
        Optional<PopulationReader> populations = record.readPopulations(job);
        Optional<ChipRecord> chip = record.chip(job);
        if (metrics == null && training.isEmpty() && spikes.isEmpty() && populations.isEmpty() && chip.isEmpty()) {
            page.text("soft", "This job did not finish.");
        }
        if (training.isPresent()) {
            if (metrics == null) {
                page.text("soft", "This training was not ended; it is shown as far as it was written, up to epoch "
                        + training.get().epochs().size() + ". Its weights until then are in the record.");
            }
            training(page, training.get());
        }
        if (spikes.isPresent()) {
            spikes(page, spikes.get());
        }
        if (populations.isPresent()) {
            populations(page, populations.get());
        }
        if (chip.isPresent()) {
            chip(page, chip.get());
        }
        Optional<ExplorationRecord> exploration = record.exploration(job);
        if (exploration.isPresent()) {
            page.panel("Trials", Trials.table(exploration.get()));
        }
        if (metrics != null) {
            Map<String, String> rows = new LinkedHashMap<>();
            metrics.forEach((name, value) -> rows.put(name,
                    value instanceof Number number ? Quantity.metric(name, number.doubleValue()) : String.valueOf(value)));
            page.panel("Metrics", Table.of(rows));
        }
        List<Claim> claims = record.claims().claims().stream().filter(claim -> claim.job().equals(job)).toList();
        if (!claims.isEmpty()) {
            page.panel("What is expected", ClaimTable.of(claims));
        }
    }

    private static void training(Page page, TrainingRecord training) {
        List<TrainingRecord.Epoch> epochs = training.epochs();
        page.beginRow();
        if (!epochs.isEmpty()) {
            page.panel("Loss", LineChart.draw("Loss by epoch", List.of(
                    new LineChart.Series("train", "series0", epochs.stream().mapToDouble(TrainingRecord.Epoch::trainLoss).toArray()),
                    new LineChart.Series("test", "series2", epochs.stream().mapToDouble(TrainingRecord.Epoch::testLoss).toArray())),
                    false));
        }
        if (!epochs.isEmpty() && epochs.stream().allMatch(TrainingRecord.Epoch::isOfClasses)) {
            page.panel("Accuracy", LineChart.draw("Accuracy by epoch", List.of(
                    new LineChart.Series("train", "series0",
                            epochs.stream().mapToDouble(TrainingRecord.Epoch::trainAccuracy).toArray()),
                    new LineChart.Series("test", "series2",
                            epochs.stream().mapToDouble(TrainingRecord.Epoch::testAccuracy).toArray())),
                    true));
        }
        page.endRow();
        if (training.confusion().length > 0) {
            page.panel("Confusion matrix over the test samples", ConfusionMatrix.draw(training.confusion(), training.classes()));
        }
    }

    private static void spikes(Page page, SpikeRecord spikes) {
        for (int sample = 0; sample < Math.min(RASTERS, spikes.samples()); sample++) {
            page.panel("Spikes of test sample " + sample + ": a " + spikes.labels()[sample] + ", answered "
                    + spikes.predictions()[sample], Raster.draw(spikes, sample));
        }
    }

    private static void populations(Page page, PopulationReader populations) throws IOException {
        if (!populations.isComplete()) {
            page.text("soft", "This recording was not ended; it is shown as far as it was written, up to "
                    + Quantity.of(populations.outline().start() + populations.duration(), "s") + ".");
        }
        if (populations.outline().populations().size() > PopulationRaster.MOST_POPULATIONS) {
            page.text("soft", "The first " + PopulationRaster.MOST_POPULATIONS + " populations are drawn.");
        }
        if (!populations.outline().populations().isEmpty()) {
            PopulationRaster raster = new PopulationRaster(populations);
            page.panel(raster.caption(), raster.draw());
            page.panel("Rates", RateChart.draw(populations));
        }
        for (int number = 0; number < Math.min(CHARTS, populations.outline().sampled().size()); number++) {
            SampleChart.add(page, populations, number);
        }
        for (PopulationRecord.Weights weights : populations.weights().stream().limit(CHARTS).toList()) {
            page.panel("Weights of " + weights.name() + ": bars after, line before" + kept(weights), WeightChart.draw(weights));
        }
    }

    private static String kept(PopulationRecord.Weights weights) {
        return weights.synapses() == weights.after().length ? "" : "; of " + Quantity.plain(weights.after().length) + " of "
                + Quantity.plain(weights.synapses()) + " synapses, evenly spread";
    }

    private static void chip(Page page, ChipRecord chip) {
        page.panel(chip.chip() + ": cores by load, links by spikes; samples enter at the arrow", FloorPlan.draw(chip));
        page.beginRow();
        Table limits = new Table().row().heading("limit").heading("of").numberHeading("used").numberHeading("allowed")
                .numberHeading("share");
        for (ChipRecord.Limit limit : chip.limits()) {
            limits.row().cell(limit.name()).cell(of(limit)).number(Quantity.plain(limit.used()) + unit(limit))
                    .number(Quantity.plain(limit.allowed()) + unit(limit))
                    .number(limit.allowed() == 0 ? "" : Quantity.share((double) limit.used() / limit.allowed()));
        }
        page.panel("Limits", limits.end());
        if (!chip.energy().isEmpty()) {
            Map<String, String> rows = new LinkedHashMap<>();
            chip.energy().forEach((cause, joule) -> rows.put(cause, Quantity.of(joule, "J")));
            rows.put("together", Quantity.of(chip.energy().values().stream().mapToDouble(Double::doubleValue).sum(), "J"));
            page.panel("Energy per inference, by cause", Table.of(rows));
        }
        page.endRow();
        page.text("soft", "Values of the chip: " + (chip.source().isEmpty() ? "no source is given" : chip.source()) + "."
                + (chip.unknown().isEmpty() ? "" : " Unknown, so in no estimate: " + String.join(", ", chip.unknown()) + "."));
    }

    /** Of what a limit is. */
    private static String of(ChipRecord.Limit limit) {
        return switch (limit.name()) {
            case "cores" -> "whole chip";
            case "core.weight" -> "each weight";
            default -> "core that uses most";
        };
    }

    private static String unit(ChipRecord.Limit limit) {
        return limit.unit().isEmpty() ? "" : " " + limit.unit();
    }
}
