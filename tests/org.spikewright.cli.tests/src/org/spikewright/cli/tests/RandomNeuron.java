package org.spikewright.cli.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.spikewright.common.RandomStream;

/**
 * A neuron drawn at random: some states with differential or difference equations of any formulas, an input that changes in time, and a
 * spike with resets. It writes itself as a model, and moves itself in double precision in steps a hundredth as long.
 *
 * @param rates how fast states change, or their next values, in units of 1 / ms
 * @param isNext whether a state has a difference equation
 * @param starts where states start
 * @param resets what a spike does to each: a value, or what it adds
 * @param adds whether it adds
 * @param amplitude of the input, which is a sine
 * @param frequency of the input in Hz
 */
record RandomNeuron(int number, List<Term> rates, List<Boolean> isNext, double[] starts, double[] resets, boolean[] adds, double amplitude,
        double frequency, double threshold) {

    /** Names of states, some of which generated code might use itself. */
    private static final List<String> NAMES = List.of("v", "step", "x0", "fired", "n");
    /** In steps of the engine. */
    static final int STEPS = 150;
    static final double DT = 0.1;
    private static final int PARTS = 100;

    /** A formula in the states, and the input. */
    private interface Term {
        double value(double[] x, double in);

        String text();
    }

    private record Made(String text, Evaluated evaluated) implements Term {
        @Override
        public double value(double[] x, double in) {
            return evaluated.at(x, in);
        }
    }

    private interface Evaluated {
        double at(double[] x, double in);
    }

    private static Term term(String text, Evaluated evaluated) {
        return new Made(text, evaluated);
    }

    static RandomNeuron of(int number) {
        RandomStream random = RandomStream.of(71, "neuron", number);
        int states = 1 + random.nextInt(4);
        List<Term> rates = new ArrayList<>();
        List<Boolean> nexts = new ArrayList<>();
        double[] starts = new double[states];
        double[] resets = new double[states];
        boolean[] adds = new boolean[states];
        for (int s = 0; s < states; s++) {
            int own = s;
            boolean next = s > 0 && random.nextInt(5) == 0;
            double tau = round(1 + 20 * random.nextDouble());
            Term pull = formula(random, states, 1 + random.nextInt(3));
            nexts.add(next);
            // Each state is drawn back to itself by a bounded pull, so that nothing runs away.
            rates.add(next ? term("0.9 * " + NAMES.get(s) + " + 0.1 * tanh(" + pull.text() + ")", (x, in) -> 0.9 * x[own] + 0.1 * Math.tanh(pull.value(x, in)))
                    : term("(2 * tanh(" + pull.text() + ") - " + NAMES.get(s) + ") / " + number(tau) + " ms", (x, in) -> (2 * Math.tanh(pull.value(x, in)) - x[own]) / tau));
            starts[s] = round(random.nextDouble() - 0.5);
            resets[s] = round(random.nextDouble() - 0.6);
            adds[s] = s > 0 && random.nextInt(2) == 0;
        }
        return new RandomNeuron(number, rates, nexts, starts, resets, adds, round(3 * random.nextDouble()), round(5 + 100 * random.nextDouble()),
                round(0.3 + random.nextDouble()));
    }

    private static Term formula(RandomStream random, int states, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 11);
        if (kind == 0) {
            double value = round(2 * random.nextDouble() - 1);
            return term(value < 0 ? "(" + number(value) + ")" : number(value), (_, _) -> value);
        }
        if (kind == 1) {
            return term("I", (_, in) -> in);
        }
        if (kind == 2) {
            int state = random.nextInt(states);
            return term(NAMES.get(state), (x, _) -> x[state]);
        }
        Term a = formula(random, states, depth - 1);
        Term b = formula(random, states, depth - 1);
        return switch (kind) {
            case 3 -> term("(" + a.text() + " + " + b.text() + ")", (x, in) -> a.value(x, in) + b.value(x, in));
            case 4 -> term("(" + a.text() + " - " + b.text() + ")", (x, in) -> a.value(x, in) - b.value(x, in));
            case 5 -> term("(" + a.text() + " * " + b.text() + ")", (x, in) -> a.value(x, in) * b.value(x, in));
            case 6 -> term("(" + a.text() + " / (2 + (" + b.text() + ") ^ 2))", (x, in) -> a.value(x, in) / (2 + b.value(x, in) * b.value(x, in)));
            case 7 -> term("exp(-(" + a.text() + ") ^ 2)", (x, in) -> Math.exp(-a.value(x, in) * a.value(x, in)));
            case 8 -> term("sin(" + a.text() + ")", (x, in) -> Math.sin(a.value(x, in)));
            case 9 -> term("sigmoid(3 * " + a.text() + ")", (x, in) -> 1 / (1 + Math.exp(-3 * a.value(x, in))));
            default -> term("linoid(" + a.text() + ")", (x, in) -> linoid(a.value(x, in)));
        };
    }

    private static double linoid(double x) {
        return x == 0 ? 1 : x / -Math.expm1(-x);
    }

    private static double round(double value) {
        return Math.rint(value * 1000) / 1000;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    int states() {
        return starts.length;
    }

    String name(int state) {
        return NAMES.get(state);
    }

    /** The model, with two of the neuron. */
    String text() {
        StringBuilder text = new StringBuilder("package drawn\nneuron Drawn {\n");
        for (int s = 0; s < states(); s++) {
            text.append("state ").append(name(s)).append(" : Real = ").append(number(starts[s])).append('\n');
        }
        text.append("input I : Real\nlet none : Real = 0 * I\n");
        for (int s = 0; s < states(); s++) {
            text.append(isNext.get(s) ? "next " + name(s) : "d" + name(s) + "/dt").append(" = ").append(rates.get(s).text())
                    .append(isNext.get(s) ? " + none" : " + none / 1 ms").append('\n');
        }
        text.append("spike when v > ").append(number(threshold)).append(" reset ");
        for (int s = 0; s < states(); s++) {
            text.append(s == 0 ? "" : ", ").append(name(s)).append(adds[s] ? " += " : " = ").append(number(resets[s]));
        }
        return text.append("\nsolver rk4\n}\nnetwork N {\npopulation P : Drawn [2]\ndrive P by current(").append(number(amplitude)).append(" * sin(2 * pi * ")
                .append(number(frequency)).append(" Hz * time))\n}\nsimulate Run { network N step 0.1 ms time 15 ms }\n").toString();
    }

    /** Moves states through a step of the engine; returns by how much the first is above the threshold at its end, before it resets. */
    double move(double[] x, int step) {
        double in = amplitude * Math.sin(2 * Math.PI * frequency * step * DT * 1e-3);
        double[] before = x.clone();
        double h = DT / PARTS;
        double[][] k = new double[4][states()];
        for (int part = 0; part < PARTS; part++) {
            double[] at = x.clone();
            for (int stage = 0; stage < 4; stage++) {
                for (int s = 0; s < states(); s++) {
                    k[stage][s] = isNext.get(s) ? 0 : rates.get(s).value(at, in);
                }
                for (int s = 0; s < states() && stage < 3; s++) {
                    at[s] = x[s] + h * (stage == 2 ? 1 : 0.5) * k[stage][s];
                }
            }
            for (int s = 0; s < states(); s++) {
                x[s] += h / 6 * (k[0][s] + 2 * k[1][s] + 2 * k[2][s] + k[3][s]);
            }
        }
        for (int s = 0; s < states(); s++) {
            x[s] = isNext.get(s) ? rates.get(s).value(before, in) : x[s];
        }
        double above = x[0] - threshold;
        for (int s = 0; s < states() && above > 0; s++) {
            x[s] = adds[s] ? x[s] + resets[s] : resets[s];
        }
        return above;
    }
}
