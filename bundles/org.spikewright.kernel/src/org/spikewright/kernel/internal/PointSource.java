package org.spikewright.kernel.internal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.PointStep;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/**
 * Writes a population's kernel as a Java class: neurons outside, time inside, so that states stay in registers through a
 * block of steps; a single step has a loop of its own, and a step too long for the registers has several. Whether a neuron
 * fired leaves the loop as a bit, without a branch.
 */
public final class PointSource {

    private static final String ADVANCE = "public static void advance(float[] values, int pitch, int n, int[] ring, int row, int stride, "
            + "float[] scales, float[] outside, float[] noise, long[] fired, int steps)";

    private final PointStep step;
    private final int[] driven;
    private final boolean vectorised;
    private final Dialect dialect;
    private final Set<String> used = new HashSet<>();
    /** Names of vectors of one number in the method that is being written, by the literal. */
    private final Map<String, String> numbers = new LinkedHashMap<>();

    /**
     * Operations beyond which a kernel is cut into stages: the Java compiler gives up on longer vector code and leaves every
     * vector on the heap, which is many times slower than scalars.
     */
    private static final int MOST_OPERATIONS = 150;

    /** Operations of a stage. */
    private static final int STAGE_OPERATIONS = 100;

    /** Neurons that go through all stages together, a multiple of {@link PointKernel#BLOCK}: few, so that slots stay in the cache. */
    private static final int STRIP = 128;

    /**
     * The source of that step's kernel. Equations that choose their own steps go neuron by neuron; this changes no bit of the
     * result.
     */
    public PointSource(PointStep step, int[] driven, boolean vectorised) {
        this.step = step;
        this.driven = driven;
        this.vectorised = vectorised && step.adaptive().isEmpty();
        this.dialect = this.vectorised ? new VectorDialect(true, this::number) : new ScalarDialect(true);
        step.lines().forEach(line -> used.addAll(line.value().symbols()));
        step.after().forEach(formula -> used.addAll(formula.symbols()));
        used.addAll(step.fired().symbols());
        step.adaptive().ifPresent(block -> block.rates().forEach(rate -> used.addAll(rate.symbols())));
    }

    private static int operations(PointStep step) {
        return step.lines().stream().mapToInt(line -> PointStages.operations(line.value())).sum();
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
        if (!vectorised) {
            FloatFunctions.SCALAR.lines().forEach(text::line);
            text.line("");
        }
        if (!vectorised) {
            advance(text);
        } else if (operations(step) > MOST_OPERATIONS) {
            stages(text);
        } else {
            advance(text);
            text.line("");
            stage(text, 0, new PointStages(step, Integer.MAX_VALUE).stages().getFirst());
        }
        text.close();
        return text.toString();
    }

    private void stages(SourceText text) {
        PointStages stages = new PointStages(step, STAGE_OPERATIONS);
        text.line("private static final ThreadLocal<float[]> BETWEEN = ThreadLocal.withInitial(() -> new float["
                + stages.slots() * STRIP + "]);");
        text.line("");
        text.open(ADVANCE);
        text.line("int mask = ring.length - 1;");
        text.line("float[] between = BETWEEN.get();");
        text.open("for (int from = 0; from < n; from += " + STRIP + ")");
        text.line("int to = Math.min(n, from + " + STRIP + ");");
        text.open("for (int t = 0; t < steps; t++)");
        text.line("int place = row + t * stride & mask;");
        for (int k = 0; k < stages.stages().size(); k++) {
            text.line("stage" + k + "(values, pitch, n, ring, place, scales, outside, noise, fired, t, between, from, to);");
        }
        text.close();
        text.close();
        text.close();
        for (int k = 0; k < stages.stages().size(); k++) {
            text.line("");
            stage(text, k, stages.stages().get(k));
        }
    }

    private void stage(SourceText text, int number, PointStages.Stage stage) {
        text.open("private static void stage" + number + "(float[] values, int pitch, int n, int[] ring, int place, float[] scales, "
                + "float[] outside, float[] noise, long[] fired, int t, float[] between, int from, int to)");
        afterNumbers(text, lines -> stage(lines, stage));
        text.close();
    }

    private void stage(SourceText text, PointStages.Stage stage) {
        List<String> arrays = step.arrays();
        text.open("for (int j = from; j < to; j += SPECIES.length())");
        for (int i = 0; i < arrays.size(); i++) {
            if (stage.loads().contains(arrays.get(i))) {
                text.line(dialect.type() + " " + name(arrays.get(i)) + " = " + dialect.load("values", own(i)) + ";");
            }
        }
        stage.taken().forEach((symbol, slot) -> text.line(dialect.type() + " " + name(symbol) + " = "
                + dialect.load("between", slot * STRIP + " + j - from") + ";"));
        text.line("int at = place + j;");
        for (int r = 0; r < step.receptors().size(); r++) {
            String receptor = step.receptors().get(r);
            if (stage.arrivals().contains(receptor)) {
                receptor(text, r);
            }
        }
        noises(text, stage.arrivals());
        for (Definition line : stage.lines()) {
            if (line.name().equals(PointStages.FIRED)) {
                fired(text, line.value());
            } else {
                define(text, line);
            }
        }
        stage.left().forEach((symbol, slot) -> text.line(dialect.store("between", slot * STRIP + " + j - from", name(symbol))));
        stage.states().forEach(state -> text.line(dialect.store("values", own(arrays.indexOf(state)),
                name(PointStages.after(state)))));
        text.close();
    }

    private void fired(SourceText text, Expression formula) {
        text.line("fired[t * (n / SPECIES.length()) + j / SPECIES.length()] = " + dialect.text(formula)
                + ".compare(VectorOperators.GT, " + number("0f") + ").toLong();");
    }

    private void advance(SourceText text) {
        text.open(ADVANCE);
        text.line("int mask = ring.length - 1;");
        if (vectorised) {
            // A loop over one step is dear.
            text.open("if (steps == 1)");
            text.line("stage0(values, pitch, n, ring, row & mask, scales, outside, noise, fired, 0, new float[0], 0, n);");
            text.line("return;");
            text.close();
        }
        text.line(vectorised ? "int words = n / SPECIES.length();" : "int words = n >>> 6;");
        if (!vectorised) {
            text.line("java.util.Arrays.fill(fired, 0, words * steps, 0L);");
        }
        afterNumbers(text, this::loop);
        text.close();
    }

    private void loop(SourceText text) {
        List<String> arrays = step.arrays();
        text.open(vectorised ? "for (int j = 0; j < n; j += SPECIES.length())" : "for (int j = 0; j < n; j++)");
        for (int i = 0; i < arrays.size(); i++) {
            if (i < step.states().size() || used.contains(arrays.get(i))) {
                text.line(dialect.type() + " " + name(arrays.get(i)) + " = " + dialect.load("values", own(i)) + ";");
            }
        }
        text.open("for (int t = 0; t < steps; t++)");
        receptors(text);
        noises(text, used);
        step.adaptive().ifPresent(block -> adaptive(text, block));
        step.lines().forEach(line -> define(text, line));
        if (vectorised) {
            text.line("fired[t * words + j / SPECIES.length()] = " + dialect.text(step.fired())
                    + ".compare(VectorOperators.GT, " + number("0f") + ").toLong();");
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
            text.line(dialect.store("values", own(i), name(step.states().get(i))));
        }
        text.close();
    }

    private void define(SourceText text, Definition line) {
        if (vectorised && line.value() instanceof Expression.Call call && FloatFunctions.HAS.contains(call.function())
                && call.arguments().getFirst() instanceof Expression.Symbol(String argument)) {
            FloatFunctions.vector(call.function(), name(line.name()), name(argument), this::number).forEach(text::line);
        } else {
            text.line(dialect.type() + " " + name(line.name()) + " = " + dialect.text(line.value()) + ";");
        }
    }

    private void receptors(SourceText text) {
        if (!step.receptors().isEmpty()) {
            text.line("int at = (row + t * stride & mask) + j;");
        }
        for (int r = 0; r < step.receptors().size(); r++) {
            if (used.contains(step.receptors().get(r))) {
                receptor(text, r);
            }
        }
    }

    private void receptor(SourceText text, int r) {
        String at = r == 0 ? "at" : r == 1 ? "at + n" : "at + " + r + " * n";
        text.line(dialect.type() + " " + name(step.receptors().get(r)) + " = " + received(r, at) + ";");
    }

    /** What a receptor received, as a number. */
    private String received(int receptor, String at) {
        String scale = "scales[" + receptor + "]";
        String sum = vectorised ? "((FloatVector) IntVector.fromArray(INTS, ring, " + at
                + ").convert(VectorOperators.I2F, 0))" : "(float) ring[" + at + "]";
        int d = java.util.Arrays.binarySearch(driven, receptor);
        if (d < 0) {
            return vectorised ? sum + ".mul(" + number(scale) + ")" : sum + " * " + scale;
        }
        String outside = dialect.load("outside", "(t * " + driven.length + " + " + d + ") * n + j");
        return vectorised ? sum + ".fma(" + number(scale) + ", " + outside + ")"
                : "Math.fma(" + sum + ", " + scale + ", " + outside + ")";
    }

    private void noises(SourceText text, Set<String> wanted) {
        for (int k = 0; k < step.noises(); k++) {
            int normals = step.normals().size();
            String noise = k < normals ? step.normals().get(k) : step.uniforms().get(k - normals);
            if (wanted.contains(noise)) {
                text.line(dialect.type() + " " + name(noise) + " = "
                        + dialect.load("noise", "(t * " + step.noises() + " + " + k + ") * n + j") + ";");
            }
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

    private String number(String literal) {
        return numbers.computeIfAbsent(literal, _ -> "$number" + numbers.size());
    }

    /** Writes a method's loop after the numbers that it uses: made outside, they stay in registers. */
    private void afterNumbers(SourceText text, Consumer<SourceText> loop) {
        SourceText lines = new SourceText();
        numbers.clear();
        loop.accept(lines);
        numbers.forEach((literal, name) -> text.line("FloatVector " + name + " = FloatVector.broadcast(SPECIES, " + literal + ");"));
        text.add(lines);
    }

    /** Where an array of neuron j stands. */
    private static String own(int array) {
        return array == 0 ? "j" : array == 1 ? "pitch + j" : array + " * pitch + j";
    }

    private static String name(String symbol) {
        return JavaNames.of(symbol);
    }
}
