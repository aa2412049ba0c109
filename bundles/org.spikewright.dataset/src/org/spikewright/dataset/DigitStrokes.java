package org.spikewright.dataset;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Scanner;

/**
 * The lines that a pen follows when it writes a digit, in the ways that hands differ. They are drawn here and not taken
 * from a font, since a machine's fonts would change the data.
 */
final class DigitStrokes {

    /**
     * Ways of writing each digit, from 0: M moves the pen, L draws a line, C a curve with two control points. The digit is
     * 0.6 wide and 1 high, from the upper left.
     */
    private static final List<List<String>> WAYS = List.of(
            List.of("M .3 0 C .1 0 0 .22 0 .5 C 0 .78 .1 1 .3 1 C .5 1 .6 .78 .6 .5 C .6 .22 .5 0 .3 0",
                    "M .3 0 C -.02 0 0 .3 0 .5 C 0 .7 -.02 1 .3 1 C .62 1 .6 .7 .6 .5 C .6 .3 .62 0 .3 0",
                    "M .4 .02 C .12 .02 .06 .3 .06 .55 C .06 .8 .12 1 .28 1 C .46 1 .54 .75 .54 .45 C .54 .15 .42 .02 .26 .04"),
            List.of("M .1 .2 L .35 0 L .35 1", "M .3 0 L .3 1", "M .08 .22 L .32 0 L .32 1 M .08 1 L .56 1"),
            List.of("M 0 .25 C .02 -.08 .6 -.08 .57 .28 C .55 .5 .2 .7 0 1 L .6 1",
                    "M .02 .2 C .1 -.1 .62 -.05 .55 .3 C .5 .6 .1 .75 .05 .95 C .2 .8 .4 1.05 .6 .93"),
            List.of("M .03 .15 C .15 -.06 .55 -.04 .55 .24 C .55 .42 .4 .48 .22 .48 C .42 .48 .6 .55 .6 .75"
                    + " C .6 1.06 .12 1.08 0 .85",
                    "M .03 0 L .55 0 L .25 .4 C .45 .38 .6 .52 .6 .72 C .6 1.05 .12 1.08 0 .85"),
            List.of("M .45 1 L .45 0 L 0 .7 L .6 .7", "M .08 0 L .05 .5 L .58 .5 M .48 .1 L .45 1"),
            List.of("M .55 0 L .1 0 L .06 .44 C .3 .3 .6 .42 .6 .68 C .6 1.05 .15 1.08 0 .88",
                    "M .55 .02 L .12 .02 C .1 .2 .08 .3 .08 .45 C .65 .3 .75 1.05 .02 .97"),
            List.of("M .5 .03 C .2 .1 0 .4 0 .7 C 0 1.08 .6 1.1 .6 .7 C .6 .38 .1 .35 .02 .65",
                    "M .55 .12 C .4 -.08 0 0 0 .6 C 0 1.12 .6 1.12 .6 .7 C .6 .35 .08 .4 0 .65"),
            List.of("M 0 0 L .6 0 L .2 1", "M 0 0 L .6 0 L .2 1 M .15 .5 L .55 .5",
                    "M .02 .12 L .04 0 L .6 0 C .4 .3 .25 .6 .22 1"),
            List.of("M .3 .47 C -.05 .4 0 0 .3 0 C .6 0 .65 .4 .3 .47 C -.1 .55 -.1 1 .3 1 C .7 1 .7 .55 .3 .47",
                    "M .52 .12 C .35 -.1 .02 .02 .08 .25 C .15 .45 .6 .55 .6 .77 C .6 1.08 0 1.08 0 .77"
                            + " C 0 .55 .5 .42 .52 .12"),
            List.of("M .6 .3 C .6 -.1 0 -.1 0 .3 C 0 .65 .55 .62 .6 .3 C .6 .6 .5 .95 .12 1",
                    "M .55 .3 C .5 -.1 0 -.1 0 .3 C 0 .62 .5 .6 .55 .28 L .52 1"));

    private DigitStrokes() {
    }

    /** The ways of writing each digit, by digit: lines to draw, centred at 0 and of height 1. */
    static List<List<Shape>> all() {
        return WAYS.stream().map(ways -> ways.stream().map(DigitStrokes::centred).toList()).toList();
    }

    private static Shape centred(String way) {
        Path2D path = new Path2D.Double();
        Scanner words = new Scanner(way);
        while (words.hasNext()) {
            switch (words.next()) {
                case "M" -> path.moveTo(number(words), number(words));
                case "L" -> path.lineTo(number(words), number(words));
                default -> path.curveTo(number(words), number(words), number(words), number(words), number(words),
                        number(words));
            }
        }
        return AffineTransform.getTranslateInstance(-0.3, -0.5).createTransformedShape(path);
    }

    private static double number(Scanner words) {
        return Double.parseDouble(words.next());
    }
}
