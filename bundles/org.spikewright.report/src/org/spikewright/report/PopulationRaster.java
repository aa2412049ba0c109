package org.spikewright.report;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.spikewright.record.PopulationOutline.Population;
import org.spikewright.record.PopulationReader;
import org.spikewright.record.PopulationRecord.Spikes;

/**
 * The spikes of populations: time to the right, populations one above the other, a point for each spike at its time, which is the end
 * of a step, or within it off the grid. Of large populations every so many of the recorded neurons are shown, and of long recordings
 * the end, so that the drawing stays small.
 */
final class PopulationRaster {

    private static final double LEFT = 110;
    private static final double RIGHT = 28;
    private static final double WIDTH = 760;
    private static final double GAP = 10;
    private static final int ROWS = 400;
    private static final int POINTS = 20_000;
    /** More are not drawn. */
    static final int MOST_POPULATIONS = 100;

    private final PopulationReader record;
    private final List<Population> populations;
    private final int every;
    private final int first;

    PopulationRaster(PopulationReader record) throws IOException {
        this.record = record;
        this.populations = shown(record);
        long neurons = populations.stream().mapToLong(PopulationRaster::rows).sum();
        this.every = Math.clamp(Math.ceilDiv(neurons, ROWS), 1, Integer.MAX_VALUE);
        this.first = firstStep();
    }

    /** The populations that are drawn, the first of many. */
    static List<Population> shown(PopulationReader record) {
        List<Population> all = record.outline().populations();
        return all.subList(0, Math.min(MOST_POPULATIONS, all.size()));
    }

    Markup draw() throws IOException {
        double height = 8 + 30;
        for (Population population : populations) {
            height += height(population) + GAP;
        }
        Svg svg = new Svg(WIDTH, height, "Spikes of populations");
        double top = 8;
        for (int p = 0; p < populations.size(); p++) {
            population(svg, p, top);
            top += height(populations.get(p)) + GAP;
        }
        double from = record.outline().start() + first * record.outline().step();
        double to = record.outline().start() + Math.max(first + 1, record.steps()) * record.outline().step();
        new Axis(LEFT, WIDTH - RIGHT, 1000 * from, 1000 * to).draw(svg, top + 8, "time in ms");
        return svg.end();
    }

    /** What is shown, in words. */
    String caption() {
        String neurons = populations.stream().allMatch(population -> population.which() == null) ? "neurons" : "recorded neurons";
        String which = every > 1 ? "Spikes of one in " + every + " " + neurons
                : neurons.equals("neurons") ? "Spikes" : "Spikes of the " + neurons;
        return first == 0 ? which : which + ", the last " + Quantity.of((record.steps() - first) * record.outline().step(), "s");
    }

    /** From where on there are few enough points: goes back from the last chunk only as far as it must. */
    private int firstStep() throws IOException {
        int points = 0;
        for (int chunk = record.chunks() - 1; chunk >= 0; chunk--) {
            IntStream.Builder steps = IntStream.builder();
            for (int p = 0; p < populations.size(); p++) {
                Spikes spikes = record.spikes(chunk, p);
                for (int i = 0; i < spikes.count(); i++) {
                    if (isShown(row(populations.get(p), spikes.neuron()[i]))) {
                        steps.add(spikes.stepIndex()[i]);
                    }
                }
            }
            int[] ordered = steps.build().sorted().toArray();
            if (points + ordered.length > POINTS) {
                return ordered[ordered.length - 1 - (POINTS - points)] + 1;
            }
            points += ordered.length;
        }
        return 0;
    }

    /** How many neurons of a population are recorded, or can be as far as is said. */
    private static int rows(Population population) {
        return population.which() == null ? population.neurons() : population.which().size();
    }

    /** Which of the recorded neurons one is, counted from 0; below 0 if it is none of them. */
    private static int row(Population population, int neuron) {
        return population.which() == null ? neuron : Collections.binarySearch(population.which(), neuron);
    }

    private boolean isShown(int row) {
        return row >= 0 && row % every == 0;
    }

    private static String size(Population population) {
        return population.which() == null ? population.neurons() + (population.neurons() == 1 ? " neuron" : " neurons")
                : population.recorded() + " of " + population.neurons();
    }

    private double height(Population population) {
        return Math.clamp(rows(population) / (double) every, 24, 240);
    }

    private void population(Svg svg, int number, double top) throws IOException {
        Population population = populations.get(number);
        double height = height(population);
        double column = (WIDTH - LEFT - RIGHT) / Math.max(1, record.steps() - first);
        double spacing = height / rows(population);
        svg.rect(LEFT, top, WIDTH - LEFT - RIGHT, height, "class=\"plot\"", "");
        svg.text(LEFT - 10, top + height / 2 - 1, "class=\"name\" text-anchor=\"end\"", population.name());
        svg.text(LEFT - 10, top + height / 2 + 12, "class=\"tick\" text-anchor=\"end\"",
                size(population));
        StringBuilder path = new StringBuilder();
        for (int chunk = 0; chunk < record.chunks(); chunk++) {
            if (record.from(chunk + 1) > first) {
                Spikes spikes = record.spikes(chunk, number);
                for (int i = 0; i < spikes.count(); i++) {
                    int row = row(population, spikes.neuron()[i]);
                    if (isShown(row) && spikes.stepIndex()[i] >= first) {
                        path.append(Svg.format("M%s %sh1", LEFT + (spikes.time(i) - first) * column - 0.5,
                                top + (row + 0.5) * spacing));
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
