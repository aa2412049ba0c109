package org.spikewright.report;

import java.util.Locale;

/** Writes one drawing. Coordinates are rounded to a hundredth; text is escaped. Colours come from the page's style sheet. */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    Svg(double width, double height, String description) {
        out.append(format("<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\" style=\"max-width:%spx\">", width, height,
                escape(description), width));
    }

    Svg rect(double x, double y, double width, double height, String style, String title) {
        out.append(format("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s", x, y, width, height, style));
        return close("rect", title);
    }

    Svg line(double x1, double y1, double x2, double y2, String style, String title) {
        out.append(format("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" %s", x1, y1, x2, y2, style));
        return close("line", title);
    }

    Svg circle(double x, double y, double radius, String style, String title) {
        out.append(format("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s", x, y, radius, style));
        return close("circle", title);
    }

    Svg path(String commands, String style) {
        out.append(format("<path d=\"%s\" %s/>", commands, style));
        return this;
    }

    Svg text(double x, double y, String style, String text) {
        out.append(format("<text x=\"%s\" y=\"%s\" %s>%s</text>", x, y, style, escape(text)));
        return this;
    }

    private Svg close(String element, String title) {
        out.append(title.isEmpty() ? "/>" : "><title>" + escape(title) + "</title></" + element + ">");
        return this;
    }

    @Override
    public String toString() {
        return out + "</svg>";
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

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
