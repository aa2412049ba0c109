package org.spikewright.dataset;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.spikewright.common.RandomStream;

/** Paints varied characters. Safe for use by several threads. */
final class GlyphPainter {

    /** Families that many machines have; the first three every Java runtime maps to whatever font there is. */
    private static final List<String> USUAL = List.of(Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED, "DejaVu Sans",
            "DejaVu Sans Condensed", "DejaVu Serif", "DejaVu Sans Mono", "Liberation Sans", "Liberation Serif",
            "Liberation Mono", "Noto Sans", "Noto Serif", "Ubuntu", "Cantarell", "Arial", "Times New Roman",
            "Courier New", "Verdana", "Georgia", "Helvetica");
    private static final int[] STYLES = {Font.PLAIN, Font.BOLD, Font.ITALIC, Font.BOLD | Font.ITALIC};
    /** The part of the image's height that a character takes before it is varied. */
    private static final double FILL = 0.72;

    private final Glyphs glyphs;
    /** Outlines by font and character, each centred at 0 and of height 1. */
    private final List<List<Shape>> outlines = new ArrayList<>();

    GlyphPainter(Glyphs glyphs) {
        this.glyphs = glyphs;
        try {
            for (String family : glyphs.fonts().isEmpty() ? USUAL : glyphs.fonts()) {
                addFamily(family);
            }
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Java reports a machine without fonts by any of several, depending on what exactly is missing.
            throw noFont(e);
        }
        if (outlines.isEmpty()) {
            throw glyphs.fonts().isEmpty() ? noFont(null)
                    : new DataException("none of the fonts " + glyphs.fonts() + " is installed and has all of \""
                            + glyphs.characters() + "\": name other fonts, or none to use those of this machine");
        }
    }

    private static DataException noFont(Throwable cause) {
        return new DataException(
                "glyphs cannot be drawn, since this machine has no font that Java can use: install one, for"
                        + " instance the package fonts-dejavu-core, or read the images from files",
                cause);
    }

    private void addFamily(String family) {
        for (int style : STYLES) {
            Font font = new Font(family, style, 100);
            if (font.getFamily().equalsIgnoreCase(family) && font.canDisplayUpTo(glyphs.characters()) < 0) {
                List<Shape> shapes = glyphs.characters().chars().mapToObj(c -> outline(font, c)).toList();
                if (shapes.stream().noneMatch(shape -> shape.getBounds2D().isEmpty())) {
                    outlines.add(shapes);
                }
            }
        }
    }

    private static Shape outline(Font font, int character) {
        Shape shape = font.createGlyphVector(new FontRenderContext(null, true, true), Character.toString(character))
                .getOutline();
        Rectangle2D bounds = shape.getBounds2D();
        if (bounds.isEmpty()) {
            return shape;
        }
        AffineTransform centred = AffineTransform.getScaleInstance(1 / bounds.getHeight(), 1 / bounds.getHeight());
        centred.translate(-bounds.getCenterX(), -bounds.getCenterY());
        return centred.createTransformedShape(shape);
    }

    /** Paints one image: bytes from 0 to 255, row-major from that index. */
    void paint(int character, RandomStream random, byte[] pixels, int from) {
        Shape outline = outlines.get(random.nextInt(outlines.size())).get(character);
        double size = FILL * Math.min(glyphs.height(), glyphs.width() * 1.2);
        Shape shape = placement(random, size).createTransformedShape(outline);
        BufferedImage image = new BufferedImage(glyphs.width(), glyphs.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fill(shape);
        graphics.setStroke(new BasicStroke((float) (size * (0.01 + 0.07 * random.nextDouble())), BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
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
        placement.rotate(1.5 * jitter * uniform(random));
        placement.shear(2 * jitter * uniform(random), 0);
        placement.scale(size * (1 + jitter * uniform(random)), size * (1 + jitter * uniform(random)));
        return placement;
    }

    /** Uniform from −1 to 1. */
    private static double uniform(RandomStream random) {
        return 2 * random.nextDouble() - 1;
    }
}
