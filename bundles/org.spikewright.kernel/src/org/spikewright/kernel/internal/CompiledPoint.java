package org.spikewright.kernel.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.StepProgram;

/** A population's kernel in a generated class. */
public record CompiledPoint(StepProgram step, int[] driven, int lanes, String source, MethodHandle runner) implements PointKernel {

    private static final MethodType ADVANCE = MethodType.methodType(void.class, float[].class, int.class, int.class,
            float[].class, int.class, int.class, float[].class, float[].class, long[].class, int.class);

    /** The kernel of a class that was generated for that step. */
    public static CompiledPoint of(StepProgram step, int[] driven, String source, Class<?> type) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            int lanes = (int) lookup.findStatic(type, "lanes", MethodType.methodType(int.class)).invoke();
            return new CompiledPoint(step, driven, lanes, source, lookup.findStatic(type, "advance", ADVANCE));
        } catch (Throwable e) {
            throw new IllegalStateException("a generated kernel lacks a method", e);
        }
    }

    @Override
    public void advance(NeuronArrays neurons, int n, float[] ring, int row, int stride, float[] outside, float[] noise,
            long[] fired, int steps) {
        try {
            runner.invokeExact(neurons.values(), neurons.pitch(), n, ring, row, stride, outside, noise, fired, steps);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
