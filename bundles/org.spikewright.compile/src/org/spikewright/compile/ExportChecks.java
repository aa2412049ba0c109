package org.spikewright.compile;

import java.util.Optional;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Setting;
import org.spikewright.model.core.TextLiteral;
import org.spikewright.model.job.Job;
import org.spikewright.network.Network;
import org.spikewright.network.NetworkFormat;

/** Checks of a job that writes a network for another tool: that the format can hold it, and that the file lies in the job's folder. */
final class ExportChecks {

    /** A name without a folder, such as every system takes. */
    private static final String FILE = "\\w[\\w .-]*";

    private final DiagnosticSink problems;

    ExportChecks(DiagnosticSink problems) {
        this.problems = problems;
    }

    /** The format of a job; empty if no bundle has it. */
    static Optional<NetworkFormat> format(Job job) {
        try {
            return Settings.of(job).value("format", NetworkFormat.class);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // what is wrong with its arguments is said where they are
        }
    }

    void check(Job job, Optional<Network> elaborated) {
        NetworkFormat format = format(job).orElseThrow();
        elaborated.flatMap(format::obstacle).ifPresent(what -> problems.report(Code.NO_ENGINE, "this format cannot hold " + what + " of '"
                + JobParts.network(job).getName() + "'; choose another format", job, CorePackage.Literals.NAMED__NAME));
        for (Setting setting : job.getSettings()) {
            boolean isFile = setting.getParameter() != null && "file".equals(setting.getParameter().getName());
            if (isFile && setting.getValue() instanceof TextLiteral file && !file.getValue().matches(FILE)) {
                problems.report(Code.OUT_OF_BOUNDS, "'file' is the name of a file in the record of the run, of letters, digits, spaces, points"
                        + " and hyphens; write for instance \"network." + format.extension() + "\"", file);
            }
        }
    }
}
