package org.spikewright.kernel;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.spikewright.kernel.internal.CompiledScan;
import org.spikewright.kernel.internal.InMemoryCompiler;
import org.spikewright.kernel.internal.InterpretedScan;
import org.spikewright.kernel.internal.ScanSource;

/** Makes scan kernels and keeps those it made. Where the Java runtime has no compiler, kernels are interpreted. */
public final class ScanKernels {

    private record Key(StepProgram program, boolean resetGradient) {
    }

    private final boolean vectorised;
    private final Optional<InMemoryCompiler> compiler;
    private final Map<Key, ScanKernel> kernels = new ConcurrentHashMap<>();

    private ScanKernels(boolean vectorised, Optional<InMemoryCompiler> compiler) {
        this.vectorised = vectorised;
        this.compiler = compiler;
    }

    /** Kernels compiled for the same instructions as those primitives, or interpreted where there is no compiler. */
    public static ScanKernels compiled(Primitives primitives) {
        Optional<InMemoryCompiler> compiler = InMemoryCompiler.find();
        if (compiler.isEmpty()) {
            System.getLogger(ScanKernels.class.getPackageName()).log(Level.WARNING,
                    "this Java runtime has no compiler, so neurons run in a slow interpreter; use a full JDK 25");
        }
        return new ScanKernels(primitives.vectorised(), compiler);
    }

    /** Kernels that evaluate their formulas one by one: slow, for checking the others. */
    public static ScanKernels interpreted() {
        return new ScanKernels(false, Optional.empty());
    }

    /** The kernel of that step; see {@link AdjointProgram#of} for {@code resetGradient}. */
    public ScanKernel of(StepProgram program, boolean resetGradient) {
        return kernels.computeIfAbsent(new Key(program, resetGradient), _ -> make(program, resetGradient));
    }

    private ScanKernel make(StepProgram program, boolean resetGradient) {
        AdjointProgram adjoint = AdjointProgram.of(program, resetGradient);
        if (compiler.isEmpty()) {
            return new InterpretedScan(program, adjoint);
        }
        return CompiledScan.of(program, adjoint, new ScanSource(program, adjoint, vectorised), compiler.get());
    }
}
