package org.spikewright.kernel.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.PointStep;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/**
 * Writes a population's kernel as a Java class: neurons outside, time inside, so that states stay in registers through a
 * block of steps. Whether a neuron fired leaves the loop as a bit, without a branch.
 */
public final class PointSource {

    private final PointStep step;
    private final int[] driven;
    private final boolean vectorised;
    private final Dialect dialect;
    private final Set<String> used = new HashSet<>();

    /**
     * Operations beyond which a kernel goes neuron by neuron: the Java compiler gives up on longer vector code and leaves
     * every vector on the heap, which is many times slower than scalars.
     */
    private static final int MOST_OPERATIONS = 200;

    /**
     * The source of that step's kernel. Equations that choose their own steps, and very long ones, go neuron by neuron; this
     * changes no bit of the result.
     */
    public PointSource(PointStep step, int[] driven, boolean vectorised) {
        this.step = step;
        this.driven = driven;
        this.vectorised = vectorised && step.adaptive().isEmpty() && operations(step) <= MOST_OPERATIONS;
        this.dialect = this.vectorised ? new VectorDialect(true) : new ScalarDialect(true);
        step.lines().forEach(line -> used.addAll(line.value().symbols()));
        step.after().forEach(formula -> used.addAll(formula.symbols()));
        used.addAll(step.fired().symbols());
        step.adaptive().ifPresent(block -> block.rates().forEach(rate -> used.addAll(rate.symbols())));
    }

    private static int operations(PointStep step) {
        return step.lines().stream().mapToInt(line -> operations(line.value())).sum();
    }

    private static int operations(Expression formula) {
        return switch (formula) {
            case Expression.Constant _, Expression.Symbol _ -> 0;
            case Expression.Binary binary -> 1 + operations(binary.left()) + operations(binary.right());
            case Expression.Call call -> (FloatFunctions.HAS.contains(call.function()) ? 15 : 1)
                    + call.arguments().stream().mapToInt(PointSource::operations).sum();
        };
    }

    /** Whether the class uses vectors. */
    public boolean vectorised() {
        return vectorised;
    }

    /** The class's full name. */
    public String className() {
        return "spikewright.kernel." + JavaNames.ofClass(step.name()) + "Population";
    }

    /** The class's text. */
    public String text() {
        SourceText text = new SourceText();
        text.line("package spikewright.kernel;");
        text.line("");
        if (vectorised) {
            text.line("import jdk.incubator.vector.FloatVector;");
            text.line("import jdk.incubator.vector.IntVector;");
            text.line("import jdk.incubator.vector.VectorOperators;");
            text.line("import jdk.incubator.vector.VectorSpecies;");
            text.line("");
        }
        text.line("/** Neurons " + step.name() + " in a population; generated from their equations. */");
        text.open("public final class " + JavaNames.ofClass(step.name()) + "Population");
        if (vectorised) {
            text.line("private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;");
            text.line("private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);");
            text.line("");
        }
        text.open("public static int lanes()");
        text.line(vectorised ? "return SPECIES.length();" : "return " + PointKernel.BLOCK + ";");
        text.close();
        text.line("");
        (vectorised ? FloatFunctions.VECTOR : FloatFunctions.SCALAR).lines().forEach(text::line);
        text.line("");
        advance(text);
        text.close();
        return text.toString();
    }

    private void advance(SourceText text) {
        text.open("public static void advance(float[][] values, int n, int[] ring, int row, int stride, "
                + "float[] scales, float[] outside, float[] noise, long[] fired, int steps)");
        text.line("int mask = ring.length - 1;");
        text.line(vectorised ? "int words = n / SPECIES.length();" : "int words = n >>> 6;");
        List<String> arrays = step.arrays();
        for (int i = 0; i < arrays.size(); i++) {
            if (i < step.states().size() || used.contains(arrays.get(i))) {
                text.line("float[] " + array(i) + " = values[" + i + "];");
            }
        }
        if (!vectorised) {
            text.line("java.util.Arrays.fill(fired, 0, words * steps, 0L);");
        }
        text.open(vectorised ? "for (int j = 0; j < n; j += SPECIES.length())" : "for (int j = 0; j < n; j++)");
        for (int i = 0; i < arrays.size(); i++) {
            if (i < step.states().size() || used.contains(arrays.get(i))) {
                text.line(dialect.type() + " " + name(arrays.get(i)) + " = " + dialect.load(array(i), "j") + ";");
            }
        }
        text.open("for (int t = 0; t < steps; t++)");
        receptors(text);
        noises(text);
        step.adaptive().ifPresent(block -> adaptive(text, block));
        step.lines().forEach(line -> define(text, line));
        if (vectorised) {
            text.line("fired[t * words + j / SPECIES.length()] = " + dialect.text(step.fired())
                    + ".compare(VectorOperators.GT, 0f).toLong();");
        } else {
            text.open("if (" + dialect.text(step.fired()) + " > 0f)");
            text.line("fired[t * words + (j >>> 6)] |= 1L << j;");
            text.close();
        }
        for (int i = 0; i < step.states().size(); i++) {
            if (!step.after().get(i).equals(Expression.symbol(step.states().get(i)))) {
                text.line(name(step.states().get(i)) + " = " + dialect.text(step.after().get(i)) + ";");
            }
        }
        text.close();
        for (int i = 0; i < step.states().size(); i++) {
            text.line(dialect.store(array(i), "j", name(step.states().get(i))));
        }
        text.close();
        text.close();
    }

    private void define(SourceText text, Definition line) {
        if (vectorised && line.value() instanceof Expression.Call call && FloatFunctions.HAS.contains(call.function())
                && call.arguments().getFirst() instanceof Expression.Symbol(String argument)) {
            FloatFunctions.vector(call.function(), name(line.name()), name(argument)).forEach(text::line);
        } else {
            text.line(dialect.type() + " " + name(line.name()) + " = " + dialect.text(line.value()) + ";");
        }
    }

    private void receptors(SourceText text) {
        if (step.receptors().isEmpty()) {
            return;
        }
        text.line("int at = (row + t * stride & mask) + j;");
        for (int r = 0; r < step.receptors().size(); r++) {
            String at = r == 0 ? "at" : r == 1 ? "at + n" : "at + " + r + " * n";
            if (used.contains(step.receptors().get(r))) {
                text.line(dialect.type() + " " + name(step.receptors().get(r)) + " = " + received(r, at) + ";");
            }
            text.line(vectorised ? "IntVector.zero(INTS).intoArray(ring, " + at + ");" : "ring[" + at + "] = 0;");
        }
    }

    /** What a receptor received, as a number. */
    private String received(int receptor, String at) {
        String scale = "scales[" + receptor + "]";
        String sum = vectorised ? "((FloatVector) IntVector.fromArray(INTS, ring, " + at
                + ").convert(VectorOperators.I2F, 0))" : "(float) ring[" + at + "]";
        int d = java.util.Arrays.binarySearch(driven, receptor);
        if (d < 0) {
            return vectorised ? sum + ".mul(" + scale + ")" : sum + " * " + scale;
        }
        String outside = dialect.load("outside", "(t * " + driven.length + " + " + d + ") * n + j");
        return vectorised ? sum + ".fma(number(" + scale + "), " + outside + ")"
                : "Math.fma(" + sum + ", " + scale + ", " + outside + ")";
    }

    private void noises(SourceText text) {
        for (int k = 0; k < step.noises(); k++) {
            int normals = step.normals().size();
            String noise = k < normals ? step.normals().get(k) : step.uniforms().get(k - normals);
            text.line(dialect.type() + " " + name(noise) + " = "
                    + dialect.load("noise", "(t * " + step.noises() + " + " + k + ") * n + j") + ";");
        }
    }

    /** The Dormand–Prince loop over one time step, in scalars. */
    private void adaptive(SourceText text, PointStep.Adaptive block) {
        double[][] a = DormandPrince.STAGES;
        for (String state : block.states()) {
            text.line("float " + name(StepProgram.moved(state)) + " = " + name(state) + ";");
        }
        text.line("float $left = " + Dialect.literal(block.span()) + ";");
        text.line("float $h = $left;");
        text.open("while ($left > 0f)");
        text.line("$h = Math.min($h, $left);");
        java.util.Map<String, Expression> at = new java.util.HashMap<>();
        for (int k = 0; k < a.length; k++) {
            for (String state : block.states()) {
                Expression sum = Expression.ZERO;
                for (int m = 0; m < a[k].length; m++) {
                    sum = sum.plus(Expression.of(a[k][m]).times(Expression.symbol(state + "$k" + m)));
                }
                String moved = StepProgram.moved(state);
                text.line("float " + name(state + "$at" + k) + " = " + dialect.text(
                        Expression.symbol("$h").times(sum).plus(Expression.symbol(moved))) + ";");
                at.put(state, Expression.symbol(state + "$at" + k));
            }
            for (int i = 0; i < block.states().size(); i++) {
                text.line("float " + name(block.states().get(i) + "$k" + k) + " = "
                        + dialect.text(block.rates().get(i).substitute(at)) + ";");
            }
        }
        text.line("float $worst = 0f;");
        for (String state : block.states()) {
            Expression error = Expression.ZERO;
            for (int m = 0; m < a.length; m++) {
                error = error.plus(Expression.of(DormandPrince.ERROR[m]).times(Expression.symbol(state + "$k" + m)));
            }
            text.line("$worst = Math.max($worst, Math.abs($h * " + dialect.text(error) + ") / ("
                    + Dialect.literal(block.absolute()) + " + " + Dialect.literal(block.relative()) + " * Math.abs("
                    + name(state + "$at" + (a.length - 1)) + ")));");
        }
        // A step that cannot shrink any more is taken as it is.
        String least = Dialect.literal(block.span() * 1e-6);
        text.open("if ($worst <= 1f || $h <= " + least + ")");
        for (String state : block.states()) {
            text.line(name(StepProgram.moved(state)) + " = " + name(state + "$at" + (a.length - 1)) + ";");
        }
        // What is not a number even then stays so.
        text.line("$left = $worst == $worst ? $left - $h : 0f;");
        text.close();
        // A trial step may overshoot to what is not a number; it is then tried again with less.
        text.line("$h = Math.max(" + least + ", $h * ($worst > 0f ? Math.min(5f, Math.max(0.2f, "
                + "0.9f * (float) Math.pow($worst, -0.2))) : $worst == 0f ? 5f : 0.2f));");
        text.close();
    }

    private static String array(int index) {
        return "$values" + index;
    }

    private static String name(String symbol) {
        return JavaNames.of(symbol);
    }
}
