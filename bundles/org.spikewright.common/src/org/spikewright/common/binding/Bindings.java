package org.spikewright.common.binding;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All bindings of functions. Immutable; made once from what bundles contribute, and handed to whoever asks for values. */
public final class Bindings {

    /** No function is bound. */
    public static final Bindings NONE = new Bindings(List.of());

    private final Map<String, Binding<?>> byFunction = new HashMap<>();

    /**
     * The bindings of some bundles.
     *
     * @throws IllegalStateException if two of them bind one function
     */
    public Bindings(Iterable<? extends Contribution> contributions) {
        for (Contribution contribution : contributions) {
            for (Binding<?> binding : contribution.bindings()) {
                if (byFunction.put(binding.function(), binding) != null) {
                    throw new IllegalStateException(binding.function() + " is bound twice, the second time by "
                            + contribution.getClass().getName());
                }
            }
        }
    }

    /**
     * These and those of another bundle.
     *
     * @throws IllegalStateException if it binds a function that is bound already
     */
    public Bindings with(Contribution other) {
        return new Bindings(List.of(() -> List.copyOf(byFunction.values()), other));
    }

    /** The full names of all functions that mean something. */
    public Set<String> functions() {
        return Collections.unmodifiableSet(byFunction.keySet());
    }

    /** Whether a function means anything to an engine. */
    public boolean isBound(String function) {
        return byFunction.containsKey(function);
    }

    /**
     * The value that a call stands for; empty if its function is bound to nothing, or to something else than that kind.
     *
     * @throws IllegalArgumentException if its arguments make no value; the message says why
     */
    public <T> Optional<T> value(Class<T> kind, LibraryCall call) {
        return Optional.ofNullable(byFunction.get(call.function())).filter(binding -> kind.isAssignableFrom(binding.kind()))
                .map(binding -> kind.cast(read(binding, call)));
    }

    /** A bundle that fails at a call is a mistake where the call stands, not in who asked. */
    private Object read(Binding<?> binding, LibraryCall call) {
        try {
            return binding.reader().read(call, this);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the bundle that brings '" + binding.function() + "' cannot read it: " + e, e);
        }
    }

    /** The values of all functions of a kind that take no arguments, in alphabetical order of the functions. */
    public <T> Stream<T> constants(Class<T> kind) {
        return byFunction.values().stream().filter(binding -> kind.isAssignableFrom(binding.kind()))
                .sorted(Comparator.comparing(Binding::function)).flatMap(binding -> constant(kind, binding).stream());
    }

    private <T> Optional<T> constant(Class<T> kind, Binding<?> binding) {
        try {
            return value(kind, new LibraryCall(binding.function(), Map.of(), Path.of("")));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // it takes arguments
        }
    }
}
