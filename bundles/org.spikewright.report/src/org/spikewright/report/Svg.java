package org.spikewright.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes one drawing. Coordinates are rounded to a hundredth. Colours come from the page's style sheet. */
final class Svg {

    /** An attribute as drawings write it, for instance {@code class="tick"}. */
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)=\"([^\"]*)\" ?");

    private final Markup out = new Markup();

    Svg(double width, double height, String description) {
        out.open("svg", "viewBox", format("0 0 %s %s", width, height), "role", "img", "aria-label", description, "style",
                format("max-width:%spx", width));
    }

    Svg rect(double x, double y, double width, double height, String style, String title) {
        return shape("rect", format("x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" ", x, y, width, height) + style, title);
    }

    Svg line(double x1, double y1, double x2, double y2, String style, String title) {
        return shape("line", format("x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" ", x1, y1, x2, y2) + style, title);
    }

    Svg circle(double x, double y, double radius, String style, String title) {
        return shape("circle", format("cx=\"%s\" cy=\"%s\" r=\"%s\" ", x, y, radius) + style, title);
    }

    Svg path(String commands, String style) {
        return shape("path", "d=\"" + commands + "\" " + style, "");
    }

    Svg text(double x, double y, String style, String text) {
        out.open("text", attributes(format("x=\"%s\" y=\"%s\" ", x, y) + style)).text(text).close("text");
        return this;
    }

    private Svg shape(String element, String attributes, String title) {
        out.open(element, attributes(attributes));
        if (!title.isEmpty()) {
            out.element("title", title);
        }
        out.close(element);
        return this;
    }

    private static String[] attributes(String text) {
        Matcher attribute = ATTRIBUTE.matcher(text);
        List<String> attributes = new ArrayList<>();
        while (attribute.lookingAt()) {
            attributes.add(attribute.group(1));
            attributes.add(attribute.group(2));
            attribute.region(attribute.end(), text.length());
        }
        if (attribute.regionStart() != text.length()) {
            throw new IllegalArgumentException("not attributes: " + text);
        }
        return attributes.toArray(String[]::new);
    }

    /** The drawing, which is then complete. */
    Markup end() {
        return out.close("svg");
    }

    /** Numbers rounded for drawing, everything else as it is. */
    static String format(String pattern, Object... values) {
        Object[] rounded = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = values[i] instanceof Double number ? number(number) : values[i];
        }
        return String.format(Locale.ROOT, pattern, rounded);
    }

    static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
