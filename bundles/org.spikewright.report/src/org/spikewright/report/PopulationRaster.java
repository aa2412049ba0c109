package org.spikewright.report;

import org.spikewright.record.PopulationRecord;
import org.spikewright.record.PopulationRecord.Spikes;

/**
 * The spikes of populations: time to the right, populations one above the other, a point for each spike. Of large populations
 * every so many neurons are shown, and of long recordings the end, so that the drawing stays small.
 */
final class PopulationRaster {

    private static final double LEFT = 110;
    private static final double RIGHT = 28;
    private static final double WIDTH = 760;
    private static final double GAP = 10;
    private static final int ROWS = 400;
    private static final int POINTS = 20_000;

    private PopulationRaster() {
    }

    static String draw(PopulationRecord record) {
        long neurons = record.populations().stream().mapToLong(Spikes::neurons).sum();
        int every = (int) Math.max(1, Math.ceilDiv(neurons, ROWS));
        int first = firstStep(record, every);
        double height = 8 + 30;
        for (Spikes population : record.populations()) {
            height += height(population, every) + GAP;
        }
        Svg svg = new Svg(WIDTH, height, "Spikes of populations");
        double top = 8;
        int colour = 0;
        for (Spikes population : record.populations()) {
            population(svg, population, every, first, record.steps(), top, colour++ % 3);
            top += height(population, every) + GAP;
        }
        axis(svg, record, first, top);
        return svg.toString();
    }

    /** What is shown, in words. */
    static String caption(PopulationRecord record) {
        long neurons = record.populations().stream().mapToLong(Spikes::neurons).sum();
        int every = (int) Math.max(1, Math.ceilDiv(neurons, ROWS));
        int first = firstStep(record, every);
        String which = every == 1 ? "Spikes" : "Spikes of one in " + every + " neurons";
        return first == 0 ? which : which + ", the last " + Quantity.of((record.steps() - first) * record.step(), "s");
    }

    /** From where on there are few enough points. */
    private static int firstStep(PopulationRecord record, int every) {
        int[] counts = new int[record.steps() + 1];
        for (Spikes population : record.populations()) {
            for (int i = 0; i < population.count(); i++) {
                if (population.neuron()[i] % every == 0) {
                    counts[population.stepIndex()[i]]++;
                }
            }
        }
        int points = 0;
        int step = record.steps();
        while (step > 0 && points + counts[step - 1] <= POINTS) {
            points += counts[--step];
        }
        return step;
    }

    private static double height(Spikes population, int every) {
        return Math.clamp(population.neurons() / (double) every, 24, 240);
    }

    private static void population(Svg svg, Spikes population, int every, int first, int steps, double top, int colour) {
        double height = height(population, every);
        double column = (WIDTH - LEFT - RIGHT) / Math.max(1, steps - first);
        double row = height / population.neurons();
        svg.rect(LEFT, top, WIDTH - LEFT - RIGHT, height, "class=\"plot\"", "");
        svg.text(LEFT - 10, top + height / 2 - 1, "class=\"name\" text-anchor=\"end\"", population.name());
        svg.text(LEFT - 10, top + height / 2 + 12, "class=\"tick\" text-anchor=\"end\"",
                population.neurons() + (population.neurons() == 1 ? " neuron" : " neurons"));
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < population.count(); i++) {
            if (population.neuron()[i] % every == 0 && population.stepIndex()[i] >= first) {
                path.append(Svg.format("M%s %sh1", LEFT + (population.stepIndex()[i] - first) * column,
                        top + (population.neuron()[i] + 0.5) * row));
            }
        }
        if (path.isEmpty()) {
            svg.text(LEFT + (WIDTH - LEFT - RIGHT) / 2, top + height / 2 + 4, "class=\"tick\" text-anchor=\"middle\"", "no spikes");
        } else {
            svg.path(path.toString(), "stroke-width=\"1.4\" class=\"series" + colour + "\"");
        }
    }

    private static void axis(Svg svg, PopulationRecord record, int first, double top) {
        double from = record.start() + first * record.step();
        double to = record.start() + Math.max(first + 1, record.steps()) * record.step();
        new Axis(LEFT, WIDTH - RIGHT, 1000 * from, 1000 * to).draw(svg, top + 8, "time in ms");
    }
}
