package org.spikewright.cli.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.spikewright.common.RandomStream;

/**
 * A simulation drawn at random from what the language has: cells of the library and others, plastic and coupled synapses, all rules and
 * drives, values of any form, parts and groups, recorders, phases. Every fourth may have mistakes in it. Two things about each are known
 * without running it: how many synapses it has, and what arrives at a population that adds up what a source sends.
 *
 * @param text the model
 * @param synapses how many there are, of connections of which that is known; -1 if it is not known of all
 * @param sent what each spike of the population Known brings to each neuron of the population Adds; 0 if that is not known
 * @param delay how long that takes
 */
record RandomExperiment(String text, long synapses, double sent, double delay) {

    /** A population that others may be connected with. */
    private record Group(String name, int size, Cell cell) {
    }

    /**
     * A kind of cell.
     *
     * @param call as it is written
     * @param inputs names of inputs that spikes may reach, with the unit of each
     * @param held the input for currents, with its unit
     * @param state one that can be recorded
     */
    private record Cell(String call, List<String> inputs, String held, String state) {
    }

    private static final String DECLARATIONS = """
            package drawn
            import std.neuron.*
            import std.synapse.*
            neuron Sum { state total : Real = 0 input I : Real into total next total = total }
            neuron Plain {
                parameter tau : Time > 0 = 10 ms
                state v : Real = 0
                state slow : Real = 0
                input I : Real into v
                input held : Real
                dv/dt = (0.3 + held - v - slow) / tau
                dslow/dt = -slow / 200 ms
                spike when v > 1 reset v = 0, slow += 0.05
                refractory 1 ms holding v
            }
            neuron Quadratic {
                parameter start : Real = 0
                state v : Real = start
                state noise : Real = 0
                input I : Real into v
                input held : Real
                dv/dt = (v * (v - 1) + held + noise) / 5 ms
                next noise = 0.9 * noise + 0.05 * normalNoise()
                spike when v > 2 reset v = -0.5
            }
            neuron Rate {
                state r : Real = 0
                input I : Real
                input held : Real
                dr/dt = (tanh(I + held) - r) / 20 ms
                output r
            }
            synapse Own {
                parameter gain : Real = 0.1
                state w : Weight
                state x : Real = 0
                state fired : Real = 0
                dx/dt = (0.2 - x) / 30 ms
                dfired/dt = -fired / 10 ms
                when pre then x += gain * (1 - x)
                when post then fired += 1, x -= 0.1 * x * fired
                output w * x
            }
            synapse Pull {
                state w : Real = 0.1
                input here : Real of target v
                input there : Real of source v
                output w * (there - here)
            }
            """;

    private static final List<Cell> CELLS = List.of(
            new Cell("DeltaPoint(tau = %1$s, rest = %2$s)", List.of("I mV"), null, "v"),
            new Cell("ExponentialPoint(tau = %1$s, vStart = %3$s)", List.of("I pA"), "constant pA", "v"),
            new Cell("AlphaPoint(tauSynapse = %1$s)", List.of("I pA"), "constant pA", "current"),
            new Cell("ConductancePoint(tauExcitatory = %1$s)", List.of("excitation nS", "inhibition nS"), null, "gE"),
            new Cell("NoisyPoint(tau = %1$s)", List.of("I mV"), null, "v"),
            new Cell("Plain(tau = %1$s)", List.of("I", "held"), "held", "v"),
            new Cell("Quadratic(start = %4$s)", List.of("I"), "held", "v"),
            new Cell("Izhikevich", List.of("I mV"), "I mV", "u"),
            new Cell("Rate", List.of("I"), "held", "r"));

    /** The experiment of that number. */
    static RandomExperiment of(long seed, int number) {
        return new Draw(RandomStream.of(seed, "experiment", number), number % 4 == 3).experiment();
    }

    private static final class Draw {
        private final RandomStream random;
        private final boolean erring;
        /** Whether space is a torus; all that is in it then has the same. */
        private final boolean closed;
        private final List<Group> groups = new ArrayList<>();
        private final StringBuilder network = new StringBuilder();
        private long synapses;

        Draw(RandomStream random, boolean erring) {
            this.random = random;
            this.erring = erring;
            this.closed = random.nextInt(3) == 0;
        }

        RandomExperiment experiment() {
            double step = pick(0.1, 0.25, 0.5, 1);
            boolean placed = random.nextInt(3) == 0;
            for (int g = 1 + random.nextInt(2); g > 0; g--) {
                source("S" + g);
            }
            for (int g = 1 + random.nextInt(3); g > 0; g--) {
                population("P" + g, placed);
            }
            if (random.nextBoolean()) {
                network.append("group Part = ").append(part(any(true))).append(random.nextBoolean() ? " + " : ", ").append(part(any(true))).append('\n');
            }
            for (int k = 1 + random.nextInt(4); k > 0; k--) {
                connection(placed);
            }
            for (int k = random.nextInt(4); k > 0; k--) {
                drive();
            }
            double delay = step * (1 + random.nextInt(5));
            double sent = Math.rint(1000 * (random.nextDouble() - 0.5)) / 1000;
            network.append("population Known : poissonSource(%s Hz) [%d]\npopulation Adds : Sum [3]\n".formatted(n(between(10, 2000)), 1 + random.nextInt(20)))
                    .append("connect Known -> Adds by all() weight ").append(n(sent)).append(" delay ").append(n(delay)).append(" ms\n");
            double time = step * (20 + random.nextInt(180));
            StringBuilder jobs = new StringBuilder("simulate Run {\nnetwork N\nstep %s ms\ntime %s ms\nseed %d\n".formatted(n(step), n(time), random.nextInt(100)));
            jobs.append(random.nextInt(3) == 0 ? "settle " + n(step * random.nextInt(30)) + " ms\n" : "");
            jobs.append(random.nextInt(8) == 0 ? "timing offGrid\n" : "");
            jobs.append(random.nextInt(6) == 0 ? "stop " + stop() + "\n" : "");
            jobs.append("record [").append(recorders()).append("]\n");
            jobs.append(random.nextInt(3) == 0 ? "expect synapses() >= 0\nexpect rate(Known) >= 0 Hz\n" : "").append("}\n");
            if (random.nextInt(3) == 0) {
                jobs.append("simulate More { continue Run time %s ms %s}\n".formatted(n(step * (5 + random.nextInt(40))), random.nextBoolean() ? "frozen true " : ""));
            }
            String text = DECLARATIONS + "network N {\n" + network + "}\n" + jobs;
            return erring ? new RandomExperiment(broken(text), -1, 0, 0)
                    : new RandomExperiment(text, synapses < 0 ? -1 : synapses + 3L * known(text), sent, delay * 1e-3);
        }

        private static int known(String text) {
            int at = text.indexOf("[", text.indexOf("population Known"));
            return Integer.parseInt(text.substring(at + 1, text.indexOf("]", at)));
        }

        // ---- populations

        private void source(String name) {
            int size = 1 + random.nextInt(12);
            String kind = switch (random.nextInt(4)) {
                case 0 -> "poissonSource(" + rate() + ")";
                case 1 -> "poissonSource(" + n(between(1, 300)) + " Hz, correlation = " + n(between(0, 1)) + ")";
                default -> {
                    List<String> trains = new ArrayList<>();
                    for (int j = 0; j < size; j++) {
                        trains.add(times(random.nextInt(12)));
                    }
                    yield "given([" + String.join(", ", trains) + "])";
                }
            };
            network.append("population ").append(name).append(" : ").append(kind).append(" [").append(size).append("]\n");
            groups.add(new Group(name, size, null));
        }

        private void population(String name, boolean placed) {
            Cell cell = CELLS.get(random.nextInt(CELLS.size()));
            boolean plane = placed || random.nextInt(5) == 0;
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(8);
            String layout = !placed ? "" : closed ? " layout box(50 um, 30 um, closed = true)" : random.nextBoolean()
                    ? " layout grid(" + n(between(5, 20)) + " um)" : " layout box(" + n(between(10, 80)) + " um, " + n(between(10, 80)) + " um)";
            network.append("population ").append(name).append(" : ").append(cell.call().formatted(positive("ms", 2, 20), positive("ms", 0, 3),
                    value("mV", -75, -60, name), value("", -0.5, 0.5, name))).append(plane ? " [" + rows + ", " + columns + "]" : " [" + rows * columns + "]")
                    .append(layout).append('\n');
            groups.add(new Group(name, rows * columns, cell));
        }

        private Group any(boolean cells) {
            List<Group> some = groups.stream().filter(group -> !cells || group.cell() != null).toList();
            return some.get(random.nextInt(some.size()));
        }

        private String part(Group group) {
            return switch (random.nextInt(5)) {
                case 0 -> group.name() + "[" + random.nextInt(group.size()) + "]";
                case 1 -> group.name() + "[0 : " + (1 + random.nextInt(group.size())) + "]";
                case 2 -> group.name() + "[index >= " + random.nextInt(group.size()) + "]";
                default -> group.name();
            };
        }

        // ---- connections

        private void connection(boolean placed) {
            Group source = any(false);
            Group target = any(true);
            String[] input = target.cell().inputs().get(random.nextInt(target.cell().inputs().size())).split(" ");
            String unit = input.length > 1 ? input[1] : "";
            String from = part(source);
            String to = part(target);
            boolean whole = from.equals(source.name()) && to.equals(target.name());
            long n = source.size();
            long m = target.size();
            long count = -1;
            String rule;
            int kind = random.nextInt(placed && source.cell() != null ? 11 : 7);
            int degree = 1 + random.nextInt(4);
            switch (kind) {
                case 0 -> {
                    rule = "all()";
                    count = n * m;
                }
                case 1 -> {
                    rule = "fixedIndegree(" + degree + ")";
                    count = m * degree;
                }
                case 2 -> {
                    rule = "fixedOutdegree(" + degree + ", multapses = true)";
                    count = n * degree;
                }
                case 3 -> {
                    rule = "fixedTotal(" + 3 * degree + ")";
                    count = 3L * degree;
                }
                case 4 -> rule = "pairwise(" + n(between(0, 1)) + ")";
                case 5 -> {
                    rule = n == m && whole ? "oneToOne()" : "pairwise(1)";
                    count = n == m ? n : n * m;
                }
                case 6 -> rule = "fixedIndegree(uniform(0, 4))";
                case 7 -> rule = "gaussianKernel(" + n(between(5, 40)) + " um, " + n(between(0.2, 1)) + ")";
                case 8 -> rule = "exponentialKernel(" + n(between(5, 40)) + " um)";
                case 9 -> rule = "disc(" + n(between(5, 40)) + " um)";
                default -> rule = "pairwise(exp(-distance / 20 um))";
            }
            boolean itself = source == target;
            count = itself && kind == 5 && n != m || !whole ? -1 : count;
            synapses = synapses < 0 || count < 0 ? -1 : synapses + count;
            boolean listed = kind == 0 && whole && random.nextInt(4) == 0;
            double size = scale(unit);
            String weight = listed ? list((int) n, (int) m, size, unit) : value(unit, -size / 2, size, null);
            network.append("connect ").append(from).append(" -> ").append(to).append(" into ").append(input[0]).append(" by ").append(rule);
            String rate = source.cell() != null && source.cell().call().startsWith("Rate") ? "Rate" : "";
            int plasticity = rate.isEmpty() ? random.nextInt(9) : 8;
            boolean coupled = plasticity == 4 && source.cell() != null && source.cell().state().equals("v") && source.cell().held() != null
                    && source.cell().held().equals("held") && target.cell().call().startsWith("Plain") && input[0].equals("held");
            network.append(" weight ").append(coupled ? n(between(0, 0.2)) : weight);
            network.append(coupled && random.nextBoolean() ? "" : " delay " + delay(placed && source.cell() != null));
            network.append(switch (plasticity) {
                case 0 -> unit.isEmpty() ? (random.nextInt(3) == 0 ? " dendritic 1 ms" : "") + " plasticity " + List.of("Stdp", "AdditiveStdp", "TripletStdp", "Hebbian", "HomeostaticInhibition").get(random.nextInt(5)) : "";
                case 1 -> " plasticity TsodyksMarkram(U = " + n(between(0.05, 1)) + ", tauRecovery = " + positive("ms", 5, 200) + ")";
                case 2 -> " plasticity StochasticRelease(probability = " + n(between(0, 1)) + ")";
                case 3 -> " plasticity Own(gain = " + n(between(0, 0.5)) + ")";
                case 4 -> coupled ? " plasticity Pull" : "";
                case 5 -> unit.isEmpty() && !itself ? " plasticity RewardStdp factor " + source.name() + " factorTau 20 ms" : "";
                default -> "";
            }).append('\n');
        }

        /** A weight that does something, in the unit of an input. */
        private double scale(String unit) {
            return switch (unit) {
                case "mV" -> 3;
                case "pA" -> 200;
                case "nS" -> 5;
                default -> 0.3;
            };
        }

        private String list(int n, int m, double size, String unit) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                List<String> row = new ArrayList<>();
                for (int j = 0; j < m; j++) {
                    row.add(quantity(between(0, size), unit));
                }
                rows.add("[" + String.join(", ", row) + "]");
            }
            return "[" + String.join(", ", rows) + "]";
        }

        private String delay(boolean placed) {
            return switch (random.nextInt(5)) {
                case 0 -> "uniform(0.5 ms, " + n(between(1, 5)) + " ms)";
                case 1 -> "0.5 ms + exponential(1 ms)";
                case 2 -> placed ? "0.2 ms + distance / (0.01 m / 1 s)" : "1.5 ms";
                default -> n(between(0, 6)) + " ms";
            };
        }

        // ---- drives

        private void drive() {
            Group target = any(true);
            String where = part(target);
            boolean held = target.cell().held() != null && random.nextBoolean();
            String[] input = (held ? target.cell().held() : target.cell().inputs().getFirst()).split(" ");
            String unit = input.length > 1 ? input[1] : "";
            double size = scale(unit);
            network.append("drive ").append(where).append(" into ").append(input[0]).append(" by ");
            if (held) {
                network.append(switch (random.nextInt(4)) {
                    case 0 -> "current(" + value(unit, 0, size, null) + ")";
                    case 1 -> "current(" + quantity(size, unit) + " * sin(2 * pi * " + n(between(1, 100)) + " Hz * time))";
                    case 2 -> "pulse(" + quantity(between(0, size), unit) + ", " + n(between(0, 20)) + " ms, " + n(between(20, 60)) + " ms)";
                    default -> "noise(" + quantity(between(0, size), unit) + ", " + quantity(size / 4, unit) + ", interval = 1 ms, correlation = " + n(between(0, 1)) + ")";
                });
            } else {
                network.append(random.nextInt(3) == 0 ? "spikes(" + times(random.nextInt(10)) + ")" : "poisson(" + rate() + ")").append(" weight ")
                        .append(value(unit, 0, size, null));
            }
            network.append('\n');
        }

        private String rate() {
            return switch (random.nextInt(4)) {
                case 0 -> "uniform(10 Hz, " + n(between(20, 1000)) + " Hz)";
                case 1 -> n(between(10, 500)) + " Hz * (1 + sin(2 * pi * 10 Hz * time))";
                case 2 -> "where(time < 10 ms, 0 Hz, " + n(between(10, 2000)) + " Hz)";
                default -> n(between(0, 3000)) + " Hz";
            };
        }

        private String times(int count) {
            List<Double> times = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                times.add(between(0, 40));
            }
            return times.stream().sorted().map(time -> n(time) + " ms").toList().toString();
        }

        // ---- jobs

        private String stop() {
            return switch (random.nextInt(3)) {
                case 0 -> "spikesReach(" + any(false).name() + ", " + (1 + random.nextInt(200)) + ")";
                case 1 -> "rateAbove(" + any(false).name() + ", " + n(between(0, 500)) + " Hz)";
                default -> "rateBelow(" + any(false).name() + ", " + n(between(0, 500)) + " Hz, interval = 5 ms)";
            };
        }

        private String recorders() {
            List<String> recorders = new ArrayList<>(List.of("spikes(Known)", "states(Adds, total, interval = 1 ms)"));
            for (Group group : groups) {
                if (group.cell() == null || !group.cell().call().startsWith("Rate")) {
                    recorders.add("spikes(" + group.name() + (random.nextInt(4) == 0 ? ", each = 2" : "") + ")");
                }
                if (group.cell() != null && random.nextBoolean()) {
                    recorders.add("states(" + group.name() + ", " + group.cell().state() + ", count = " + (1 + random.nextInt(group.size())) + ", interval = "
                            + n(between(0.5, 5)) + " ms)");
                }
                if (random.nextInt(4) == 0) {
                    recorders.add("rates(" + group.name() + ", bin = " + n(between(1, 10)) + " ms)");
                }
            }
            return String.join(", ", recorders);
        }

        // ---- values

        private String positive(String unit, double low, double high) {
            return random.nextInt(3) == 0 ? "uniform(" + quantity(low + 0.1, unit) + ", " + quantity(high, unit) + ")" : quantity(between(low + 0.1, high), unit);
        }

        private String value(String unit, double low, double high, String population) {
            return switch (random.nextInt(6)) {
                case 0 -> "uniform(" + quantity(low, unit) + ", " + quantity(high, unit) + ")";
                case 1 -> "normal(" + quantity((low + high) / 2, unit) + ", " + quantity((high - low) / 10, unit) + ")";
                case 2 -> "-1 * uniform(" + quantity(Math.min(-low, -high), unit) + ", " + quantity(Math.max(-low, -high), unit) + ")";
                case 3 -> population == null ? quantity(high, unit) : quantity(low, unit) + " + " + quantity((high - low) / 50, unit) + " * index";
                default -> quantity(between(low, high), unit);
            };
        }

        private String quantity(double value, String unit) {
            return n(value) + (unit.isEmpty() ? "" : " " + unit);
        }

        private double between(double low, double high) {
            return Math.rint(1000 * (low + (high - low) * random.nextDouble())) / 1000;
        }

        private double pick(double... values) {
            return values[random.nextInt(values.length)];
        }

        private static String n(double value) {
            return String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
        }

        // ---- mistakes

        /** With one or two words of the network left out, doubled, or exchanged for others of it. */
        private String broken(String text) {
            int start = text.indexOf("network N");
            List<String> words = new ArrayList<>(List.of(text.substring(start).split("(?<=[ \n(),])")));
            for (int k = 1 + random.nextInt(2); k > 0; k--) {
                int at = random.nextInt(words.size());
                String other = words.get(random.nextInt(words.size()));
                switch (random.nextInt(4)) {
                    case 0 -> words.remove(at);
                    case 1 -> words.add(at, other);
                    case 2 -> words.set(at, other);
                    default -> words.set(at, words.get(at).replaceAll("\\d+(\\.\\d+)?", List.of("0", "-1", "1e9", "1e-9", "0.5", "17").get(random.nextInt(6))));
                }
            }
            return text.substring(0, start) + String.join("", words);
        }
    }
}
