package org.spikewright.compile.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spikewright.common.Location;
import org.spikewright.dataset.Source;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;

/**
 * A data set as engines take it.
 *
 * @param location where it is declared
 * @param declared what it says that its samples are made of
 */
public record DataSpec(String name, Location location, DataSettings settings, List<Part> declared) {

    private static final String LABEL = "Label";
    private static final String TARGET = "Target";
    private static final String MASK = "Mask";

    /**
     * A field as it is declared.
     *
     * @param kind such as {@code Image} or {@code Label}
     */
    public record Part(String name, String kind, Shape shape) {

        /** Whether it is the class that is right. */
        public boolean isLabel() {
            return kind.equals(LABEL);
        }

        /** Whether it is something that networks receive. */
        public boolean isInput() {
            return !isLabel() && !isTarget() && !isMask();
        }

        /** Whether it says which of the numbers that are right count. */
        public boolean isMask() {
            return kind.equals(MASK);
        }

        /** Whether it is the numbers that are right. */
        public boolean isTarget() {
            return kind.equals(TARGET);
        }
    }

    /** What the network receives; the other parts say what is right. */
    private List<Part> inputs() {
        return declared.stream().filter(Part::isInput).toList();
    }

    public DataSpec {
        declared = List.copyOf(declared);
    }

    /**
     * What of its samples a network receives and gives.
     *
     * @throws IllegalArgumentException if they do not fit the network; the message says why
     */
    public Source.Fields fields(Network network) {
        return new Source.Fields(inputs(network), declared.stream().filter(Part::isLabel).map(Part::name).findFirst(), target(network),
                mask());
    }

    /** Why samples of such fields cannot be had of it, in a sentence; nothing if they can. */
    public Optional<String> obstacle(Source.Fields fields) {
        return settings.source().obstacle(fields).or(() -> fields.inputs().size() > 1 && !settings.augmentations().isEmpty()
                ? Optional.of("no engine varies samples of several inputs yet; leave out 'augment'") : Optional.empty());
    }

    private List<Source.Field> inputs(Network network) {
        List<Part> inputs = inputs();
        List<Layer> wanted = network.inputs();
        if (wanted.size() < 2 && inputs.size() < 2) {
            return inputs.stream().map(part -> new Source.Field(part.name(), part.shape().size())).toList();
        }
        return wanted.stream().map(input -> {
            Part part = inputs.stream().filter(one -> one.name().equals(input.name())).findFirst().orElseThrow(() -> new IllegalArgumentException("'"
                    + name + "' has no field for the input '" + input.name() + "' of '" + network.name() + "'; "
                    + (inputs.isEmpty() ? "declare one, as in field " + input.name() + " : Signal " + input.shape()
                            : "its fields are " + inputs.stream().map(Part::name).collect(Collectors.joining(", ")))));
            if (part.shape().size() != input.shape().size()) {
                throw new IllegalArgumentException("'" + part.name() + "' of '" + name + "' is " + part.shape() + ", but the input '" + input.name()
                        + "' of '" + network.name() + "' is " + input.shape());
            }
            return new Source.Field(part.name(), part.shape().size());
        }).toList();
    }

    private Optional<Source.Field> mask() {
        List<Part> masks = declared.stream().filter(Part::isMask).toList();
        if (masks.size() > 1 || masks.size() == 1 && declared.stream().noneMatch(part -> part.isTarget() && part.shape().equals(masks.getFirst().shape()))) {
            throw new IllegalArgumentException("'" + masks.getLast().name() + "' of '" + name + "' has to say which numbers of one target count; declare one"
                    + " Mask with the extents of the Target");
        }
        return masks.stream().findFirst().map(part -> new Source.Field(part.name(), part.shape().size()));
    }

    private Optional<Source.Field> target(Network network) {
        Layer output = network.layers().get(network.output());
        List<Part> targets = declared.stream().filter(Part::isTarget).toList();
        boolean isClass = declared.stream().anyMatch(Part::isLabel);
        Optional<Part> target = targets.size() == 1 && !isClass ? targets.stream().findFirst()
                : targets.stream().filter(part -> part.name().equals(output.name())).findFirst();
        if (target.isEmpty() && targets.size() > 1 && !isClass) {
            throw new IllegalArgumentException("'" + name + "' has several targets, none of which is called like the output '" + output.name() + "' of '"
                    + network.name() + "'");
        }
        return target.map(part -> new Source.Field(part.name(), part.shape().size()));
    }
}
