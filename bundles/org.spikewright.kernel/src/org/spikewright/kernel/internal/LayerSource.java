package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.kernel.Adjoint;
import org.spikewright.kernel.Lanes;
import org.spikewright.kernel.StepProgram;
import org.spikewright.network.equation.Expression;

/** Writes a layer's kernel as a Java class: as many neurons at once as there are lanes, and what is left one by one. */
public final class LayerSource {

    private static final String WHERE = "int samples, int stored, int begin, int steps, int n";

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
        List<Loop> loops = List.of(forward("run", List.of()), forward("forward", layer.adjoint().saved()), backward());
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
        String arrays = "float[][] drives, int[] hops, float[] given, ";
        text.open("public static void " + loop.method() + "(" + switch (loop.method()) {
            case "run" -> arrays + "float[] values, " + WHERE + ", float[] output";
            case "forward" -> arrays + "float[] values, " + WHERE + ", float[] output, float[] saved";
            default -> arrays + "float[] saved, float[] outputGradient, float[] values, " + WHERE + ", float[][] driveGradients";
        } + ")");
        for (int i = 0; i < layer.driven().size(); i++) {
            text.line("float[] drive" + i + " = drives[" + i + "];");
            if (loop.backwards()) {
                text.line("float[] driveGradient" + i + " = driveGradients[" + i + "];");
            }
            text.line("int sampleHop" + i + " = hops[" + 2 * i + "];");
            text.line("int stepHop" + i + " = hops[" + (2 * i + 1) + "];");
        }
        text.open("for (int sample = 0; sample < samples; sample++)");
        if (vectorised()) {
            text.line("int whole = SPECIES.loopBound(n);");
            text.line(loop.method() + "Vectors(" + loop.arguments() + ", 0, whole);");
            text.line(loop.method() + "Rest(" + loop.arguments() + ", whole, n);");
        } else {
            text.line(loop.method() + "Rest(" + loop.arguments() + ", 0, n);");
        }
        text.close();
        text.close();
        text.line("");
    }

    private static Loop called(Loop loop, String method) {
        return new Loop(method, loop.parameters(), loop.arguments(), loop.carried(), loop.constants(),
                loop.row(), loop.places(), loop.reads(), loop.adaptive(), loop.lines(), loop.writes(), loop.backwards());
    }

    private String parameters(boolean isBackwards) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < layer.driven().size(); i++) {
            text.append("float[] drive").append(i).append(", ").append(isBackwards ? "float[] driveGradient" + i + ", " : "")
                    .append("int sampleHop").append(i).append(", int stepHop").append(i).append(", ");
        }
        return text + "float[] given, float[] values, ";
    }

    private static String arguments(String parameters) {
        return parameters.replaceAll("(float\\[\\]|int) ", "");
    }

    private List<String> places() {
        List<String> places = new ArrayList<>(List.of("int at = (sample * stored + begin + t) * n + j;"));
        for (int i = 0; i < layer.driven().size(); i++) {
            places.add("int in" + i + " = sample * sampleHop" + i + " + (begin + t) * stepHop" + i + " + j;");
        }
        return places;
    }

    private Loop forward(String method, List<String> saved) {
        StepProgram step = layer.step();
        String parameters = parameters(false) + WHERE + ", float[] output" + (method.equals("run") ? "" : ", float[] saved") + ", int sample";
        List<Loop.Carried> carried = new ArrayList<>();
        for (int i = 0; i < step.states().size(); i++) {
            carried.add(new Loop.Carried(step.states().get(i), step.next().get(i), step.initial().get(i), Optional.of(state(i))));
        }
        List<Loop.Writing> writes = new ArrayList<>();
        for (int k = 0; k < saved.size(); k++) {
            String index = plane(k);
            writes.add(new Loop.Writing(Expression.symbol(saved.get(k)),
                    (dialect, value) -> List.of(dialect.store("saved", index, value))));
        }
        writes.add(new Loop.Writing(step.output(), (dialect, value) -> List.of(dialect.store("output", "at", value))));
        return Loop.of(method, parameters, arguments(parameters), carried, given(), List.of(), places(), drives(), Optional.empty(),
                step.lines(), writes, false);
    }

    /** What differs from neuron to neuron is read once for all steps. */
    private List<Loop.Reading> given() {
        List<Loop.Reading> reads = new ArrayList<>();
        for (int k = 0; k < layer.given().size(); k++) {
            String index = k + " * n + j";
            reads.add(new Loop.Reading(layer.given().get(k), dialect -> dialect.load("given", index)));
        }
        return reads;
    }

    private List<Loop.Reading> drives() {
        List<Loop.Reading> reads = new ArrayList<>();
        for (int i = 0; i < layer.driven().size(); i++) {
            String array = "drive" + i;
            String index = "in" + i;
            reads.add(new Loop.Reading(layer.driven().get(i), dialect -> dialect.load(array, index)));
        }
        return reads;
    }

    private Loop backward() {
        Adjoint adjoint = layer.adjoint();
        String parameters = parameters(true) + "float[] saved, float[] outputGradient, " + WHERE + ", int sample";
        List<Loop.Carried> carried = new ArrayList<>();
        for (Map.Entry<String, Expression> before : adjoint.before().entrySet()) {
            carried.add(new Loop.Carried(Adjoint.after(before.getKey()), before.getValue(), 0, Optional.of(state(carried.size()))));
        }
        int states = carried.size();
        for (int k = 0; k < layer.given().size(); k++) {
            String name = layer.given().get(k);
            carried.add(new Loop.Carried(LayerStep.sum(name), layer.gradient(name), 0,
                    Optional.of(states + " * samples * n + " + k + " * n + j")));
        }
        List<Loop.Reading> reads = new ArrayList<>(drives());
        for (int k = 0; k < adjoint.saved().size(); k++) {
            String index = plane(k);
            reads.add(new Loop.Reading(adjoint.saved().get(k), dialect -> dialect.load("saved", index)));
        }
        reads.add(new Loop.Reading(Adjoint.OUTPUT, dialect -> dialect.load("outputGradient", "at")));
        List<Loop.Writing> writes = new ArrayList<>();
        for (int i = 0; i < layer.driven().size(); i++) {
            String name = layer.driven().get(i);
            String array = "driveGradient" + i;
            String index = "in" + i;
            reads.add(new Loop.Reading(LayerStep.sum(name), dialect -> dialect.load(array, index)));
            writes.add(new Loop.Writing(layer.gradient(name), (dialect, value) -> List.of(dialect.store(array, index, value))));
        }
        return Loop.of("backward", parameters, arguments(parameters), carried, given(), List.of(), places(), reads, Optional.empty(),
                adjoint.lines(), writes, true);
    }

    private static String state(int k) {
        return k == 0 ? "sample * n + j" : "(" + k + " * samples + sample) * n + j";
    }

    private static String plane(int k) {
        return k == 0 ? "at" : k == 1 ? "samples * stored * n + at" : k + " * samples * stored * n + at";
    }
}
