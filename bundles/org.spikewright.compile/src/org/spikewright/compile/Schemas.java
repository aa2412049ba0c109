package org.spikewright.compile;

import java.util.Optional;
import org.spikewright.common.binding.Bindings;
import org.spikewright.model.core.Schema;

/**
 * What a file of the language knows beyond itself: the schemas of the standard library, which say what the settings of jobs, data sets
 * and chips are called and what they take, and what functions mean to the engines.
 */
public interface Schemas {

    /** The schema of that name, if there is one. */
    Optional<Schema> schema(String name);

    /** What functions without a formula mean. */
    Bindings bindings();
}
