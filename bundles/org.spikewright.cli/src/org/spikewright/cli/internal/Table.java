package org.spikewright.cli.internal;

import java.util.Arrays;
import java.util.List;
import org.spikewright.common.Visible;

/** Rows of text in aligned columns. */
final class Table {

    private static final int WIDEST = 200;

    private Table() {
    }

    /**
     * Aligns rows of equal length; what would break out of its cell is shown by its number.
     *
     * @param numbers the first column that is aligned to the right
     */
    static String format(List<String[]> table, int numbers) {
        List<String[]> rows = table.stream().map(row -> Arrays.stream(row).map(cell -> Visible.line(cell, WIDEST)).toArray(String[]::new)).toList();
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - row[i].length());
                line.append(i >= numbers ? gap + row[i] : row[i] + gap).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
