package org.spikewright.kernel.internal;

/** Indented lines of Java. */
final class SourceText {

    private StringBuilder text = new StringBuilder();
    private String indent = "";

    void line(String line) {
        text.append(line.isEmpty() ? "" : indent).append(line).append('\n');
    }

    void add(SourceText lines) {
        lines.toString().lines().forEach(this::line);
    }

    /** What some code writes, apart from what is there. */
    SourceText apart(Runnable code) {
        StringBuilder kept = text;
        String keptIndent = indent;
        text = new StringBuilder();
        indent = "";
        code.run();
        SourceText lines = new SourceText();
        lines.text = text;
        text = kept;
        indent = keptIndent;
        return lines;
    }

    void open(String line) {
        line(line + " {");
        indent += "    ";
    }

    void close() {
        indent = indent.substring(4);
        line("}");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
