package org.spikewright.cli.internal;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.spikewright.cli.ExitCode;
import org.spikewright.cli.Io;
import org.spikewright.jobs.Description;
import org.spikewright.jobs.Kernel;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;

/** Prints the size of networks, layer by layer. */
public final class Describe implements Command {

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String usage() {
        return "describe FILE [NETWORK] [--json FILE] [--kernel NAME]";
    }

    @Override
    public String purpose() {
        return "Prints the size of networks layer by layer, or with --kernel the code that neurons or plastic synapses are compiled to.";
    }

    @Override
    public Set<String> options() {
        return Set.of("--json", "--kernel");
    }

    @Override
    public int run(Options options, Io io) {
        String file = options.first("a .spike file");
        options.atMost(2);
        if (options.value("--kernel").isPresent() && options.value("--json").isPresent()) {
            throw new UsageException("--kernel prints code, of which there is no JSON; leave out --json");
        }
        ModelFile model = new Language().read(io.resolve(file), file);
        Optional<String> name = options.words().stream().skip(1).findFirst();
        if (Findings.print(Description.findings(model, name), io.err())) {
            return ExitCode.FINDINGS;
        }
        Optional<OutputFile> json = options.value("--json").map(word -> OutputFile.of("--json", word, OutputFile.Form.JSON, io));
        Optional<String> kernel = options.value("--kernel");
        if (kernel.isPresent()) {
            io.out().print(Kernel.of(model, name, kernel.get()).orElseThrow(() -> new UsageException(
                    file + " has no population, layer of neurons or plastic connection '" + kernel.get() + "'")).source());
            return ExitCode.DONE;
        }
        List<Description> descriptions = Description.of(model, name);
        if (descriptions.isEmpty()) {
            throw new UsageException(file + " has no network" + name.map(wanted -> " '" + wanted + "'").orElse(""));
        }
        PrintStream tables = json.filter(OutputFile::isStandardOutput).isPresent() ? io.err() : io.out();
        descriptions.forEach(description -> print(description, tables));
        return json.map(output -> write(descriptions, output, io)).orElse(ExitCode.DONE);
    }

    private static int write(List<Description> descriptions, OutputFile json, Io io) {
        try {
            json.write(new GsonBuilder().setPrettyPrinting().create().toJson(descriptions) + "\n");
            return ExitCode.DONE;
        } catch (IOException e) {
            io.complain("a result cannot be written: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static void print(Description description, PrintStream to) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {description.network(), "", "shape", "parameters", "stored", "neurons", "synapses",
            "operations"});
        description.layers().forEach(layer -> rows.add(new String[] {layer.name(), layer.operator(), layer.shape(),
            count(layer.parameters()), count(layer.stored()), count(layer.neurons()), count(layer.synapses()),
            count(layer.operations())}));
        rows.add(new String[] {"total", "", "", count(description.parameters()), count(description.stored()),
            count(description.neurons()), count(description.synapses()), count(description.operations())});
        to.print(Table.format(rows, 3));
    }

    private static String count(long number) {
        return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
    }
}
