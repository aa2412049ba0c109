package org.spikewright.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The operators that layer functions stand for: those of the library and those that others bring. */
public final class OperatorTable {

    private static final OperatorTable INSTALLED = new OperatorTable(Stream.concat(Stream.of(new LibraryOperators()),
            ServiceLoader.load(OperatorProvider.class, OperatorProvider.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)).toList());

    private final Map<String, OperatorFactory> factories = new HashMap<>();

    private OperatorTable(List<OperatorProvider> providers) {
        for (OperatorProvider provider : providers) {
            provider.operators().forEach((function, factory) -> {
                if (factories.putIfAbsent(function, factory) != null) {
                    throw new IllegalStateException("two operators for function " + function + ", one of " + provider.getClass().getName());
                }
            });
        }
    }

    /** Those of the library and all that are installed. */
    public static OperatorTable installed() {
        return INSTALLED;
    }

    /**
     * These and others.
     *
     * @throws IllegalStateException if one is for a function that has an operator already
     */
    public OperatorTable with(OperatorProvider provider) {
        Map<String, OperatorFactory> known = factories;
        return new OperatorTable(List.of(() -> known, provider));
    }

    Optional<OperatorFactory> of(String function) {
        return Optional.ofNullable(factories.get(function));
    }
}
