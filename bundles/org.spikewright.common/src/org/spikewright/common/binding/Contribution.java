package org.spikewright.common.binding;

import java.util.List;

/**
 * The bindings that a bundle contributes. It names its implementation, which has a constructor without parameters, in
 * {@code META-INF/services/org.spikewright.common.binding.Contribution}.
 */
public interface Contribution {

    /** What its functions mean. */
    List<Binding<?>> bindings();
}
