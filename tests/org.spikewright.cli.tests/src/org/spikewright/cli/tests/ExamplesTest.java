package org.spikewright.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.cli.ExitCode;
import org.spikewright.testing.Repository;

/**
 * Every example of README and docs: each block of indented or fenced text is checked as a model, in what stands around it there, or
 * held against something, or listed with the reason why not. A block that is in none of these lists fails the test.
 */
class ExamplesTest {

    private static final Path ROOT = Repository.root();

    private static final String LIBRARY = "import std.neuron.*\nimport std.synapse.*\nimport std.block.*\n";

    /** Blocks that are no models, by the first line, and why they are not tried. */
    private static final Map<String, String> NOT_TRIED = Map.of(
            "README.md: ./spikewright run bundles/org.spikewright.gallery/models/digits/digits.spike",
            "builds the product first and opens a window; RecomputedMetricsTest runs the model, StartScriptTest the script",
            "docs/editors.md: vim.filetype.add({ extension = { spike = 'spike' } })", "settings of another editor",
            "docs/editors.md: (define-derived-mode spike-mode prog-mode \"Spike\" (setq-local comment-start \"// \"))",
            "settings of another editor", "docs/editors.md: [language-server.spikewright]", "settings of another editor");

    /** Blocks that are models: what comes before and behind them, by the first line. */
    private static final Map<String, Context> MODELS = models();

    /**
     * What stands around an example.
     *
     * @param before declarations, and the beginning of one
     * @param after the end of one, and declarations
     * @param codes of the findings that it has, each once; none for most
     */
    private record Context(String before, String after, List<String> codes) {

        static Context around(String before, String after, String... codes) {
            return new Context(before, after, List.of(codes));
        }
    }

    @TempDir
    Path folder;

    private static Map<String, Context> models() {
        Map<String, Context> models = new LinkedHashMap<>();
        String library = "package example\n" + LIBRARY;
        models.put("README.md: network Classifier {", Context.around(library, ""));
        models.put("README.md: neuron Leaky {", Context.around("package example\n", ""));
        models.put("docs/language.md: package digits", Context.around("", "network N { input x : [3] y = x -> dense(2) -> Leaky output y }"));
        models.put("docs/language.md: neuron Adaptive {", Context.around("package example\n", ""));
        models.put("docs/language.md: function box(width : Real = 1) : Surrogate = (1 - step(abs(margin) - width / 2)) / width",
                Context.around("package example\n",
                        "neuron N { state v : Real = 0 input I : Real dv/dt = (I - v) / 10 ms spike when v > 1 surrogate box(0.5) reset v = 0 }"));
        models.put("docs/language.md: synapse Pairs {", Context.around(library,
                "network N { population P : poissonSource(9 Hz) [3] population Q : Leaky [3] connect P -> Q by all plasticity Pairs }"));
        models.put("docs/language.md: network Classifier {", Context.around(library, ""));
        models.put("docs/language.md: /** Two convolutions beside a shortcut. */", Context.around(library, ""));
        models.put("docs/language.md: deep = image -> conv(64, 3, padding = 1) -> repeat(2, Basic(64)) -> channelMean -> dense(10)",
                Context.around(library + "%s\nnetwork N { input image : [3, 8, 8]\n", "\noutput deep }"));
        models.put("docs/language.md: network Balanced(g : Real = 5) {", Context.around(library, ""));
        models.put("docs/language.md: simulate Rest {", Context.around(library + "%s\n", ""));
        models.put("docs/language.md: record [spikes(E, each = 10), states(E, v, first = 5, count = 3, interval = 0.1 ms), rates(I, bin = 5 ms)]",
                Context.around(library + "%s\nsimulate Rest { network Balanced step 0.1 ms\n", "\n}"));
        models.put("docs/language.md: synapse GapJunction {", Context.around("package example\n", ""));
        models.put("docs/language.md: group Assembly = E[0 : 800] + I[0 : 200]", Context.around("package example\nimport std.neuron.*\nnetwork N {\n"
                + "population E : ExponentialPoint [40, 25] population I : ExponentialPoint [250] population L4E : ExponentialPoint [9]"
                + " population L4I : ExponentialPoint [3] population L5E : ExponentialPoint [9] population L5I : ExponentialPoint [3]\n",
                "\ndrive Layers by poisson(1 kHz) weight 10 pA }"));
        models.put("docs/language.md: connect E, I -> E, I by pairwise(table([[0.1, 0.2], [0.1, 0.3]])) weight table([[1 mV, -4 mV], [1 mV, -4 mV]])",
                Context.around("package example\nimport std.neuron.*\nnetwork N {\npopulation E : DeltaPoint [8] population I : DeltaPoint [2]\n", "\n}"));
        String learning = "{ population A : poissonSource(10 Hz) [5] population B : std.neuron.LeakyToZero [5]"
                + " connect A -> B by all() weight 0.5 plasticity std.synapse.AdditiveStdp %s }";
        models.put("docs/language.md: simulate Learn { network Plastic time 10 s step 0.1 ms }", Context.around("package example\nnetwork Plastic "
                + learning.formatted("drive B by poisson(1 kHz) weight 0.3") + "\nnetwork WithoutInput " + learning.formatted("") + "\n", ""));
        models.put("docs/language.md: dataset Glyphs {", Context.around("package example\n", ""));
        models.put("docs/language.md: dataset Gestures {", Context.around("package example\n", ""));
        models.put("docs/language.md: network Enhancer {", Context.around("package example\n", ""));
        models.put("docs/language.md: chip Mesh128 {", Context.around("package example\n", ""));
        models.put("docs/language.md: simulate Settled {", Context.around(library + "%s\n", "", "SW502"));
        models.put("docs/language.md: train Learn {", Context.around(library + "%s\n", "", "SW502"));
        return models;
    }

    /** Examples that use others of the same page, by their first words. */
    private static final Map<String, List<String>> USES = Map.of("deep =", List.of("/** Two"), "simulate Rest", List.of("network Balanced"),
            "simulate Settled", List.of("network Balanced", "network Classifier", "dataset Glyphs", "chip Mesh128", "train Learn"),
            "record [", List.of("network Balanced"), "train Learn", List.of("network Classifier", "dataset Glyphs", "chip Mesh128"));

    /** All pages but that on extending, whose examples are those of a bundle outside the product, which its own tests compare and run. */
    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(file -> file.toString().endsWith(".md")
                    && !file.endsWith("extending.md")).sorted()).toList();
        }
    }

    /** The blocks of a page, in their order. A line of {@code …} stands for what is left out and parts two of them. */
    private static List<String> blocks(Path page) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean fenced = false;
        for (String line : Stream.concat(Files.readAllLines(page).stream(), Stream.of("end")).toList()) {
            boolean fence = line.startsWith("```");
            boolean part = line.strip().equals("…");
            if (!fence && !part && (fenced || line.startsWith("    ") || line.isBlank())) {
                block.append(fenced || line.isBlank() ? line : line.substring(4)).append('\n');
            } else {
                if (!block.toString().isBlank()) {
                    blocks.add(block.toString().strip() + "\n");
                }
                block.setLength(0);
            }
            fenced ^= fence;
        }
        return blocks;
    }

    private static String name(Path page, String block) {
        return ROOT.relativize(page).toString().replace('\\', '/') + ": " + block.lines().findFirst().orElseThrow().strip();
    }

    /** All of them, so that a new one is tried or listed before it is published. */
    @TestFactory
    Stream<DynamicTest> everyExampleHolds() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        TreeSet<String> found = new TreeSet<>();
        for (Path page : pages()) {
            List<String> blocks = blocks(page);
            for (String block : blocks) {
                String name = name(page, block);
                found.add(name);
                if (!NOT_TRIED.containsKey(name)) {
                    tests.add(DynamicTest.dynamicTest(name, () -> holds(name, block, blocks)));
                }
            }
        }
        TreeSet<String> listed = new TreeSet<>(MODELS.keySet());
        listed.addAll(NOT_TRIED.keySet());
        listed.removeAll(found);
        tests.add(DynamicTest.dynamicTest("nothing is listed that is not there", () -> assertEquals(List.of(), List.copyOf(listed))));
        return tests.stream();
    }

    private void holds(String name, String block, List<String> page) throws IOException {
        if (block.startsWith("$ ./spikewright check digits.spike")) {
            mistake(block);
        } else if (name.startsWith("docs/building.md")) {
            properties(block);
        } else {
            assertTrue(MODELS.containsKey(name), "an example that is neither tried nor listed: " + name);
            model(MODELS.get(name), block, page);
        }
    }

    private void model(Context context, String block, List<String> page) throws IOException {
        StringBuilder used = new StringBuilder();
        USES.entrySet().stream().filter(entry -> block.startsWith(entry.getKey())).flatMap(entry -> entry.getValue().stream())
                .forEach(start -> used.append(page.stream().filter(one -> one.startsWith(start)).findFirst().orElseThrow()));
        Path file = Files.createTempDirectory(folder, "example").resolve("example.spike");
        Files.writeString(file, context.before().replace("%s", used) + block + context.after() + "\n");
        Shell shell = new Shell(file.getParent());
        int exit = shell.run("check", "example.spike");
        assertEquals(context.codes(), shell.out().lines().map(line -> line.replaceFirst("^[^ ]* [a-z]+: (SW[0-9]+): .*", "$1")).toList(),
                shell.out());
        assertEquals(ExitCode.DONE, exit, shell.out() + shell.err());
    }

    /** What check says of the mistake that README proposes, word for word. */
    private void mistake(String block) throws IOException {
        List<String> lines = block.lines().toList();
        Path model = folder.resolve("digits.spike");
        String right = Files.readString(ROOT.resolve("bundles/org.spikewright.gallery/models/digits/digits.spike"));
        Files.writeString(model, right.replace("-> flatten ", ""));
        Shell shell = new Shell(folder);
        assertEquals(ExitCode.FINDINGS, shell.run(lines.getFirst().replace("$ ./spikewright ", "").split(" ")));
        assertEquals(String.join("\n", lines.subList(1, lines.size())), shell.out().strip());
        for (String[] other : new String[][] {{"tau = 4 ms", "tau = 4 mV", "SW201"}, {"Leaky", "Leeky", "SW101"}}) {
            Files.writeString(model, right.replace(other[0], other[1]));
            assertEquals(ExitCode.FINDINGS, shell.run("check", "digits.spike"));
            assertTrue(shell.out().contains(other[2]), shell.out());
        }
    }

    /** Properties of test bundles are those that test bundles have. */
    private static void properties(String block) throws IOException {
        List<String> known = new ArrayList<>();
        try (Stream<Path> bundles = Files.list(ROOT.resolve("tests"))) {
            for (Path file : bundles.map(bundle -> bundle.resolve("build.properties")).filter(Files::exists).toList()) {
                known.addAll(Files.readAllLines(file));
            }
        }
        block.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> assertTrue(known.contains(line), "no test bundle has " + line));
    }

    /** What the command lines within sentences name: commands that there are, with options that help lists. */
    @Test
    void commandsInSentencesAreThere() throws IOException {
        Shell shell = new Shell(folder);
        assertEquals(ExitCode.DONE, shell.run("help"));
        String help = shell.out();
        Pattern command = Pattern.compile("`\\./spikewright ([^`]*)`");
        int commands = 0;
        for (Path page : pages()) {
            Matcher matcher = command.matcher(Files.readString(page));
            while (matcher.find()) {
                commands++;
                for (String word : Arrays.stream(matcher.group(1).split("\\s+")).filter(word -> word.startsWith("--")
                        || word.equals(matcher.group(1).split("\\s+")[0])).toList()) {
                    assertTrue(word.equals("help") || Pattern.compile("(?<![a-z-])" + word + "(?![a-z])").matcher(help).find(),
                            page + " names " + word + ", but help does not:\n" + help);
                }
            }
        }
        assertTrue(commands >= 8, "they are found");
    }

    /** The neuron of README is that of the library, so that what is said about it is true of both. */
    @Test
    void theNeuronThatIsShownIsThatOfTheLibrary() throws IOException {
        String block = blocks(ROOT.resolve("README.md")).stream().filter(one -> one.startsWith("neuron Leaky")).findFirst().orElseThrow();
        String library = Files.readString(ROOT.resolve("bundles/org.spikewright.language/library/std/neuron.spike"));
        assertTrue(library.replaceAll("\\s+", " ").contains(block.strip().replaceAll("\\s+", " ")), "neuron Leaky of the library");
    }
}
