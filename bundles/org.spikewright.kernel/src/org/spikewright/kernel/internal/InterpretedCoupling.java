package org.spikewright.kernel.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.kernel.CouplingKernel;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.SynapseProgram.Side;

/** A coupling whose formula is evaluated one synapse after the other. */
public record InterpretedCoupling(Coupling coupling) implements CouplingKernel {

    @Override
    public void add(int targets, int[] ends, int[] sources, int[] delays, float[] weights, float[][][] sent, float[][] own, int first,
            float[] received, int at) {
        List<Coupling.Value> before = coupling.values(Side.PRE);
        List<Coupling.Value> after = coupling.values(Side.POST);
        Map<String, Double> values = new HashMap<>();
        for (int t = 0; t < targets; t++) {
            for (int i = 0; i < after.size(); i++) {
                values.put(after.get(i).name(), (double) own[i][first + t]);
            }
            double sum = 0;
            for (int k = ends[t]; k < ends[t + 1]; k++) {
                values.put(SynapseProgram.WEIGHT, (double) weights[k]);
                for (int i = 0; i < before.size(); i++) {
                    values.put(before.get(i).name(), (double) sent[i][delays.length == 0 ? 0 : delays[k]][sources[k]]);
                }
                sum += coupling.formula().value(values::get);
            }
            received[at + t] += (float) sum;
        }
    }

    @Override
    public String source() {
        return coupling.formula().toString();
    }
}
