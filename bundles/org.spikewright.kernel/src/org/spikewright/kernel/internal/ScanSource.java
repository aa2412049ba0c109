package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.List;
import org.spikewright.kernel.AdjointProgram;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.Function;

/**
 * Writes a scan kernel as a Java class: neurons outside, time inside, so that states stay in registers. The vector form
 * takes as many neurons at once as the machine does and leaves the rest to the scalar form.
 */
public final class ScanSource {

    private static final String RUN = "float[] drive, int driveSteps, int samples, int steps, int n, float[] output";
    private static final String BACKWARD = "float[] drive, int driveSteps, float[] saved, float[] outputGradient, "
            + "int samples, int steps, int n, float[] driveGradient";

    private final StepProgram program;
    private final AdjointProgram adjoint;
    private final boolean vectorised;

    /** The source of that program's kernel. */
    public ScanSource(StepProgram program, AdjointProgram adjoint, boolean vectorised) {
        this.program = program;
        this.adjoint = adjoint;
        this.vectorised = vectorised;
    }

    /** Whether the class uses vectors. */
    public boolean vectorised() {
        return vectorised;
    }

    /** The class's full name. */
    public String className() {
        return "spikewright.kernel." + JavaNames.ofClass(program.name()) + "Scan";
    }

    /** The class's text. */
    public String text() {
        SourceText text = new SourceText();
        text.line("package spikewright.kernel;");
        text.line("");
        if (vectorised) {
            text.line("import jdk.incubator.vector.FloatVector;");
            text.line("import jdk.incubator.vector.VectorOperators;");
            text.line("import jdk.incubator.vector.VectorSpecies;");
            text.line("");
        }
        text.line("/** Neuron " + program.name() + " over time and back; generated from its equations. */");
        text.open("public final class " + JavaNames.ofClass(program.name()) + "Scan");
        if (vectorised) {
            text.line("private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;");
            text.line("");
        }
        forward(text, "run", RUN, List.of());
        text.line("");
        forward(text, "forward", RUN + ", float[] saved", adjoint.saved());
        text.line("");
        backward(text);
        text.close();
        return text.toString();
    }

    private void forward(SourceText text, String method, String parameters, List<String> saved) {
        text.open("public static void " + method + "(" + parameters + ")");
        text.line("int hop = driveSteps == 1 ? 0 : n;");
        if (!saved.isEmpty()) {
            text.line("int plane = samples * steps * n;");
        }
        text.open("for (int sample = 0; sample < samples; sample++)");
        loops(text, dialect -> forwardLoop(text, dialect, saved));
        text.close();
        text.close();
    }

    private void forwardLoop(SourceText text, Dialect dialect, List<String> saved) {
        for (int i = 0; i < program.states().size(); i++) {
            text.line(dialect.type() + " " + JavaNames.of(program.states().get(i)) + " = "
                    + dialect.text(Expression.of(program.initial().get(i))) + ";");
        }
        text.line("int at = sample * steps * n + j;");
        text.line("int in = sample * driveSteps * n + j;");
        text.open("for (int t = 0; t < steps; t++)");
        text.line(dialect.type() + " " + JavaNames.of(program.input()) + " = " + dialect.load("drive", "in") + ";");
        program.movesAndMargin().forEach(line -> define(text, dialect, line));
        for (int k = 0; k < saved.size(); k++) {
            text.line(dialect.store("saved", plane(k), JavaNames.of(saved.get(k))));
        }
        text.line(dialect.store("output", "at", dialect.text(sent())));
        for (int i = 0; i < program.states().size(); i++) {
            text.line(JavaNames.of(program.states().get(i)) + " = " + dialect.text(after(i)) + ";");
        }
        text.line("at += n;");
        text.line("in += hop;");
        text.close();
    }

    /** What the neuron sends on, as a formula over moved states and the margin. */
    private Expression sent() {
        return program.spike().map(event -> Expression.call(Function.STEP, List.of(event.fires()))).orElse(program.output());
    }

    /** A state after the step, as a formula over moved states and the margin. */
    private Expression after(int state) {
        Expression moved = Expression.symbol(StepProgram.moved(program.states().get(state)));
        return program.spike().filter(event -> !event.resets().get(state).equals(moved)).map(
                event -> Expression.call(Function.WHERE, List.of(event.fires(), event.resets().get(state), moved)))
                .orElse(moved);
    }

    private void backward(SourceText text) {
        text.open("public static void backward(" + BACKWARD + ")");
        text.line("java.util.Arrays.fill(driveGradient, 0, samples * driveSteps * n, 0f);");
        text.line("int hop = driveSteps == 1 ? 0 : n;");
        if (!adjoint.saved().isEmpty()) {
            text.line("int plane = samples * steps * n;");
        }
        text.open("for (int sample = 0; sample < samples; sample++)");
        loops(text, dialect -> backwardLoop(text, dialect));
        text.close();
        text.close();
    }

    private void backwardLoop(SourceText text, Dialect dialect) {
        for (String state : program.states()) {
            text.line(
                    dialect.type() + " " + AdjointProgram.adjoint(state) + " = " + dialect.text(Expression.ZERO) + ";");
        }
        text.line("int at = (sample * steps + steps - 1) * n + j;");
        text.line("int in = (sample * driveSteps + driveSteps - 1) * n + j;");
        text.open("for (int t = steps - 1; t >= 0; t--)");
        if (adjoint.readsInput()) {
            text.line(dialect.type() + " " + JavaNames.of(program.input()) + " = " + dialect.load("drive", "in") + ";");
        }
        for (int k = 0; k < adjoint.saved().size(); k++) {
            text.line(dialect.type() + " " + JavaNames.of(adjoint.saved().get(k)) + " = "
                    + dialect.load("saved", plane(k)) + ";");
        }
        text.line(dialect.type() + " " + AdjointProgram.OUTPUT_GRADIENT + " = " + dialect.load("outputGradient", "at")
                + ";");
        adjoint.lines().forEach(line -> define(text, dialect, line));
        Expression sum = new Expression.Binary(Expression.Operator.PLUS, Expression.symbol("$sum"),
                Expression.symbol(AdjointProgram.INPUT_GRADIENT));
        text.line(dialect.type() + " $sum = " + dialect.load("driveGradient", "in") + ";");
        text.line(dialect.store("driveGradient", "in", dialect.text(sum)));
        for (String state : program.states()) {
            text.line(AdjointProgram.adjoint(state) + " = " + AdjointProgram.adjointBefore(state) + ";");
        }
        text.line("at -= n;");
        text.line("in -= hop;");
        text.close();
    }

    /** The loop over neurons: vectors first where there are any, then one by one. */
    private void loops(SourceText text, java.util.function.Consumer<Dialect> body) {
        text.line("int j = 0;");
        List<Dialect> dialects = new ArrayList<>();
        if (vectorised) {
            dialects.add(new VectorDialect(false, literal -> "FloatVector.broadcast(SPECIES, " + literal + ")"));
        }
        dialects.add(new ScalarDialect(false));
        for (Dialect dialect : dialects) {
            boolean vectors = dialect instanceof VectorDialect;
            text.open(vectors ? "for (; j < SPECIES.loopBound(n); j += SPECIES.length())" : "for (; j < n; j++)");
            body.accept(dialect);
            text.close();
        }
    }

    private static void define(SourceText text, Dialect dialect, Definition line) {
        text.line(dialect.type() + " " + JavaNames.of(line.name()) + " = " + dialect.text(line.value()) + ";");
    }

    private static String plane(int k) {
        return k == 0 ? "at" : k == 1 ? "plane + at" : k + " * plane + at";
    }
}
