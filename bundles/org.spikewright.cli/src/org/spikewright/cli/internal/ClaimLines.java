package org.spikewright.cli.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.spikewright.record.ClaimsRecord.Claim;
import org.spikewright.record.RunRecord;
import org.spikewright.report.ClaimText;

/** What became of what the jobs of a run expect, a line each. */
final class ClaimLines {

    private ClaimLines() {
    }

    /** Prints the job, the claim, its value, its bounds and the verdict of each. */
    static void print(RunRecord record, PrintStream to) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (Claim claim : record.claims().claims()) {
            ClaimText text = new ClaimText(claim);
            rows.add(new String[] {claim.job(), "expect " + claim.text(), text.verdict(), text.value(), text.bounds()});
        }
        if (!rows.isEmpty()) {
            to.print(Table.format(rows, 3));
        }
    }
}
