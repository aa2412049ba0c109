package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.kernel.Adjoint;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.Lanes;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/** Writes a layer's kernel as a Java class: as many neurons at once as there are lanes, and what is left one by one. */
public final class LayerSource {

    private static final String RUN = "float[] drive, int driveSteps, int samples, int steps, int n, float[] output";
    private static final String RUN_ARGUMENTS = "drive, driveSteps, samples, steps, n, output";
    private static final String BACKWARD = "float[] drive, int driveSteps, float[] saved, float[] outputGradient, "
            + "int samples, int steps, int n, float[] driveGradient";
    private static final String BACKWARD_ARGUMENTS = "drive, driveSteps, saved, outputGradient, samples, steps, n, driveGradient";

    private final LayerStep layer;
    private final Lanes lanes;

    /** The source of that layer's kernel. */
    public LayerSource(LayerStep layer, Lanes lanes) {
        this.layer = layer;
        this.lanes = lanes;
    }

    private boolean vectorised() {
        return lanes.vectorised();
    }

    /** The class's text. */
    public String text() {
        SourceText text = new SourceText();
        text.line("package spikewright.kernel;");
        text.line("");
        if (vectorised()) {
            LoopSource.imports(text);
        }
        text.line("/** Neurons " + Names.comment(layer.step().name()) + " over time and back; generated from their equations. */");
        text.open("public final class Layer");
        if (vectorised()) {
            LoopSource.species(text, lanes);
        }
        List<Loop> loops = List.of(forward("run", RUN, RUN_ARGUMENTS, List.of()),
                forward("forward", RUN + ", float[] saved", RUN_ARGUMENTS + ", saved", layer.adjoint().saved()), backward());
        for (Loop loop : loops) {
            samples(text, loop);
        }
        for (Loop loop : loops) {
            Names names = new Names();
            if (vectorised()) {
                new LoopSource(text, names, true).method(called(loop, loop.method() + "Vectors"));
            }
            new LoopSource(text, names, false).method(called(loop, loop.method() + "Rest"));
        }
        LoopSource.functions(text, true, loops, vectorised());
        text.close();
        return text.toString();
    }

    /** The loop over samples. */
    private void samples(SourceText text, Loop loop) {
        text.open("public static void " + loop.method() + "(" + loop.parameters() + ")");
        if (loop.backwards()) {
            text.line("java.util.Arrays.fill(driveGradient, 0, samples * driveSteps * n, 0f);");
        }
        text.open("for (int sample = 0; sample < samples; sample++)");
        if (vectorised()) {
            text.line("int whole = SPECIES.loopBound(n);");
            text.line(loop.method() + "Vectors(" + loop.arguments() + ", sample, 0, whole);");
            text.line(loop.method() + "Rest(" + loop.arguments() + ", sample, whole, n);");
        } else {
            text.line(loop.method() + "Rest(" + loop.arguments() + ", sample, 0, n);");
        }
        text.close();
        text.close();
        text.line("");
    }

    private static Loop called(Loop loop, String method) {
        return new Loop(method, loop.parameters() + ", int sample", loop.arguments() + ", sample", loop.carried(), loop.constants(),
                loop.row(), loop.places(), loop.reads(), loop.adaptive(), loop.lines(), loop.writes(), loop.backwards());
    }

    private static List<String> places() {
        return List.of("int at = (sample * steps + t) * n + j;", "int in = (sample * driveSteps + (driveSteps == 1 ? 0 : t)) * n + j;");
    }

    private Loop forward(String method, String parameters, String arguments, List<String> saved) {
        StepProgram step = layer.step();
        List<Loop.Carried> carried = new ArrayList<>();
        for (int i = 0; i < step.states().size(); i++) {
            carried.add(new Loop.Carried(step.states().get(i), step.next().get(i), step.initial().get(i), Optional.empty()));
        }
        List<Loop.Writing> writes = new ArrayList<>();
        for (int k = 0; k < saved.size(); k++) {
            String index = plane(k);
            writes.add(new Loop.Writing(Expression.symbol(saved.get(k)),
                    (dialect, value) -> List.of(dialect.store("saved", index, value))));
        }
        writes.add(new Loop.Writing(step.output(), (dialect, value) -> List.of(dialect.store("output", "at", value))));
        return Loop.of(method, parameters, arguments, carried, List.of(), List.of(), places(), drive(), Optional.empty(), step.lines(), writes, false);
    }

    private List<Loop.Reading> drive() {
        return layer.driven().map(input -> new Loop.Reading(input, dialect -> dialect.load("drive", "in"))).stream().toList();
    }

    private Loop backward() {
        Adjoint adjoint = layer.adjoint();
        List<Loop.Carried> carried = new ArrayList<>();
        for (Map.Entry<String, Expression> before : adjoint.before().entrySet()) {
            carried.add(new Loop.Carried(Adjoint.after(before.getKey()), before.getValue(), 0, Optional.empty()));
        }
        List<Loop.Reading> reads = new ArrayList<>(drive());
        for (int k = 0; k < adjoint.saved().size(); k++) {
            String index = plane(k);
            reads.add(new Loop.Reading(adjoint.saved().get(k), dialect -> dialect.load("saved", index)));
        }
        reads.add(new Loop.Reading(Adjoint.OUTPUT, dialect -> dialect.load("outputGradient", "at")));
        reads.add(new Loop.Reading(LayerStep.SUM, dialect -> dialect.load("driveGradient", "in")));
        Loop.Writing gradient = new Loop.Writing(layer.gradient(),
                (dialect, value) -> List.of(dialect.store("driveGradient", "in", value)));
        List<Definition> lines = adjoint.lines();
        return Loop.of("backward", BACKWARD, BACKWARD_ARGUMENTS, carried, List.of(), List.of(), places(), reads, Optional.empty(), lines,
                layer.driven().isPresent() ? List.of(gradient) : List.of(), true);
    }

    private static String plane(int k) {
        return k == 0 ? "at" : k == 1 ? "samples * steps * n + at" : k + " * samples * steps * n + at";
    }
}
