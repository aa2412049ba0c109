package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.spikewright.kernel.Lanes;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/**
 * Writes a population's kernel as a Java class. Whether a neuron fired leaves the loop as a bit, without a branch.
 */
public final class PopulationSource {

    private static final String PARAMETERS = "float[] values, int pitch, int n, float[] ring, int row, int stride, "
            + "float[] outside, float[] noise, long[] fired, int steps";
    private static final String ARGUMENTS = "values, pitch, n, ring, row, stride, outside, noise, fired, steps";

    private final StepProgram step;
    private final int[] driven;
    private final Lanes lanes;
    private final Names names = new Names();

    /**
     * The source of that step's kernel. Equations that choose their own steps go neuron by neuron; this changes no bit of the
     * result.
     */
    public PopulationSource(StepProgram step, int[] driven, Lanes lanes) {
        this.step = step;
        this.driven = driven;
        this.lanes = step.adaptive().isEmpty() ? lanes : Lanes.ONE;
    }

    private boolean vectorised() {
        return lanes.vectorised();
    }

    /** The class's text. */
    public String text() {
        Loop loop = loop();
        SourceText text = new SourceText();
        text.line("package spikewright.kernel;");
        text.line("");
        if (vectorised()) {
            LoopSource.imports(text);
        }
        text.line("/** Neurons " + Names.comment(step.name()) + " in a population; generated from their equations. */");
        text.open("public final class Population");
        if (vectorised()) {
            LoopSource.species(text, lanes);
        }
        text.open("public static int lanes()");
        text.line(vectorised() ? "return SPECIES.length();" : "return " + PointKernel.BLOCK + ";");
        text.close();
        text.line("");
        text.open("public static void advance(" + PARAMETERS + ")");
        LoopSource source = new LoopSource(text, names, vectorised());
        if (vectorised() && !source.isStaged(loop)) {
            // A loop over one step is dear.
            text.open("if (steps == 1)");
            text.line("loopOnce(" + ARGUMENTS + ", 0, new float[0], 0, n);");
            text.line("return;");
            text.close();
        }
        if (!vectorised()) {
            text.line("java.util.Arrays.fill(fired, 0, (n >>> 6) * steps, 0L);");
        }
        text.line("loop(" + ARGUMENTS + ", 0, n);");
        text.close();
        source.method(loop);
        if (vectorised() && !source.isStaged(loop)) {
            source.oneStep(loop);
        }
        LoopSource.functions(text, !vectorised(), List.of(loop), vectorised());
        text.close();
        return text.toString();
    }

    private Loop loop() {
        List<String> arrays = step.arrays();
        List<Loop.Carried> carried = new ArrayList<>();
        List<Loop.Reading> constants = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            String index = own(i);
            if (i < step.states().size()) {
                carried.add(new Loop.Carried(arrays.get(i), step.next().get(i), 0, Optional.of(index)));
            } else {
                constants.add(new Loop.Reading(arrays.get(i), dialect -> dialect.load("values", index)));
            }
        }
        List<Loop.Reading> reads = new ArrayList<>();
        for (int r = 0; r < step.inputs().size(); r++) {
            int receptor = r;
            reads.add(new Loop.Reading(step.inputs().get(r), dialect -> received(dialect, receptor)));
        }
        List<String> noises = step.noises();
        for (int k = 0; k < noises.size(); k++) {
            String index = "(t * " + noises.size() + " + " + k + ") * n + j";
            reads.add(new Loop.Reading(noises.get(k), dialect -> dialect.load("noise", index)));
        }
        List<String> places = step.inputs().isEmpty() ? List.of() : List.of("int at = place + j;");
        List<String> row = step.inputs().isEmpty() ? List.of() : List.of("int place = row + t * stride & ring.length - 1;");
        Loop.Writing fired = new Loop.Writing(step.fired(), vectorised()
                ? (dialect, value) -> List.of("fired[t * (n / SPECIES.length()) + j / SPECIES.length()] = " + value
                        + ".compare(VectorOperators.GT, " + dialect.text(Expression.ZERO) + ").toLong();")
                : (_, value) -> List.of("if (" + value + " > 0f) {", "    fired[t * (n >>> 6) + (j >>> 6)] |= 1L << j;", "}"));
        return Loop.of("loop", PARAMETERS, ARGUMENTS, carried, constants, row, places, reads, step.adaptive(), step.lines(), List.of(fired), false);
    }

    /** What an input received, as a number. */
    private String received(Dialect dialect, int receptor) {
        String at = receptor == 0 ? "at" : receptor == 1 ? "at + n" : "at + " + receptor + " * n";
        String sum = dialect.load("ring", at);
        int d = Arrays.binarySearch(driven, receptor);
        if (d < 0) {
            return sum;
        }
        String outside = dialect.load("outside", "(t * " + driven.length + " + " + d + ") * n + j");
        return vectorised() ? sum + ".add(" + outside + ")" : sum + " + " + outside;
    }

    /** Where an array of neuron j stands. */
    private static String own(int array) {
        return array == 0 ? "j" : array == 1 ? "pitch + j" : array + " * pitch + j";
    }
}
