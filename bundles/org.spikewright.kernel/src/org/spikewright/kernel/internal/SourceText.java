package org.spikewright.kernel.internal;

/** Indented lines of Java. */
final class SourceText {

    private final StringBuilder text = new StringBuilder();
    private String indent = "";

    void line(String line) {
        text.append(line.isEmpty() ? "" : indent).append(line).append('\n');
    }

    void add(SourceText lines) {
        lines.toString().lines().forEach(this::line);
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
