package org.spikewright.cli;

import java.util.List;
import java.util.function.Supplier;
import org.spikewright.cli.internal.Check;
import org.spikewright.cli.internal.Command;
import org.spikewright.cli.internal.CrashLog;
import org.spikewright.cli.internal.Describe;
import org.spikewright.cli.internal.ListFiles;
import org.spikewright.cli.internal.Options;
import org.spikewright.cli.internal.RepeatRun;
import org.spikewright.cli.internal.ReportRun;
import org.spikewright.cli.internal.RunJobs;
import org.spikewright.cli.internal.ServeEditor;
import org.spikewright.cli.internal.TestModels;
import org.spikewright.cli.internal.UnusablePathException;
import org.spikewright.cli.internal.UsageException;
import org.spikewright.common.Visible;
import org.spikewright.jobs.Jobs;
import org.spikewright.language.UnreadableModelException;

/** The command line, without the process around it. */
public final class Cli {

    private final List<Command> commands;

    /**
     * A command line.
     *
     * @param jobs what runs jobs; asked for only by the command that needs it
     */
    public Cli(Supplier<Jobs> jobs) {
        commands = List.of(new Check(), new RunJobs(jobs), new TestModels(jobs), new RepeatRun(jobs), new Describe(), new ReportRun(), new ListFiles(),
                new ServeEditor(System.in));
    }

    /**
     * Runs one command line.
     *
     * @param args the name of a command and its arguments
     * @param io the command's surroundings
     * @return the exit code of the process
     */
    public int run(String[] args, Io io) {
        if (args.length == 0) {
            io.err().print(usage());
            return ExitCode.USAGE;
        }
        if (args[0].equals("--help") || args[0].equals("help")) {
            io.out().print(usage());
            return ExitCode.DONE;
        }
        Command command = commands.stream().filter(known -> known.name().equals(args[0])).findFirst().orElse(null);
        if (command == null) {
            io.complain("there is no command '" + args[0] + "'; the commands are "
                    + String.join(", ", commands.stream().map(Command::name).toList()) + ", ide");
            return ExitCode.USAGE;
        }
        if (args.length > 1 && args[1].equals("--help")) {
            io.out().println("Usage: spikewright " + command.usage());
            return ExitCode.DONE;
        }
        try {
            return command.run(Options.parse(List.of(args).subList(1, args.length), command.options()), io);
        } catch (UsageException e) {
            io.err().println("spikewright " + command.name() + ": " + Visible.line(String.valueOf(e.getMessage())));
            io.err().println("Usage: spikewright " + command.usage());
            return ExitCode.USAGE;
        } catch (UnreadableModelException | UnusablePathException e) {
            io.complain(e.getMessage());
            return ExitCode.USAGE;
        } catch (Throwable e) {
            io.complain(CrashLog.sentence(e));
            return ExitCode.FAILED;
        }
    }

    private String usage() {
        StringBuilder usage = new StringBuilder("Usage: spikewright COMMAND [ARGUMENT...]\n\n");
        commands.forEach(command -> usage.append("  ").append(command.usage()).append("\n      ").append(command.purpose()).append("\n"));
        return usage.append("  ide\n      Opens the workbench.\n").toString();
    }
}
