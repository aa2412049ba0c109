package org.spikewright.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.language.Contents;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.record.Manifest;
import org.spikewright.record.RunRecord;

/** Lists what a model declares, or the runs in a folder. */
public final class ListFiles implements Command {

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String usage() {
        return "list FILE | list RUNS";
    }

    @Override
    public String purpose() {
        return "Lists what a model declares, or the runs in a folder of records, the newest first.";
    }

    @Override
    public int run(Options options, Io io) {
        String word = options.first("a .spike file or a folder of runs");
        options.atMost(1);
        Path path = io.resolve(word);
        if (Files.isDirectory(path)) {
            return runs(path, io);
        }
        ModelFile model = new Language().read(path, word);
        List<String[]> rows = new ArrayList<>();
        for (Contents declaration : model.contents()) {
            rows.add(new String[] {declaration.kind(), declaration.name(), word + ":" + declaration.location().line()});
        }
        if (!rows.isEmpty()) {
            io.out().print(Table.format(rows, 3));
        }
        return ExitCode.DONE;
    }

    private static int runs(Path folder, Io io) {
        try {
            List<Path> runs = RunRecord.list(folder);
            if (runs.isEmpty()) {
                io.complain(folder + " holds no runs");
                return ExitCode.USAGE;
            }
            List<String[]> rows = new ArrayList<>();
            boolean anySound = false;
            for (Path run : runs) {
                String name = run.getFileName().toString();
                try {
                    Manifest manifest = RunRecord.open(run).manifest();
                    rows.add(new String[] {name, manifest.state().word(), manifest.model(), String.join(", ", manifest.jobs())});
                    anySound = true;
                } catch (IOException e) {
                    rows.add(new String[] {name, "damaged", "", ""});
                    io.complain(e.getMessage());
                }
            }
            io.out().print(Table.format(rows, 4));
            return anySound ? ExitCode.DONE : ExitCode.USAGE;
        } catch (IOException e) {
            io.complain(e.getMessage());
            return ExitCode.USAGE;
        }
    }
}
