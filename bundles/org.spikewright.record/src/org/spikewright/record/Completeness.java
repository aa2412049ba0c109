package org.spikewright.record;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a value that was read from a file has all its parts, since the parser leaves out what the file does. */
final class Completeness {

    /** A part of a record that may be {@code null} as far as Java knows. */
    private record Part(String name, Method accessor, boolean mayBeAbsent) {
    }

    private final Map<Class<?>, List<Part>> parts = new HashMap<>();

    private Completeness() {
    }

    /**
     * Refuses a value in which something is missing.
     *
     * @throws IllegalArgumentException the message says what
     */
    static void check(Object value) {
        new Completeness().check(value, "content");
    }

    private void check(Object value, String name) {
        switch (value) {
            case null -> throw new IllegalArgumentException("it lacks '" + name + "' or a part of it");
            case Record whole -> {
                for (Part part : parts.computeIfAbsent(whole.getClass(), Completeness::parts)) {
                    Object held = held(whole, part);
                    if (held != null || !part.mayBeAbsent()) {
                        check(held, part.name());
                    }
                }
            }
            case Collection<?> elements -> elements.forEach(element -> check(element, name));
            case Map<?, ?> entries -> entries.forEach((key, entry) -> check(entry, String.valueOf(key)));
            case Object[] elements -> check(Arrays.asList(elements), name);
            default -> {
                // a number, a text, or an array of numbers
            }
        }
    }

    private static List<Part> parts(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).filter(component -> !component.getType().isPrimitive())
                .map(component -> new Part(component.getName(), component.getAccessor(), isOptional(component))).toList();
    }

    private static boolean isOptional(RecordComponent component) {
        return component.isAnnotationPresent(MayBeAbsent.class);
    }

    private static Object held(Record whole, Part part) {
        try {
            return part.accessor().invoke(whole);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
