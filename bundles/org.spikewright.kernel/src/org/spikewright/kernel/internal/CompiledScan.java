package org.spikewright.kernel.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.kernel.StepProgram;

/** A scan kernel in a generated class, reached through method handles since the class knows no type of ours. */
public record CompiledScan(StepProgram program, int driven, int savedPerStep, int gradientStates, String source, MethodHandle runner,
        MethodHandle forwardRunner, MethodHandle backwardRunner) implements ScanKernel {

    private static final MethodType RUN = MethodType.methodType(void.class, float[][].class, int[].class, float[].class, float[].class,
            int.class, int.class, int.class, int.class, int.class, float[].class);
    private static final MethodType FORWARD = RUN.appendParameterTypes(float[].class);
    private static final MethodType BACKWARD = MethodType.methodType(void.class, float[][].class, int[].class, float[].class, float[].class,
            float[].class, float[].class, int.class, int.class, int.class, int.class, int.class, float[][].class);

    /** The kernel of a class that was generated for that layer. */
    public static CompiledScan of(LayerStep layer, String source, Class<?> type) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            return new CompiledScan(layer.step(), layer.driven().size(), layer.adjoint().saved().size(), layer.adjoint().before().size(), source,
                    lookup.findStatic(type, "run", RUN), lookup.findStatic(type, "forward", FORWARD),
                    lookup.findStatic(type, "backward", BACKWARD));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated kernel lacks a method", e);
        }
    }

    @Override
    public void run(float[][] drives, int[] hops, float[] given, float[] states, Window window, float[] output) {
        try {
            runner.invokeExact(drives, hops, given, states, window.samples(), window.stored(), window.first(), window.steps(),
                    window.neurons(), output);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    public void forward(float[][] drives, int[] hops, float[] given, float[] states, Window window, float[] output, float[] saved) {
        try {
            forwardRunner.invokeExact(drives, hops, given, states, window.samples(), window.stored(), window.first(), window.steps(),
                    window.neurons(), output, saved);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    public void backward(float[][] drives, int[] hops, float[] given, float[] saved, float[] outputGradient, float[] gradients,
            Window window, float[][] driveGradients) {
        try {
            backwardRunner.invokeExact(drives, hops, given, saved, outputGradient, gradients, window.samples(), window.stored(),
                    window.first(), window.steps(), window.neurons(), driveGradients);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
