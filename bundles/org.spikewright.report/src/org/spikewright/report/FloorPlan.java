package org.spikewright.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.spikewright.record.ChipRecord;

/**
 * The chip from above: cores coloured by load, links by spikes. Of a large chip only what is used is drawn, and of that the fullest cores
 * and the busiest links.
 */
final class FloorPlan {

    private static final double CELL = 46;
    private static final double CORE = 30;
    private static final double MARGIN = 22;
    /** Up to here, every core is drawn and can be pointed at. */
    private static final int EVERY_CORE = 4096;
    /** How large a chip is drawn that has more. */
    private static final double LARGE = 960;

    private final ChipRecord chip;
    private final int count;
    /** From one core to the next. */
    private final double cell;
    private final double side;
    private final Svg svg;

    private FloorPlan(ChipRecord chip) {
        this.chip = chip;
        this.count = chip.rows() * chip.columns();
        this.cell = count <= EVERY_CORE ? CELL : Math.min(CELL, LARGE / Math.max(chip.rows(), chip.columns()));
        this.side = Math.max(1, cell * CORE / CELL);
        this.svg = new Svg(Math.max(2 * MARGIN + chip.columns() * cell, 260), height() + 34, "Floor plan of " + chip.chip());
    }

    static Markup draw(ChipRecord chip) {
        return new FloorPlan(chip).draw();
    }

    private Markup draw() {
        if (count <= EVERY_CORE) {
            wires();
        } else {
            svg.rect(MARGIN, MARGIN, chip.columns() * cell, chip.rows() * cell, "class=\"idle\"", count + " cores");
        }
        links();
        cores();
        svg.path(Svg.format("M%s %sl-10 -5v10z", x(0) - side / 2 - 2, y(0)), "class=\"edge\"");
        legend(svg, height() + 10);
        return svg.end();
    }

    private double height() {
        return 2 * MARGIN + chip.rows() * cell;
    }

    private void cores() {
        Map<Integer, ChipRecord.Core> used = new LinkedHashMap<>();
        chip.cores().stream().sorted(Comparator.comparingDouble(ChipRecord.Core::load).reversed()).limit(EVERY_CORE)
                .forEach(core -> used.put(core.core(), core));
        for (int core = 0; count <= EVERY_CORE && core < count; core++) {
            if (!used.containsKey(core)) {
                svg.rect(x(core) - side / 2, y(core) - side / 2, side, side, "rx=\"4\" class=\"idle\"", "core " + core + ": not used");
            }
        }
        used.values().forEach(this::core);
    }

    private void core(ChipRecord.Core use) {
        double x = x(use.core());
        double y = y(use.core());
        svg.rect(x - side / 2, y - side / 2, side, side,
                Svg.format("rx=\"%s\" class=\"core\" fill-opacity=\"%s\"", Math.min(4, side / 4), 0.25 + 0.75 * Math.min(1, use.load())),
                describe(use));
        if (cell == CELL) {
            svg.text(x, y + 4, "text-anchor=\"middle\" class=\"" + (use.load() > 0.4 ? "inverse" : "tick") + "\"",
                    Math.round(100 * use.load()) + " %");
        }
    }

    private void wires() {
        for (int core = 0; core < count; core++) {
            if (core % chip.columns() + 1 < chip.columns()) {
                svg.line(x(core), y(core), x(core + 1), y(core), "class=\"wire\"", "");
            }
            if (core + chip.columns() < count) {
                svg.line(x(core), y(core), x(core), y(core + chip.columns()), "class=\"wire\"", "");
            }
        }
    }

    private void links() {
        double most = chip.links().stream().mapToDouble(ChipRecord.Link::spikes).filter(spikes -> spikes > 0).max().orElse(1);
        List<ChipRecord.Link> drawn = chip.links();
        if (drawn.size() > 4 * EVERY_CORE) {
            drawn = drawn.stream().sorted(Comparator.comparingDouble(ChipRecord.Link::spikes).reversed()).limit(4 * EVERY_CORE).toList();
        }
        for (ChipRecord.Link link : drawn) {
            double share = link.spikes() / most;
            double dx = 3 * Math.signum(y(link.to()) - y(link.from()));
            double dy = 3 * Math.signum(x(link.to()) - x(link.from()));
            svg.line(x(link.from()) + dx, y(link.from()) + dy, x(link.to()) + dx, y(link.to()) + dy,
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

    private double x(int core) {
        return MARGIN + (core % chip.columns() + 0.5) * cell;
    }

    private double y(int core) {
        return MARGIN + (core / chip.columns() + 0.5) * cell;
    }
}
