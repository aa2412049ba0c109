package org.spikewright.kernel;

import java.lang.System.Logger.Level;
import java.util.Optional;
import org.spikewright.kernel.internal.CompiledClasses;
import org.spikewright.kernel.internal.CompiledCoupling;
import org.spikewright.kernel.internal.CompiledPoint;
import org.spikewright.kernel.internal.CompiledScan;
import org.spikewright.kernel.internal.CompiledSynapse;
import org.spikewright.kernel.internal.InMemoryCompiler;
import org.spikewright.kernel.internal.CouplingSource;
import org.spikewright.kernel.internal.InterpretedCoupling;
import org.spikewright.kernel.internal.InterpretedPoint;
import org.spikewright.kernel.internal.InterpretedScan;
import org.spikewright.kernel.internal.InterpretedSynapse;
import org.spikewright.kernel.internal.LayerSource;
import org.spikewright.kernel.internal.LayerStep;
import org.spikewright.kernel.internal.PopulationSource;
import org.spikewright.kernel.internal.SynapseSource;
import org.spikewright.network.population.Coupling;
import org.spikewright.network.population.SynapseProgram;

/**
 * Makes kernels of layers, populations and plastic projections. Compiled kernels are kept, so that one that computes the same is
 * compiled once only. Safe for use by several threads.
 */
public final class Kernels {

    private final Lanes lanes;
    private final Optional<CompiledClasses> classes;

    private Kernels(Lanes lanes, Optional<CompiledClasses> classes) {
        this.lanes = lanes;
        this.classes = classes;
    }

    /**
     * Those of this process, which all runs share: compiled for the best primitives; interpreted where the Java runtime has no
     * compiler, which is logged, and which {@link #description} says.
     */
    public static Kernels best() {
        return shared(Primitives.best());
    }

    /** Those of this process for the same instructions as those primitives; see {@link #best}. */
    public static Kernels shared(Primitives primitives) {
        return primitives.vectorised() ? InVectors.KERNELS : OneByOne.KERNELS;
    }

    /** Kernels compiled for the same instructions as those primitives, with nothing kept from before. */
    public static Kernels compiled(Primitives primitives) {
        return compiled(Lanes.of(primitives));
    }

    /** Kernels compiled for some lanes, with nothing kept from before. */
    public static Kernels compiled(Lanes lanes) {
        return new Kernels(lanes, InMemoryCompiler.find().map(CompiledClasses::new));
    }

    /** Kernels that evaluate their formulas one by one: slow, for checking the others. */
    public static Kernels interpreted() {
        return new Kernels(Lanes.ONE, Optional.empty());
    }

    /** How they run, in words. */
    public String description() {
        return classes.isEmpty() ? "interpreted, since this Java runtime has no compiler"
                : lanes.vectorised() ? "compiled for vectors" : "compiled for single numbers";
    }

    /** How many classes they have compiled so far. */
    public int compiled() {
        return classes.map(CompiledClasses::compiled).orElse(0);
    }

    /**
     * A kernel of a layer whose first input is driven.
     *
     * @param resetGradient see {@link Adjoint#of}
     * @throws IllegalArgumentException if the neuron has what layers lack
     */
    public ScanKernel of(StepProgram step, boolean resetGradient) {
        return of(step, resetGradient, Math.min(1, step.inputs().size()));
    }

    /**
     * A kernel of a layer.
     *
     * @param resetGradient see {@link Adjoint#of}
     * @param driven how many of its inputs are driven, from the first on; the others receive 0
     * @see #of(StepProgram, boolean)
     */
    public ScanKernel of(StepProgram step, boolean resetGradient, int driven) {
        LayerStep layer = LayerStep.of(step, resetGradient, driven);
        if (classes.isEmpty()) {
            return new InterpretedScan(layer);
        }
        String text = new LayerSource(layer, lanes).text();
        return CompiledScan.of(layer, text, classes.get().of("Layer", text));
    }

    /**
     * A kernel of a population.
     *
     * @param driven which inputs receive something that does not come through the ring, ascending
     */
    public PointKernel of(StepProgram step, int... driven) {
        if (classes.isEmpty()) {
            return new InterpretedPoint(step, driven);
        }
        String text = new PopulationSource(step, driven, lanes).text();
        return CompiledPoint.of(step, driven, text, classes.get().anew("Population", text));
    }

    /**
     * A kernel that runs that rule of plasticity.
     *
     * @param dt time step in seconds
     * @throws IllegalArgumentException if a formula uses or changes what the synapse does not have
     */
    public SynapseKernel of(SynapseProgram program, double dt) {
        if (classes.isEmpty()) {
            return new InterpretedSynapse(program, dt);
        }
        String text = new SynapseSource(program, dt).text();
        return CompiledSynapse.of(program, text, classes.get().of("Synapse", text));
    }

    /** A kernel of synapses that act in every step. */
    public CouplingKernel of(Coupling coupling) {
        if (classes.isEmpty()) {
            return new InterpretedCoupling(coupling);
        }
        String text = new CouplingSource(coupling).text();
        return CompiledCoupling.of(text, classes.get().of("Coupling", text));
    }

    private static Kernels shared(Lanes lanes) {
        Kernels kernels = compiled(lanes);
        if (kernels.classes.isEmpty()) {
            System.getLogger(Kernels.class.getPackageName()).log(Level.WARNING,
                    "this Java runtime has no compiler, so neurons run in a slow interpreter; use a full JDK 25");
        }
        return kernels;
    }

    /** Made when first asked for. */
    private static final class InVectors {
        static final Kernels KERNELS = shared(Lanes.PREFERRED);
    }

    /** Made when first asked for. */
    private static final class OneByOne {
        static final Kernels KERNELS = shared(Lanes.ONE);
    }
}
