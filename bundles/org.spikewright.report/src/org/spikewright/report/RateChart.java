package org.spikewright.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikewright.record.PopulationOutline.Population;
import org.spikewright.record.PopulationReader;

/**
 * How often the neurons of each population fire over time: a curve for each, in bins of as many whole steps. The last bin may have
 * fewer; each is divided by its own length, and drawn at its middle.
 */
final class RateChart {

    private static final double WIDTH = 760;
    private static final double ROW = 64;
    private static final double LEFT = 110;
    private static final double RIGHT = 28;
    private static final int BINS = 200;

    private RateChart() {
    }

    static Markup draw(PopulationReader record) throws IOException {
        int width = Math.max(1, Math.ceilDiv(record.steps(), BINS));
        List<Population> populations = PopulationRaster.shown(record);
        List<double[]> rates = new ArrayList<>();
        for (int p = 0; p < populations.size(); p++) {
            rates.add(rates(record, p, width));
        }
        Svg svg = new Svg(WIDTH, 8 + rates.size() * ROW + 30, "Rates of populations");
        for (int i = 0; i < rates.size(); i++) {
            row(svg, populations.get(i).name(), rates.get(i), width / (double) Math.max(1, record.steps()), 8 + i * ROW,
                    i % 3);
        }
        double bottom = 8 + rates.size() * ROW;
        double start = record.outline().start();
        double end = start + Math.max(record.outline().step(), record.duration());
        new Axis(LEFT, WIDTH - RIGHT, 1000 * start, 1000 * end).draw(svg, bottom + 8, "time in ms");
        return svg.end();
    }

    /** By bin, of so many steps each. */
    private static double[] rates(PopulationReader record, int population, int width) throws IOException {
        double[] rates = new double[Math.max(1, Math.ceilDiv(record.steps(), width))];
        int neurons = Math.max(1, record.outline().populations().get(population).recorded());
        for (int chunk = 0; chunk < record.chunks(); chunk++) {
            for (int step : record.spikes(chunk, population).stepIndex()) {
                rates[step / width]++;
            }
        }
        for (int bin = 0; bin < rates.length; bin++) {
            int steps = Math.max(1, Math.min(width, record.steps() - bin * width));
            rates[bin] /= steps * record.outline().step() * neurons;
        }
        return rates;
    }

    /**
     * A curve with its name.
     *
     * @param share of the whole time that a bin takes, but for the last, which ends with it
     */
    private static void row(Svg svg, String name, double[] rates, double share, double top, int colour) {
        double height = ROW - 12;
        double highest = Math.max(1, Arrays.stream(rates).max().orElse(0));
        svg.rect(LEFT, top, WIDTH - LEFT - RIGHT, height, "class=\"plot\"", "");
        svg.text(LEFT - 10, top + height / 2 - 1, "class=\"name\" text-anchor=\"end\"", name);
        svg.text(LEFT - 10, top + height / 2 + 12, "class=\"tick\" text-anchor=\"end\"", "up to " + Quantity.plain(highest) + " Hz");
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < rates.length; i++) {
            path.append(Svg.format("%s%s %s", i == 0 ? "M" : "L", LEFT + (i * share + Math.min(1, (i + 1) * share)) / 2 * (WIDTH - LEFT - RIGHT),
                    top + height - 2 - rates[i] / highest * (height - 4)));
        }
        svg.path(path.toString(), "fill=\"none\" stroke-width=\"1.5\" class=\"series" + colour + "\"");
    }
}
