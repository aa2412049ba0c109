package org.spikewright.kernel.internal;

import java.util.List;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Side;

/** The Java source of a coupling: its formula in double arithmetic, within loops over targets and their synapses. */
public final class CouplingSource {

    private final SourceText text = new SourceText();
    private final Names names = new Names();
    private final DoubleFormula formulas = new DoubleFormula(names);

    /** The source of that coupling. */
    public CouplingSource(Coupling coupling) {
        names.set(SynapseProgram.WEIGHT, "weight");
        text.line("package spikewright.kernel;");
        text.line("");
        text.open("public final class Coupling");
        text.open("public static void add(int targets, int[] ends, int[] sources, int[] delays, float[] weights, float[][][] sent, "
                + "float[][] own, int first, float[] received, int at)");
        List<Coupling.Value> before = coupling.values(Side.PRE);
        List<Coupling.Value> after = coupling.values(Side.POST);
        text.open("for (int t = 0; t < targets; t++)");
        for (int i = 0; i < after.size(); i++) {
            text.line("double " + names.of(after.get(i).name()) + " = own[" + i + "][first + t]; // " + Names.comment(after.get(i).name()));
        }
        text.line("double sum = 0;");
        text.open("for (int k = ends[t]; k < ends[t + 1]; k++)");
        text.line("double weight = weights[k];");
        text.line("int source = sources[k];");
        text.line("int delay = delays.length == 0 ? 0 : delays[k];");
        for (int i = 0; i < before.size(); i++) {
            text.line("double " + names.of(before.get(i).name()) + " = sent[" + i + "][delay][source]; // "
                    + Names.comment(before.get(i).name()));
        }
        text.line("sum += " + formulas.text(coupling.formula()) + ";");
        text.close();
        text.line("received[at + t] += (float) sum;");
        text.close();
        text.close();
        text.close();
    }

    /** The text of the class. */
    public String text() {
        return text.toString();
    }
}
