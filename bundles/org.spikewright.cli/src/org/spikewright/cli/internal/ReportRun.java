package org.spikewright.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.common.Visible;
import org.spikewright.record.RunRecord;
import org.spikewright.report.Report;

/** Writes the report of a run anew. */
public final class ReportRun implements Command {

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String usage() {
        return "report RUN";
    }

    @Override
    public String purpose() {
        return "Writes the report of a run as one HTML file; RUN is a record's folder, or a folder of records for the newest.";
    }

    @Override
    public int run(Options options, Io io) {
        Path folder = io.resolve(options.first("the folder of a run's record"));
        try {
            List<Path> records = RunRecord.isRecord(folder) ? List.of(folder) : RunRecord.list(folder);
            Path report = Report.write(RunRecord.open(records.isEmpty() ? folder : records.getFirst()));
            io.out().println(Visible.line(report.toString()));
            return ExitCode.DONE;
        } catch (IOException e) {
            io.complain(e.getMessage());
            return ExitCode.USAGE;
        }
    }
}
