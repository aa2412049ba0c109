package org.spikewright.kernel.internal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.LongBinaryOperator;
import org.spikewright.kernel.SynapseArrays;
import org.spikewright.kernel.SynapseInputs;
import org.spikewright.kernel.SynapseKernel;
import org.spikewright.network.population.SynapseProgram;

/** A rule of plasticity in a generated class. */
public record CompiledSynapse(SynapseProgram program, String source, MethodHandle arrival, MethodHandle spike, MethodHandle clock, MethodHandle course)
        implements SynapseKernel {

    private static final MethodType ARRIVE = methodType(void.class, int[].class, int.class, int.class, int.class, int.class, int.class, int.class,
            int[].class, int[].class, int[].class, int[].class, float[][].class, int[].class, float[][].class, int[].class, float[][].class,
            int[].class, float[][][].class, float[][].class, int[].class, LongBinaryOperator[].class, int.class, double[].class, int.class, double.class,
            double[].class, int.class);
    private static final MethodType FIRE = methodType(void.class, int[].class, int.class, int.class, int.class, int.class, int[].class,
            int[].class, float[][].class, int[].class, float[][].class, int[].class, float[][].class, int[].class, int.class,
            float[][][].class, float[][].class, int[].class, LongBinaryOperator[].class, int.class, double[].class, int.class, double.class);
    private static final MethodType TICK = methodType(void.class, int.class, int[].class, int[].class, float[][].class, int[].class,
            float[][].class, int[].class, float[][].class, int[].class, int.class, float[][][].class, float[][].class, int[].class,
            LongBinaryOperator[].class, int.class, double[].class, int.class, double.class);
    private static final MethodType MOVE = methodType(void.class, int.class, int[].class, int[].class, float[][].class, int.class,
            float[][][].class, float[][].class, int[].class, LongBinaryOperator[].class, int.class, double[].class, int.class, double.class, double[].class);

    /** The kernel of a class that was generated for that rule. */
    public static CompiledSynapse of(SynapseProgram program, String source, Class<?> type) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            return new CompiledSynapse(program, source, lookup.findStatic(type, "arrive", ARRIVE), lookup.findStatic(type, "fire", FIRE),
                    lookup.findStatic(type, "tick", TICK), lookup.findStatic(type, "move", MOVE));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated kernel lacks a method", e);
        }
    }

    @Override
    public void arrive(SynapseArrays all, SynapseInputs inputs, int[] spikes, int from, int to, int first, int delay, int step, double factor,
            double[] received, int column) {
        try {
            arrival.invokeExact(spikes, from, to, first, all.sources(), delay, all.delays(), all.starts(), all.order(), all.targets(), all.ends(),
                    all.own(), all.touched(), all.before(), all.arrived(), all.after(), all.fired(), inputs.sent(), inputs.own(), inputs.at(),
                    inputs.noises(), inputs.first(), inputs.shared(), step, factor, received, column);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    @Override
    public void fire(SynapseArrays all, SynapseInputs inputs, int[] spikes, int from, int to, int first, int step, double factor) {
        try {
            spike.invokeExact(spikes, from, to, first, all.neurons(), all.ends(), all.rows(), all.own(), all.touched(), all.before(),
                    all.arrived(), all.after(), all.fired(), all.delays(), inputs.sent(), inputs.own(), inputs.at(), inputs.noises(), inputs.first(),
                    inputs.shared(), step, factor);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    @Override
    public void tick(SynapseArrays all, SynapseInputs inputs, int step, double factor) {
        try {
            clock.invokeExact(all.neurons(), all.ends(), all.rows(), all.own(), all.touched(), all.before(), all.arrived(), all.after(),
                    all.fired(), all.delays(), inputs.sent(), inputs.own(), inputs.at(), inputs.noises(), inputs.first(), inputs.shared(), step, factor);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    @Override
    public void move(SynapseArrays all, SynapseInputs inputs, int step, double factor, double[] received) {
        try {
            course.invokeExact(all.neurons(), all.ends(), all.rows(), all.own(), all.delays(), inputs.sent(), inputs.own(), inputs.at(),
                    inputs.noises(), inputs.first(), inputs.shared(), step, factor, received);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(Throwable e) {
        return switch (e) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
