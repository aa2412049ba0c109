package org.spikewright.kernel.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.kernel.StepProgram;

/** A scan kernel in a generated class, reached through method handles since the class knows no type of ours. */
public record CompiledScan(StepProgram program, int savedPerStep, String source, MethodHandle runner,
        MethodHandle forwardRunner, MethodHandle backwardRunner) implements ScanKernel {

    private static final MethodType RUN = MethodType.methodType(void.class, float[].class, int.class, int.class,
            int.class, int.class, float[].class);
    private static final MethodType FORWARD = RUN.appendParameterTypes(float[].class);
    private static final MethodType BACKWARD = MethodType.methodType(void.class, float[].class, int.class,
            float[].class, float[].class, int.class, int.class, int.class, float[].class);

    /** The kernel of a class that was generated for that layer. */
    public static CompiledScan of(LayerStep layer, String source, Class<?> type) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            return new CompiledScan(layer.step(), layer.adjoint().saved().size(), source, lookup.findStatic(type, "run", RUN),
                    lookup.findStatic(type, "forward", FORWARD), lookup.findStatic(type, "backward", BACKWARD));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated kernel lacks a method", e);
        }
    }

    @Override
    public void run(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output) {
        try {
            runner.invokeExact(drive, driveSteps, samples, steps, neurons, output);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    public void forward(float[] drive, int driveSteps, int samples, int steps, int neurons, float[] output,
            float[] saved) {
        try {
            forwardRunner.invokeExact(drive, driveSteps, samples, steps, neurons, output, saved);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @Override
    public void backward(float[] drive, int driveSteps, float[] saved, float[] outputGradient, int samples, int steps,
            int neurons, float[] driveGradient) {
        try {
            backwardRunner.invokeExact(drive, driveSteps, saved, outputGradient, samples, steps, neurons,
                    driveGradient);
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
