package org.spikewright.kernel.internal;

/** A kernel as a Java class. */
public sealed interface KernelSource permits PopulationSource, LayerSource, SynapseSource {

    /** The class's full name. */
    String className();

    /** The class's text. It depends on nothing but what the kernel computes, so that equal texts are equal kernels. */
    String text();

    /** Whether the class uses vectors. */
    default boolean vectorised() {
        return false;
    }
}
