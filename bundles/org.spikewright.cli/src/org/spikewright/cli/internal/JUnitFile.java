package org.spikewright.cli.internal;

import java.util.List;
import java.util.Locale;
import org.spikewright.cli.internal.TestedModel.Case;
import org.spikewright.cli.internal.TestedModel.Outcome;
import org.spikewright.common.Visible;

/** Tested models as the XML that CI systems read: a {@code testsuite} for each file, a {@code testcase} for each claim. */
final class JUnitFile {

    private final StringBuilder out = new StringBuilder();

    private JUnitFile(List<TestedModel> models) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"spikewright\"");
        counts(models);
        models.forEach(this::suite);
        out.append("</testsuites>\n");
    }

    static String of(List<TestedModel> models) {
        return new JUnitFile(models).out.toString();
    }

    private void counts(List<TestedModel> models) {
        attribute("tests", Integer.toString(models.stream().mapToInt(model -> model.cases().size()).sum()));
        attribute("failures", count(models, Outcome.FAILED));
        attribute("errors", count(models, Outcome.ERROR));
        attribute("skipped", count(models, Outcome.SKIPPED));
        attribute("time", String.format(Locale.ROOT, "%.3f", models.stream().mapToDouble(TestedModel::seconds).sum()));
        out.append(">\n");
    }

    private static String count(List<TestedModel> models, Outcome outcome) {
        return Long.toString(models.stream().mapToLong(model -> model.count(outcome)).sum());
    }

    private void suite(TestedModel model) {
        out.append("  <testsuite");
        attribute("name", model.file());
        counts(List.of(model));
        model.cases().forEach(one -> testcase(model.file(), one));
        out.append("  </testsuite>\n");
    }

    private void testcase(String file, Case one) {
        out.append("    <testcase");
        attribute("classname", file);
        attribute("name", one.name());
        attribute("file", file);
        if (one.line() > 0) {
            attribute("line", Integer.toString(one.line()));
        }
        switch (one.outcome()) {
            case PASSED -> out.append("/>\n");
            case FAILED -> detail("failure", one);
            case ERROR -> detail("error", one);
            case SKIPPED -> detail("skipped", one);
        }
    }

    private void detail(String element, Case one) {
        out.append(">\n      <").append(element);
        attribute("message", one.sentence());
        if (!one.code().isEmpty()) {
            attribute("type", one.code());
        }
        out.append(">").append(escape(one.place())).append("</").append(element).append(">\n    </testcase>\n");
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    /** Text as it may stand in XML; what XML has no sign for is shown by its number. */
    private static String escape(String text) {
        return Visible.line(text).replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF").replace("&", "&amp;").replace("<", "&lt;")
                .replace(">", "&gt;").replace("\"", "&quot;");
    }
}
