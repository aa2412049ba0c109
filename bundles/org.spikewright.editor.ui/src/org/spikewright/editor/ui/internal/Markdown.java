package org.spikewright.editor.ui.internal;

/** Turns the server's Markdown into the little HTML that pop-ups of text editors show. */
final class Markdown {

    private Markdown() {
    }

    static String html(String markdown) {
        return markdown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replaceAll("(?s)```\\w*\n(.*?)\n```", "<b>$1</b>").replaceAll("`([^`]*)`", "<b>$1</b>")
                .replaceAll("\\*\\*(.+?)\\*\\*", "<b>$1</b>").replace("\n\n", "<p>").replace("\n", "<br>");
    }
}
