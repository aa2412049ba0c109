package org.spikewright.report;

import java.util.BitSet;
import java.util.List;
import org.spikewright.record.SpikeRecord;
import org.spikewright.record.SpikeRecord.LayerSpikes;

/** The spikes of one sample: time to the right, layers one above the other, a stroke for each spike. */
final class Raster {

    private static final double LEFT = 96;
    private static final double RIGHT = 16;
    private static final double WIDTH = 760;
    private static final double GAP = 14;
    private static final double BOTTOM = 38;
    private static final int MOST_LAYERS = 100;
    /** With more strokes than that, those that would fall together are drawn once. */
    private static final int STROKES = 20_000;
    private static final int PER_PIXEL = 2;

    private Raster() {
    }

    static Markup draw(SpikeRecord record, int sample) {
        double height = 8 + BOTTOM - GAP;
        List<LayerSpikes> layers = record.layers().subList(0, Math.min(MOST_LAYERS, record.layers().size()));
        for (LayerSpikes layer : layers) {
            height += height(layer) + GAP;
        }
        Svg svg = new Svg(WIDTH, height, "Spikes of sample " + sample);
        double column = (WIDTH - LEFT - RIGHT) / record.steps();
        double top = 8;
        int colour = 0;
        for (LayerSpikes layer : layers) {
            layer(svg, layer, sample, column, top, colour++ % 3);
            top += height(layer) + GAP;
        }
        int every = Math.max(1, record.steps() / 10);
        for (long step = 0; step <= record.steps(); step += every) {
            svg.text(LEFT + step * column, top + 6, "class=\"tick\" text-anchor=\"middle\"",
                    Svg.number(1000 * step * record.step()));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2, top + 22, "class=\"tick\" text-anchor=\"middle\"", "time in ms");
        return svg.end();
    }

    private static double height(LayerSpikes layer) {
        return Math.clamp(layer.neurons() / 2.0, 36, 200);
    }

    private static void layer(Svg svg, LayerSpikes layer, int sample, double column, double top, int colour) {
        double height = height(layer);
        double row = height / layer.neurons();
        int[] range = layer.range(sample);
        svg.rect(LEFT, top, WIDTH - LEFT - RIGHT, height, "class=\"plot\"", "");
        svg.text(LEFT - 10, top + height / 2 - 2, "class=\"name\" text-anchor=\"end\"", layer.name());
        svg.text(LEFT - 10, top + height / 2 + 12, "class=\"tick\" text-anchor=\"end\"",
                layer.neurons() + (layer.neurons() == 1 ? " neuron" : " neurons"));
        if (range[0] == range[1]) {
            svg.text(LEFT + (WIDTH - LEFT - RIGHT) / 2, top + height / 2 + 4, "class=\"tick\" text-anchor=\"middle\"", "no spikes");
        }
        double mark = Math.max(1.2, row);
        StringBuilder path = new StringBuilder();
        BitSet drawn = new BitSet();
        for (int i = range[0]; i < range[1]; i++) {
            double x = LEFT + (layer.stepIndex()[i] + 0.5) * column;
            double y = top + (layer.neuron()[i] + 0.5) * row;
            int place = (int) (x * PER_PIXEL) + (int) (WIDTH * PER_PIXEL) * (int) ((y - top) * PER_PIXEL);
            if (range[1] - range[0] <= STROKES || !drawn.get(place)) {
                path.append(Svg.format("M%s %sv%s", x, Math.max(top, y - mark / 2), mark));
            }
            drawn.set(place);
        }
        svg.path(path.toString(), Svg.format("stroke-width=\"%s\" class=\"series%s\"", Math.clamp(column / 3, 1.5, 6), colour));
    }
}
