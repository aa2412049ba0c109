package org.spikewright.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Wiring;

/**
 * Whether a network can fit onto a chip however it is divided: what a single neuron needs against what a core has, and what
 * all neurons need against what all cores have. It needs no run, so it is checked while the model is typed.
 */
public final class Fit {

    private final Chip chip;
    private final List<Violation> violations = new ArrayList<>();

    private Fit(Chip chip) {
        this.chip = chip;
    }

    /**
     * The limits that no division of the network over cores can keep.
     *
     * @param weightBits the width of a weight on the chip
     */
    public static List<Violation> check(Network network, Chip chip, int weightBits) {
        Fit fit = new Fit(chip);
        Wiring wiring = Wiring.ofChip(network);
        for (Layer layer : network.layers()) {
            if (layer.operator().isNeurons()) {
                fit.neuron(layer, wiring.into(layer).mostIn(), weightBits);
            }
        }
        fit.whole(network, wiring, weightBits);
        return List.copyOf(fit.violations);
    }

    private void neuron(Layer layer, long fanIn, int weightBits) {
        CoreLimits core = chip.core();
        require(layer, "core.inputs", fanIn, core.inputs(), "each neuron of '%s' receives from %,d sources, %,d more than the %,d"
                + " that a core of %s can; make the layer before it smaller or split its input");
        require(layer, "core.synapses", fanIn * weightBits, core.synapseBits(),
                "the synapses of one neuron of '%s' take %,d bit, %,d more than the %,d bit of a core of %s; use fewer inputs or"
                        + " narrower weights");
    }

    private void whole(Network network, Wiring wiring, int weightBits) {
        long neurons = 0;
        long bits = 0;
        Layer last = network.layers().getLast();
        for (Layer layer : network.layers()) {
            if (layer.operator().isNeurons()) {
                neurons += layer.shape().size();
                bits += wiring.into(layer).synapses() * weightBits;
                last = layer;
            }
        }
        int cores = chip.mesh().cores();
        require(last, "neurons", neurons, times(chip.core().neurons(), cores),
                "up to '%s' the network has %,d neurons, %,d more than the %,d that all cores of %s hold; make layers smaller");
        require(last, "synapses", bits, times(chip.core().synapseBits(), cores),
                "up to '%s' the synapses take %,d bit, %,d more than the %,d bit of all cores of %s; make layers smaller or"
                        + " weights narrower");
    }

    private void require(Layer layer, String limit, long needed, OptionalLong allowed, String sentence) {
        if (allowed.isPresent() && needed > allowed.getAsLong()) {
            long most = allowed.getAsLong();
            violations.add(new Violation(layer, limit, needed, most,
                    String.format(Locale.ROOT, sentence, layer.name(), needed, needed - most, most, chip.name())));
        }
    }

    private static OptionalLong times(OptionalLong limit, int cores) {
        return limit.isPresent() ? OptionalLong.of(limit.getAsLong() * cores) : limit;
    }
}
