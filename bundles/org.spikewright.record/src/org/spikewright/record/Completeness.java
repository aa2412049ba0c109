package org.spikewright.record;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Whether a value that was read from a file has all its parts, since the parser leaves out what the file does. */
final class Completeness {

    private Completeness() {
    }

    /**
     * Refuses a value in which something is missing.
     *
     * @throws IllegalArgumentException the message says what
     */
    static void check(Object value) {
        check(value, "its content");
    }

    private static void check(Object value, String name) {
        switch (value) {
            case null -> throw new IllegalArgumentException("it lacks " + name);
            case Record parts -> {
                for (RecordComponent component : parts.getClass().getRecordComponents()) {
                    Object part = part(parts, component);
                    if (part != null || !component.isAnnotationPresent(MayBeAbsent.class)) {
                        check(part, "'" + component.getName() + "'");
                    }
                }
            }
            case Collection<?> elements -> elements.forEach(element -> check(element, "an element of " + name));
            case Map<?, ?> entries -> entries.forEach((key, entry) -> check(entry, "'" + key + "'"));
            case Object[] elements -> check(Arrays.asList(elements), name);
            default -> {
                // a number, a text, or an array of numbers
            }
        }
    }

    private static Object part(Record parts, RecordComponent component) {
        try {
            return component.getAccessor().invoke(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
