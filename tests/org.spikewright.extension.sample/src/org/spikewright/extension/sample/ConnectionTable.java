package org.spikewright.extension.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.NetworkFormat;
import org.spikewright.network.Weights;
import org.spikewright.network.operator.Dense;
import org.spikewright.network.operator.Flatten;
import org.spikewright.network.operator.Input;

/** {@code SOURCE,NUMBER,TARGET,NUMBER,WEIGHT} for each weight between dense layers; a bias has the source {@code bias}. */
public record ConnectionTable(boolean zeros) implements NetworkFormat {

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public Optional<String> obstacle(Network network) {
        return network.layers().stream().filter(layer -> !layer.operator().isNeurons() && !(layer.operator() instanceof Input)
                && !(layer.operator() instanceof Flatten) && !(layer.operator() instanceof Dense && layer.shape().rank() == 1))
                .findFirst().map(layer -> "'" + layer.operator().label() + "' at '" + layer.name() + "'");
    }

    @Override
    public void write(Network network, Weights weights, double step, OutputStream out) throws IOException {
        for (Layer layer : network.layers()) {
            if (layer.operator() instanceof Dense dense) {
                String source = network.layers().get(layer.inputs().getFirst()).name();
                float[] weight = weights.get(layer.owner() + ".weight");
                int fanIn = weight.length / dense.units();
                for (int unit = 0; unit < dense.units(); unit++) {
                    for (int from = 0; from < fanIn; from++) {
                        line(source, from, layer.name(), unit, weight[unit * fanIn + from], out);
                    }
                    if (dense.bias()) {
                        line("bias", 0, layer.name(), unit, weights.get(layer.owner() + ".bias")[unit], out);
                    }
                }
            }
        }
    }

    private void line(String source, int from, String target, int to, float weight, OutputStream out) throws IOException {
        if (zeros || weight != 0) {
            out.write((source + "," + from + "," + target + "," + to + "," + weight + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
