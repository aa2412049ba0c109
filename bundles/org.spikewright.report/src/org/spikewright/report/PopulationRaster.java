package org.spikewright.report;

import java.io.IOException;
import org.spikewright.record.PopulationOutline.Population;
import org.spikewright.record.PopulationReader;
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

    private final PopulationReader record;
    private final int every;
    private final int first;

    PopulationRaster(PopulationReader record) throws IOException {
        this.record = record;
        long neurons = record.outline().populations().stream().mapToLong(Population::neurons).sum();
        this.every = (int) Math.max(1, Math.ceilDiv(neurons, ROWS));
        this.first = firstStep();
    }

    String draw() throws IOException {
        double height = 8 + 30;
        for (Population population : record.outline().populations()) {
            height += height(population) + GAP;
        }
        Svg svg = new Svg(WIDTH, height, "Spikes of populations");
        double top = 8;
        for (int p = 0; p < record.outline().populations().size(); p++) {
            population(svg, p, top);
            top += height(record.outline().populations().get(p)) + GAP;
        }
        double from = record.outline().start() + first * record.outline().step();
        double to = record.outline().start() + Math.max(first + 1, record.steps()) * record.outline().step();
        new Axis(LEFT, WIDTH - RIGHT, 1000 * from, 1000 * to).draw(svg, top + 8, "time in ms");
        return svg.toString();
    }

    /** What is shown, in words. */
    String caption() {
        String which = every == 1 ? "Spikes" : "Spikes of one in " + every + " neurons";
        return first == 0 ? which : which + ", the last " + Quantity.of((record.steps() - first) * record.outline().step(), "s");
    }

    /** From where on there are few enough points: goes back from the last chunk only as far as it must. */
    private int firstStep() throws IOException {
        int points = 0;
        for (int chunk = record.chunks() - 1; chunk >= 0; chunk--) {
            int from = record.from(chunk);
            int[] counts = new int[record.from(chunk + 1) - from];
            for (int p = 0; p < record.outline().populations().size(); p++) {
                Spikes spikes = record.spikes(chunk, p);
                for (int i = 0; i < spikes.count(); i++) {
                    if (spikes.neuron()[i] % every == 0) {
                        counts[spikes.stepIndex()[i] - from]++;
                    }
                }
            }
            for (int step = counts.length - 1; step >= 0; step--) {
                points += counts[step];
                if (points > POINTS) {
                    return from + step + 1;
                }
            }
        }
        return 0;
    }

    private double height(Population population) {
        return Math.clamp(population.neurons() / (double) every, 24, 240);
    }

    private void population(Svg svg, int number, double top) throws IOException {
        Population population = record.outline().populations().get(number);
        double height = height(population);
        double column = (WIDTH - LEFT - RIGHT) / Math.max(1, record.steps() - first);
        double row = height / population.neurons();
        svg.rect(LEFT, top, WIDTH - LEFT - RIGHT, height, "class=\"plot\"", "");
        svg.text(LEFT - 10, top + height / 2 - 1, "class=\"name\" text-anchor=\"end\"", population.name());
        svg.text(LEFT - 10, top + height / 2 + 12, "class=\"tick\" text-anchor=\"end\"",
                population.neurons() + (population.neurons() == 1 ? " neuron" : " neurons"));
        StringBuilder path = new StringBuilder();
        for (int chunk = 0; chunk < record.chunks(); chunk++) {
            if (record.from(chunk + 1) > first) {
                Spikes spikes = record.spikes(chunk, number);
                for (int i = 0; i < spikes.count(); i++) {
                    if (spikes.neuron()[i] % every == 0 && spikes.stepIndex()[i] >= first) {
                        path.append(Svg.format("M%s %sh1", LEFT + (spikes.stepIndex()[i] - first) * column,
                                top + (spikes.neuron()[i] + 0.5) * row));
                    }
                }
            }
        }
        if (path.isEmpty()) {
            svg.text(LEFT + (WIDTH - LEFT - RIGHT) / 2, top + height / 2 + 4, "class=\"tick\" text-anchor=\"middle\"", "no spikes");
        } else {
            svg.path(path.toString(), "stroke-width=\"1.4\" class=\"series" + number % 3 + "\"");
        }
    }
}
