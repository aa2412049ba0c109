package org.spikewright.dataset;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import org.spikewright.common.RandomStream;

/** Paints varied digits. Safe for use by several threads. */
final class GlyphPainter {

    /** The part of the image's height that a digit takes before it is varied. */
    private static final double FILL = 0.66;

    private final Glyphs glyphs;
    private final List<List<Shape>> strokes = DigitStrokes.all();

    GlyphPainter(Glyphs glyphs) {
        this.glyphs = glyphs;
    }

    /** Paints one image: bytes from 0 to 255, row-major from that index. */
    void paint(int digit, RandomStream random, byte[] pixels, int from) {
        List<Shape> ways = strokes.get(digit);
        Shape way = ways.get(random.nextInt(ways.size()));
        double size = FILL * Math.min(glyphs.height(), glyphs.width() * 1.2);
        BufferedImage image = new BufferedImage(glyphs.width(), glyphs.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke((float) (size * (0.08 + 0.12 * random.nextDouble())), BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND));
        graphics.draw(placement(random, size).createTransformedShape(way));
        graphics.dispose();
        double brightness = 1 - 2 * glyphs.jitter() * random.nextDouble();
        int[] row = new int[glyphs.width()];
        for (int y = 0; y < glyphs.height(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                double value = (row[x] & 0xFF) * brightness;
                if (glyphs.noise() > 0) {
                    value += 255 * glyphs.noise() * random.nextGaussian();
                }
                pixels[from + y * row.length + x] = (byte) Math.clamp(Math.round(value), 0, 255);
            }
        }
    }

    private AffineTransform placement(RandomStream random, double size) {
        double jitter = glyphs.jitter();
        AffineTransform placement = AffineTransform.getTranslateInstance(
                glyphs.width() * (0.5 + 0.7 * jitter * uniform(random)),
                glyphs.height() * (0.5 + 0.7 * jitter * uniform(random)));
        double turn = 1.5 * jitter * uniform(random);
        // The same bits on every machine, which Math does not promise.
        placement.rotate(StrictMath.cos(turn), StrictMath.sin(turn));
        placement.shear(2 * jitter * uniform(random), 0);
        placement.scale(size * (1 + jitter * uniform(random)), size * (1 + jitter * uniform(random)));
        return placement;
    }

    /** Uniform from −1 to 1. */
    private static double uniform(RandomStream random) {
        return 2 * random.nextDouble() - 1;
    }
}
