package org.spikewright.cli.internal;

import java.io.PrintStream;
import java.util.List;
import org.spikewright.common.Finding;
import org.spikewright.common.Severity;
import org.spikewright.common.Visible;

/** What a check found, as lines that editors and CI systems parse. */
final class Findings {

    private Findings() {
    }

    /** Prints a line for each; returns whether one of them is an error. */
    static boolean print(List<Finding> findings, PrintStream to) {
        findings.forEach(finding -> to.println(Visible.line(finding.toString())));
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
