package org.spikewright.compile.job;

import java.util.List;
import org.spikewright.common.Location;
import org.spikewright.compile.DeclaredJob;

/** What jobs gave, to be set side by side. */
public record CompareSpec(String name, Location location, List<DeclaredJob> compared, CompareSettings settings) implements JobSpec {
}
