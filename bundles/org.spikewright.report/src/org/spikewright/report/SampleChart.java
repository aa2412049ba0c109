package org.spikewright.report;

import java.io.IOException;
import java.util.Arrays;
import org.spikewright.record.PopulationOutline;
import org.spikewright.record.PopulationOutline.Kind;
import org.spikewright.record.PopulationOutline.Sampled;
import org.spikewright.record.PopulationReader;

/**
 * What was sampled over time: a row for each neuron's state, all weights in one plot. Where there are more samples than can be
 * seen, a line goes from the least to the largest of those that fall together.
 */
final class SampleChart {

    private static final double WIDTH = 760;
    private static final double LEFT = 110;
    private static final double RIGHT = 28;
    private static final double ROW = 58;
    private static final double PLOT = 150;
    private static final int ROWS = 8;
    private static final int BINS = 620;
    private static final int WEIGHTS = 100;
    /** So many samples of a state are drawn: with more, one could not tell a spike from the next. */
    private static final int LATEST = 2000;

    private final PopulationReader record;
    private final Sampled sampled;
    /** The first sample that is drawn, and the one after the last. */
    private final long first;
    private final long end;
    private final int bins;
    /** By line and bin. */
    private final float[][] least;
    private final float[][] largest;
    /** When the samples of a bin were taken, in seconds, on average; those of rates in the middle of their own bins. */
    private final double[] times;
    private final double begin;
    private final double last;

    private SampleChart(PopulationReader record, int number) throws IOException {
        this.record = record;
        this.sampled = record.outline().sampled().get(number);
        this.end = record.outline().samples(sampled, record.steps());
        this.first = isState() ? Math.max(0, end - LATEST) : 0;
        this.bins = (int) Math.min(BINS, end - first);
        int lines = Math.min(isState() ? ROWS : WEIGHTS, sampled.width());
        this.least = new float[lines][bins];
        this.largest = new float[lines][bins];
        this.times = new double[bins];
        for (int line = 0; line < lines; line++) {
            Arrays.fill(least[line], Float.POSITIVE_INFINITY);
            Arrays.fill(largest[line], Float.NEGATIVE_INFINITY);
        }
        for (int chunk = 0; chunk < record.chunks(); chunk++) {
            long passed = record.outline().samples(sampled, record.from(chunk));
            if (record.outline().samples(sampled, record.from(chunk + 1)) > first) {
                for (float[] sample : record.samples(chunk, number)) {
                    add(sample, passed++);
                }
            }
        }
        for (int bin = 0; bin < bins; bin++) {
            times[bin] = (time(firstOf(bin)) + time(firstOf(bin + 1) - 1)) / 2;
        }
        this.last = record.outline().start() + record.duration();
        double start = first == 0 ? record.outline().start() : time(first);
        this.begin = bins == 0 ? start : Math.min(start, times[0]);
    }

    /** The first sample that falls into a bin. */
    private long firstOf(int bin) {
        return first + Math.ceilDiv(bin * (end - first), bins);
    }

    /** When a sample was taken, in seconds; that of a rate is of the interval before, and counts in its middle. */
    private double time(long sample) {
        PopulationOutline outline = record.outline();
        long before = Math.round(outline.start() / outline.step()) / sampled.interval();
        return (before + sample + (sampled.kind() == Kind.RATE ? 0.5 : 1)) * sampled.interval() * outline.step();
    }

    private void add(float[] sample, long index) {
        if (index >= first) {
            int bin = (int) ((index - first) * bins / (end - first));
            for (int line = 0; line < least.length; line++) {
                if (Float.isFinite(sample[line])) {
                    least[line][bin] = Math.min(least[line][bin], sample[line]);
                    largest[line][bin] = Math.max(largest[line][bin], sample[line]);
                }
            }
        }
    }

    private boolean isState() {
        return sampled.kind() == Kind.STATE;
    }

    /** Puts a chart of something sampled onto a page. */
    static void add(Page page, PopulationReader record, int number) throws IOException {
        SampleChart chart = new SampleChart(record, number);
        page.panel(chart.caption(), chart.bins == 0
                ? new Markup().element("p", "The recording is shorter than the interval of its samples.", "class", "soft")
                : chart.draw());
    }

    private String caption() {
        return switch (sampled.kind()) {
            case RATE -> "Rate of " + sampled.of();
            case WEIGHT -> "Weights of " + sampled.of() + " over time, the first " + least.length;
            case STATE -> sampled.name() + " of " + sampled.of()
                    + (least.length < sampled.width() ? ", " + least.length + " of " + sampled.width() + " recorded neurons" : "")
                    + (first > 0 ? ", the last " + Quantity.of((end - first) * sampled.interval() * record.outline().step(), "s") : "");
        };
    }

    private Markup draw() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int line = 0; line < least.length; line++) {
            for (int bin = 0; bin < bins; bin++) {
                low = Math.min(low, least[line][bin]);
                high = Math.max(high, largest[line][bin]);
            }
        }
        if (sampled.kind() == Kind.RATE) {
            low = 0;
        }
        if (!(low < high)) {
            low = Double.isFinite(low) ? low - 0.5 : 0;
            high = low + 1;
        }
        double row = isState() ? ROW : PLOT;
        int rows = isState() ? least.length : 1;
        Svg svg = new Svg(WIDTH, 8 + rows * row + 30, caption());
        for (int i = 0; i < rows; i++) {
            double top = 8 + i * row;
            svg.rect(LEFT, top, WIDTH - LEFT - RIGHT, row - 10, "class=\"plot\"", "");
            if (isState()) {
                svg.text(LEFT - 10, top + row / 2, "class=\"name\" text-anchor=\"end\"", "neuron " + sampled.indices()[i]);
            }
            if (i == 0) {
                svg.text(LEFT - 10, top + 9, "class=\"tick\" text-anchor=\"end\"", text(high));
                svg.text(LEFT - 10, top + row - 12, "class=\"tick\" text-anchor=\"end\"", text(low));
            }
        }
        for (int line = 0; line < least.length; line++) {
            double top = 8 + (isState() ? line * row : 0);
            svg.path(path(line, top + 2, row - 14, low, high), "fill=\"none\" stroke-width=\"1\" class=\"series" + (isState() ? line % 3 : 0)
                    + "\"" + (least.length > 1 && !isState() ? " opacity=\"0.35\"" : ""));
        }
        new Axis(LEFT, WIDTH - RIGHT, 1000 * begin, 1000 * last).draw(svg, 8 + rows * row + 8, "time in ms");
        return svg.end();
    }

    private String path(int line, double top, double height, double low, double high) {
        StringBuilder path = new StringBuilder();
        for (int bin = 0; bin < bins; bin++) {
            if (least[line][bin] > largest[line][bin]) {
                continue;
            }
            double x = LEFT + (times[bin] - begin) / (last - begin) * (WIDTH - LEFT - RIGHT);
            path.append(Svg.format("%s%s %s", path.isEmpty() ? "M" : "L", x, top + (high - least[line][bin]) / (high - low) * height));
            if (largest[line][bin] > least[line][bin]) {
                path.append(Svg.format("V%s", top + (high - largest[line][bin]) / (high - low) * height));
            }
        }
        return path.toString();
    }

    private String text(double value) {
        return sampled.unit() == null || sampled.unit().isEmpty() ? Quantity.plain(value) : Quantity.of(value, sampled.unit());
    }
}
