package org.spikewright.kernel.internal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.spikewright.kernel.CouplingKernel;

/** A coupling in a generated class. */
public record CompiledCoupling(String source, MethodHandle adder) implements CouplingKernel {

    private static final MethodType ADD = methodType(void.class, int.class, int[].class, int[].class, int[].class, float[].class,
            float[][][].class, float[][].class, int.class, float[].class, int.class);

    /** The kernel of a class that was generated for a coupling. */
    public static CompiledCoupling of(String source, Class<?> type) {
        try {
            return new CompiledCoupling(source, MethodHandles.publicLookup().findStatic(type, "add", ADD));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated kernel lacks its method", e);
        }
    }

    @Override
    public void add(int targets, int[] ends, int[] sources, int[] delays, float[] weights, float[][][] sent, float[][] own, int first,
            float[] received, int at) {
        try {
            adder.invokeExact(targets, ends, sources, delays, weights, sent, own, first, received, at);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
