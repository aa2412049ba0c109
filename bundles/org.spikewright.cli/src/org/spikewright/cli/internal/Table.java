package org.spikewright.cli.internal;

import java.util.List;

/** Rows of text in aligned columns. */
final class Table {

    private Table() {
    }

    /**
     * Aligns rows of equal length.
     *
     * @param numbers the first column that is aligned to the right
     */
    static String format(List<String[]> rows, int numbers) {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - row[i].length());
                line.append(i >= numbers ? gap + row[i] : row[i] + gap).append("  ");
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }
}
