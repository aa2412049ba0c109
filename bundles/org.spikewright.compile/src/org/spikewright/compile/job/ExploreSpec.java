package org.spikewright.compile.job;

import java.util.List;
import org.spikewright.common.Location;
import org.spikewright.compile.DeclaredJob;

/** A job to be run again and again with other values of the model. */
public record ExploreSpec(String name, Location location, DeclaredJob explored, List<Axis> axes, ExploreSettings settings) implements JobSpec {

    /**
     * What is varied.
     *
     * @param path as it is written, for instance {@code Learn.epochs}
     * @param values as they are written, in their order
     */
    public record Axis(String path, List<String> values) {
    }
}
