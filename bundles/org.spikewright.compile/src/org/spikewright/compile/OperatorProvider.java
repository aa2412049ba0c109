package org.spikewright.compile;

import java.util.Map;

/**
 * Says which operators layer functions stand for. A provider named in {@code META-INF/services} is found where the class loader of
 * this bundle sees it: on the class path, and in OSGi in a fragment of this bundle.
 */
public interface OperatorProvider {

    /** How operators are made, by the name of the function that the library declares for them. */
    Map<String, OperatorFactory> operators();
}
