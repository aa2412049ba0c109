package org.spikewright.report;

import java.util.Map;

/** A table being written, row by row. */
final class Table {

    private final Markup markup = new Markup().open("table");

    /** Names and values. */
    static Markup of(Map<String, String> rows) {
        Table table = new Table();
        rows.forEach((name, value) -> table.row().cell(name).number(value));
        return table.end();
    }

    Table row(String... attributes) {
        markup.open("tr", attributes);
        return this;
    }

    Table heading(String text) {
        markup.element("th", text);
        return this;
    }

    Table numberHeading(String text) {
        markup.element("th", text, "class", "number");
        return this;
    }

    Table cell(String text) {
        markup.element("td", text);
        return this;
    }

    /** With a style. */
    Table cell(String text, String style) {
        markup.element("td", text, "class", style);
        return this;
    }

    Table number(String text) {
        markup.element("td", text, "class", "number");
        return this;
    }

    Markup end() {
        return markup.close("table");
    }
}
