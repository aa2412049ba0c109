package org.spikewright.compile;

import java.util.Optional;
import org.spikewright.model.core.Schema;

/** Knows the schemas of the standard library: what the settings of jobs, data sets and chips are called and what they take. */
public interface Schemas {

    /** The schema of that name, if there is one. */
    Optional<Schema> schema(String name);
}
