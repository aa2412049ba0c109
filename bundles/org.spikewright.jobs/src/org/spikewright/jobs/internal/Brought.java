package org.spikewright.jobs.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.spikewright.common.Location;
import org.spikewright.compile.job.Called;
import org.spikewright.compile.job.JobSpec;
import org.spikewright.execute.ComputedOperator;
import org.spikewright.jobs.JobException;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.Shape;

/**
 * Something that a bundle beside the product brings to a job.
 *
 * @param what it is, in a sentence
 * @param location where the model uses it
 * @param classes those that run for it
 */
record Brought(String what, Location location, Set<Class<?>> classes) {

    private static final String OURS = "std.";

    /**
     * What a failure becomes that happened in something of another bundle: a sentence that names what of it was called last. Empty if it happened elsewhere.
     *
     * @param job in which it happened
     */
    static Optional<JobException> blamed(JobSpec job, RuntimeException failure) {
        List<Brought> all = of(job);
        return first(failure, (name, one) -> one.has(name), all).or(() -> first(failure, (name, one) -> one.isBeside(name), all))
                .map(one -> new JobException(one.location(), one.what() + ", which a bundle beside Spikewright brings, failed: " + failure));
    }

    /** That which was called last. */
    private static Optional<Brought> first(RuntimeException failure, BiPredicate<String, Brought> isOf, List<Brought> all) {
        return Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getClassName)
                .flatMap(name -> all.stream().filter(one -> isOf.test(name, one))).findFirst();
    }

    private static List<Brought> of(JobSpec job) {
        List<Brought> brought = new ArrayList<>();
        for (Called called : job.called()) {
            if (!called.function().startsWith(OURS)) {
                brought.add(new Brought("'" + called.function() + "'", job.location(), Set.of(called.value().getClass())));
            }
        }
        job.layers().ifPresent(network -> network.layers().stream().filter(layer -> layer.operator() instanceof ComputedOperator)
                .forEach(layer -> brought.add(of(network, layer))));
        return brought;
    }

    private static Brought of(Network network, Layer layer) {
        List<Shape> inputs = layer.inputs().stream().map(input -> network.layers().get(input).shape()).toList();
        Class<?> kernel = ((ComputedOperator) layer.operator()).kernel(inputs, layer.shape()).getClass();
        return new Brought("'" + layer.operator().label() + "' at '" + layer.name() + "'", layer.location(),
                Set.of(layer.operator().getClass(), kernel));
    }

    private boolean has(String name) {
        return classes.stream().anyMatch(one -> outer(one.getName()).equals(outer(name)));
    }

    private boolean isBeside(String name) {
        return classes.stream().anyMatch(one -> name.startsWith(one.getPackageName() + "."));
    }

    /** Without the classes within it, to which lambda expressions belong. */
    private static String outer(String name) {
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }
}
