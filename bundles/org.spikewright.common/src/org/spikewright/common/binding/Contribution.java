package org.spikewright.common.binding;

import java.net.URL;
import java.util.List;

/**
 * What a bundle contributes to the language. It names its implementation, which has a constructor without parameters, in
 * {@code META-INF/services/org.spikewright.common.binding.Contribution}.
 */
public interface Contribution {

    /** What its functions mean. */
    List<Binding<?>> bindings();

    /**
     * Files of the language, beside the standard library, that declare its functions, for instance
     * {@code getClass().getResource("/library/rates.spike")}. Each has a package, which models import; nobody can change it.
     */
    default List<URL> library() {
        return List.of();
    }
}
