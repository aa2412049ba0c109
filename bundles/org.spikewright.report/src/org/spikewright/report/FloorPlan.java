package org.spikewright.report;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.spikewright.record.ChipRecord;

/** The chip from above: cores coloured by load, links by spikes. */
final class FloorPlan {

    private static final double CELL = 46;
    private static final double CORE = 30;
    private static final double MARGIN = 22;

    private FloorPlan() {
    }

    static String draw(ChipRecord chip) {
        double width = 2 * MARGIN + chip.columns() * CELL;
        double height = 2 * MARGIN + chip.rows() * CELL;
        Svg svg = new Svg(Math.max(width, 260), height + 34, "Floor plan of " + chip.chip());
        links(svg, chip);
        Map<Integer, ChipRecord.Core> used = new HashMap<>();
        chip.cores().forEach(core -> used.put(core.core(), core));
        for (int core = 0; core < chip.rows() * chip.columns(); core++) {
            double x = x(chip, core) - CORE / 2;
            double y = y(chip, core) - CORE / 2;
            ChipRecord.Core use = used.get(core);
            if (use == null) {
                svg.rect(x, y, CORE, CORE, "rx=\"4\" class=\"idle\"", "core " + core + ": not used");
            } else {
                svg.rect(x, y, CORE, CORE, Svg.format("rx=\"4\" class=\"core\" fill-opacity=\"%s\"", 0.25 + 0.75 * use.load()),
                        describe(use));
                svg.text(x(chip, core), y(chip, core) + 4,
                        "text-anchor=\"middle\" class=\"" + (use.load() > 0.4 ? "inverse" : "tick") + "\"",
                        Math.round(100 * use.load()) + " %");
            }
        }
        svg.path(Svg.format("M%s %sl-10 -5v10z", x(chip, 0) - CORE / 2 - 2, y(chip, 0)), "class=\"edge\"");
        legend(svg, height + 10);
        return svg.toString();
    }

    private static void links(Svg svg, ChipRecord chip) {
        double most = chip.links().stream().mapToDouble(ChipRecord.Link::spikes).max().orElse(1);
        for (int core = 0; core < chip.rows() * chip.columns(); core++) {
            if (core % chip.columns() + 1 < chip.columns()) {
                svg.line(x(chip, core), y(chip, core), x(chip, core + 1), y(chip, core), "class=\"wire\"", "");
            }
            if (core + chip.columns() < chip.rows() * chip.columns()) {
                svg.line(x(chip, core), y(chip, core), x(chip, core), y(chip, core + chip.columns()), "class=\"wire\"", "");
            }
        }
        for (ChipRecord.Link link : chip.links()) {
            double share = link.spikes() / most;
            double dx = 3 * Math.signum(y(chip, link.to()) - y(chip, link.from()));
            double dy = 3 * Math.signum(x(chip, link.to()) - x(chip, link.from()));
            svg.line(x(chip, link.from()) + dx, y(chip, link.from()) + dy, x(chip, link.to()) + dx, y(chip, link.to()) + dy,
                    Svg.format("class=\"link\" stroke-width=\"%s\" stroke-opacity=\"%s\"", 1.5 + 3.5 * share, 0.35 + 0.65 * share),
                    "core " + link.from() + " to " + link.to() + ": " + Quantity.plain(link.spikes()) + " spikes per inference");
        }
    }

    private static String describe(ChipRecord.Core core) {
        return "core " + core.core() + ": " + core.slices().stream()
                .map(slice -> slice.layer() + " " + slice.from() + "–" + (slice.to() - 1)).collect(Collectors.joining(", "))
                + "; " + core.neurons() + " neurons, " + Quantity.plain(core.synapticOperations()) + " synaptic operations per inference";
    }

    private static void legend(Svg svg, double y) {
        for (int i = 0; i < 5; i++) {
            svg.rect(MARGIN + 60 + i * 14, y, 14, 10, Svg.format("class=\"core\" fill-opacity=\"%s\"", 0.25 + 0.75 * i / 4.0), "");
        }
        svg.text(MARGIN, y + 9, "class=\"tick\"", "load 0 %");
        svg.text(MARGIN + 136, y + 9, "class=\"tick\"", "100 %");
    }

    private static double x(ChipRecord chip, int core) {
        return MARGIN + (core % chip.columns() + 0.5) * CELL;
    }

    private static double y(ChipRecord chip, int core) {
        return MARGIN + (core / chip.columns() + 0.5) * CELL;
    }
}
