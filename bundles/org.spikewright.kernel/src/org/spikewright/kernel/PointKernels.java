package org.spikewright.kernel;

import java.util.Optional;
import org.spikewright.kernel.internal.CompiledPoint;
import org.spikewright.kernel.internal.CompiledSynapse;
import org.spikewright.kernel.internal.InMemoryCompiler;
import org.spikewright.kernel.internal.InterpretedPoint;
import org.spikewright.kernel.internal.InterpretedSynapse;
import org.spikewright.kernel.internal.PointSource;
import org.spikewright.kernel.internal.SynapseSource;
import org.spikewright.network.population.SynapseProgram;

/** Makes kernels for populations and plastic projections. Where the Java runtime has no compiler, kernels are interpreted. */
public final class PointKernels {

    private final boolean vectorised;
    private final Optional<InMemoryCompiler> compiler;

    private PointKernels(boolean vectorised, Optional<InMemoryCompiler> compiler) {
        this.vectorised = vectorised;
        this.compiler = compiler;
    }

    /** Kernels compiled for the same instructions as those primitives, or interpreted where there is no compiler. */
    public static PointKernels compiled(Primitives primitives) {
        return new PointKernels(primitives.vectorised(), InMemoryCompiler.find());
    }

    /** Kernels that evaluate their formulas one by one in double precision: slow, for checking the others. */
    public static PointKernels interpreted() {
        return new PointKernels(false, Optional.empty());
    }

    /**
     * A kernel that runs that step.
     *
     * @param driven which receptors receive something that does not come through the ring, ascending
     */
    public PointKernel of(PointStep step, int... driven) {
        return compiler
                .<PointKernel>map(java -> CompiledPoint.of(step, driven, new PointSource(step, driven, vectorised), java))
                .orElseGet(() -> new InterpretedPoint(step, driven));
    }

    /**
     * A kernel that runs that rule of plasticity.
     *
     * @param dt time step in seconds
     * @throws IllegalArgumentException if a formula uses or changes what the synapse does not have
     */
    public SynapseKernel of(SynapseProgram program, double dt) {
        return compiler.<SynapseKernel>map(java -> CompiledSynapse.of(program, new SynapseSource(program, dt), java))
                .orElseGet(() -> new InterpretedSynapse(program, dt));
    }
}
