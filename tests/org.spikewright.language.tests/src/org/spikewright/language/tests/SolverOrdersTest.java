package org.spikewright.language.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikewright.common.Finding;
import org.spikewright.common.Severity;
import org.spikewright.common.Work;
import org.spikewright.compile.DiagnosticSink;
import org.spikewright.compile.Elaboration;
import org.spikewright.kernel.Kernels;
import org.spikewright.kernel.RandomRows;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.network.Network;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.simulate.population.PopulationSimulation;
import org.spikewright.simulate.population.PopulationTask;
import org.spikewright.testing.Repository;

/**
 * By which power of the step the error of each solver falls, for each neuron of the library whose states move by differential equations. Spikes
 * and what happens in them are left out, states begin off their rest, and what is right comes from the formulas, integrated here in double
 * precision with steps a tenth of the shortest. The table that docs/language.md has is printed.
 */
class SolverOrdersTest {

    private static final List<String> SOLVERS = List.of("exact", "euler", "exponentialEuler", "rk4", "rk45(1e-5, 1e-18)");
    /** In ms. */
    private static final double UNTIL = 8;
    private static final int STEPS = 11;
    /** Below this share of a state's size an error is that of single precision. */
    private static final double FLOOR = 3e-6;
    /** What rounding may add where a state takes up to four thousand steps to move by its own size: half a unit in the last place of each. */
    private static final double ROUNDING = 4096 * 0x1p-25;
    /** Above it, the step is too long to speak of an order. */
    private static final double LARGE = 0.1;

    @TempDir
    private Path folder;

    private record Source(String name, String text) {
    }

    /** Neurons with differential equations alone, and no noise, without their events. */
    private static List<Source> neurons() throws IOException {
        List<Source> neurons = new ArrayList<>();
        Pattern neuron = Pattern.compile("^neuron (\\w+) \\{\\n(.*?)^\\}", Pattern.MULTILINE | Pattern.DOTALL);
        for (String file : List.of("neuron", "cell", "point")) {
            Matcher found = neuron.matcher(Files.readString(
                    Repository.root().resolve("bundles/org.spikewright.language/library/std/" + file + ".spike")));
            while (found.find()) {
                String body = found.group(2).replaceAll("(?m)^\\t(spike|refractory|when|solver|output|next before).*\\n(\\t\\t.*\\n)*", "")
                        .replaceAll("(?m)^\\tstate before .*\\n", "")
                        .replaceAll("(?m)^(\\tstate \\w+ : Conductance = ).*$", "$15 nS").replaceAll("(?m)^(\\tstate \\w+ : Current = )0.*$", "$150 pA")
                        .replaceAll("(?m)^(\\tstate \\w+ : Real = )[01]$", "$10.3").replaceAll("(?m)^(\\tparameter wStart .* = ).*$", "$150 pA")
                        .replaceAll("(?m)^(\\tparameter vStart .* = .*)$", "$1 + 7 mV").replaceAll("(?m)^(\\tstate v : Voltage = -?[\\d.]+ mV)$", "$1 + 7 mV");
                if (body.contains("/dt =") && !body.contains("next ") && !body.contains("oise(") && !body.contains("white(")) {
                    neurons.add(new Source(found.group(1), body));
                }
            }
        }
        return neurons;
    }

    /** The network of a neuron with a solver; nothing where that cannot take its equations. */
    private PopulationNetwork network(Source neuron, String solver) throws IOException {
        Path path = folder.resolve("tried.spike");
        Files.writeString(path, "package tried\nneuron Tried {\n" + neuron.text() + "solver " + solver + "\n}\nnetwork N { population P : Tried [1] }\n");
        ModelFile file = new Language().read(path, "tried.spike");
        List<Finding> errors = file.check().stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
        assertTrue(errors.stream().allMatch(error -> error.code().equals("SW203")), errors.toString());
        return errors.isEmpty() ? new Elaboration(DiagnosticSink.IGNORED).populations(file.model().orElseThrow().getDeclarations().stream()
                .filter(Network.class::isInstance).map(Network.class::cast).findFirst().orElseThrow()).orElseThrow() : null;
    }

    private static double[] moved(NeuronProgram program, double[] states, double h) {
        double[] k1 = rates(program, states);
        double[] k2 = rates(program, plus(states, k1, h / 2));
        double[] k3 = rates(program, plus(states, k2, h / 2));
        double[] k4 = rates(program, plus(states, k3, h));
        double[] next = states.clone();
        for (int s = 0; s < next.length; s++) {
            next[s] += h / 6 * (k1[s] + 2 * k2[s] + 2 * k3[s] + k4[s]);
        }
        return next;
    }

    private static double[] rates(NeuronProgram program, double[] states) {
        Map<String, Double> known = new HashMap<>(program.parameters());
        program.receptors().forEach(receptor -> known.put(receptor.name(), 0.0));
        for (int s = 0; s < states.length; s++) {
            known.put(program.states().get(s).name(), states[s]);
        }
        return program.states().stream().mapToDouble(state -> ((NeuronProgram.Change.Rate) state.change()).rate().value(known::get)).toArray();
    }

    private static double[] plus(double[] y, double[] by, double h) {
        double[] sum = y.clone();
        for (int j = 0; j < y.length; j++) {
            sum[j] += h * by[j];
        }
        return sum;
    }

    /** What a solver's errors are, by halvings of a step of all the time; infinite where it ran away. */
    private static double[] errors(PopulationNetwork network) {
        NeuronProgram program = ((Population.Neurons) network.populations().getFirst().cells()).program();
        double[] right = program.states().stream().mapToDouble(NeuronProgram.State::initial).toArray();
        double[] size = new double[right.length];
        int parts = 10 << STEPS - 1;
        for (int i = 0; i < parts; i++) {
            right = moved(program, right, UNTIL * 1e-3 / parts);
            for (int s = 0; s < size.length; s++) {
                size[s] = Math.max(size[s], Math.abs(right[s]));
            }
        }
        double[] errors = new double[STEPS];
        for (int k = 0; k < STEPS; k++) {
            double dt = UNTIL * 1e-3 / (1 << k);
            try (PopulationSimulation simulation = PopulationSimulation.open(new PopulationTask("order", network, dt, 1, 1, List.of()), Kernels.interpreted(),
                    RandomRows.best(), Work.NONE)) {
                simulation.run(UNTIL * 1e-3, Work.NONE);
                for (int s = 0; s < size.length; s++) {
                    errors[k] = Math.max(errors[k], Math.abs(simulation.state("P", program.states().get(s).name())[0] - right[s]) / size[s]);
                }
            } catch (ArithmeticException _) {
                errors[k] = Double.POSITIVE_INFINITY;
            }
        }
        return errors;
    }

    /** The order by the steps whose errors are neither large nor roundings, the median of all halvings; not a number where there are none. */
    private static double order(double[] errors) {
        double[] orders = IntStream.range(1, errors.length).takeWhile(k -> errors[k] > FLOOR).filter(k -> errors[k - 1] < LARGE)
                .mapToDouble(k -> Math.log(errors[k - 1] / errors[k]) / Math.log(2)).sorted().toArray();
        return orders.length == 0 ? Double.NaN : orders[orders.length / 2];
    }

    @Test
    void errorsFallWithTheStepAsEachSolverPromises() throws IOException {
        StringBuilder table = new StringBuilder("| neuron | " + String.join(" | ", SOLVERS) + " |\n|---|---|---|---|---|---|\n");
        int measured = 0;
        for (Source neuron : neurons()) {
            table.append("| `").append(neuron.name()).append("` |");
            for (String solver : SOLVERS) {
                PopulationNetwork network = network(neuron, solver);
                if (network == null) {
                    table.append(" – |");
                    continue;
                }
                double[] errors = errors(network);
                boolean adaptive = solver.startsWith("rk45");
                double order = adaptive ? Double.NaN : order(errors);
                table.append(adaptive ? String.format(Locale.ROOT, " %.0e |", Arrays.stream(errors).max().orElseThrow()) : errors[0] < FLOOR ? " exact |"
                        : Double.isFinite(order) ? String.format(Locale.ROOT, " %.1f |", order) : String.format(Locale.ROOT, " right at %.2g ms |",
                                UNTIL / (1 << (int) Arrays.stream(errors).takeWhile(error -> error > FLOOR).count())));
                String what = neuron.name() + " with " + solver + ": " + Arrays.toString(errors);
                double last = errors[STEPS - 1];
                switch (solver) {
                    case "exact" -> {
                        for (double error : errors) {
                            assertEquals(0, error, FLOOR, what);
                        }
                    }
                    case "euler", "exponentialEuler" -> assertTrue(last < FLOOR || order > 0.9, what);
                    case "rk4" -> assertTrue(last < ROUNDING && (Double.isNaN(order) || order > 3.3), what);
                    default -> assertEquals(0, Arrays.stream(errors).max().orElseThrow(), 1e-3, what);
                }
                measured += Double.isFinite(order) ? 1 : 0;
            }
            table.append('\n');
        }
        System.out.println(table);
        assertTrue(measured > 30, "only " + measured + " orders were measured");
    }
}
